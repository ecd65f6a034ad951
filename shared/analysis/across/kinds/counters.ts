import { durationInWords, timeInWords } from '../../../wording/rules';
import { numberIn } from '../counter-traits';
import type { Gathered } from '../member';
import { type Numbered, outOfOrder } from '../order';
import type { Related, RelationKind } from '../relation-kind';
import { keyOf } from '../trait';

/** Counters of one server: what was numbered later was sent on later. */

export const counterOrder: RelationKind = {
  id: 'across.counter-order',
  version: 1,
  severity: 'medium',
  title: 'A message’s place in a server’s numbering does not fit its time',
  summary: 'A message that a list numbered {side} one of {time} is dated, and was received, {gap} {otherSide} it.',
  explanation:
    'Some servers of mailing lists give each message the next number. Whoever writes a header by hand, or takes one over from ' +
    'another message, keeps a number of another time. The messages around it are in order; this one is not.',
  innocent: [
    'a moderator who let the message through much later',
    'a computer whose clock was set wrong, where the message was received by that computer too',
    'a counter that was set back, or a list that was moved to another server',
    'a message that was lost on the way and sent on again',
  ],
  settle: 'The list’s archive, which shows the numbers with their times; another subscriber’s copy.',
  reference: 'Manual pages of ezmlm-send and SmartList; forms of Yahoo Groups as observed 2002',
  by: 'series',
  relate: (gathered) =>
    outOfOrder(numberedOf(gathered)).map(({ odd, against, gapMs }): Related => {
      const isLater = odd.number > against.number;
      const values = {
        side: isLater ? 'after' : 'before',
        otherSide: isLater ? 'before' : 'after',
        time: timeInWords(isLater ? against.firstMs : against.lastMs),
        gap: durationInWords(gapMs),
      };
      const members = [odd.member, against.member].sort((a, b) => a.id - b.id);
      return { members, about: [odd.member], values, shown: ['series', 'date'] };
    }),
};

/** Without a time there is nothing to compare. */
export function numberedOf({ key, sharing }: Gathered): readonly Numbered[] {
  return sharing.flatMap((member): readonly Numbered[] => {
    const number = numberIn(key, member.values('number').map(keyOf));
    const times = [member.dateMs, member.receivedMs].filter((time) => time !== undefined);
    return number === undefined || times.length === 0
      ? []
      : [{ member, number, firstMs: Math.min(...times), lastMs: Math.max(...times) }];
  });
}

export const counterKinds: readonly RelationKind[] = [counterOrder];
