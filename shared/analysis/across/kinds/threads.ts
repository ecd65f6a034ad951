import { durationInWords } from '../../../wording/rules';
import { DAY_MS, MINUTE_MS } from '../../rules/observe';
import type { Member } from '../member';
import type { RelationKind } from '../relation-kind';
import { NO_RELATION } from '../senders';
import { keyOf } from '../trait';

/** Answers and what they answer, by the ids that they name (RFC 5322 section 3.6.4). */

const missing: RelationKind = {
  id: 'across.missing-parent',
  version: 1,
  severity: 'info',
  title: 'The message replied to is not in the case',
  summary: '{answers} a message that is not in the case.',
  explanation:
    'A reply names the Message-ID of the message that it replies to. No message of the case has this id. That message was ' +
    'never received by those whose mail is in the case, was deleted, was not handed over, or never existed.',
  innocent: [
    'only a part of the conversation was received or taken in: the usual case',
    'the earlier message was deleted long ago, or lies in another folder',
    'a service on the way gave the earlier message another id',
  ],
  settle: 'The mailboxes of the others in the conversation, and their servers’ logs, asked for this Message-ID.',
  reference: 'RFC 5322 section 3.6.4',
  by: 'parent',
  names: true,
  relate: ({ key, sharing, named }) => {
    // The nearest one only: of what stands further back in a long conversation most is missing everywhere.
    const answers = named.length > 0 ? [] : sharing.filter((member) => keyOf(member.value('parent') ?? -1) === key);
    const told = answers.length === 1 ? '1 message replies to' : `${answers.length} messages reply to`;
    return answers.length === 0 ? NO_RELATION : [{ members: answers, values: { answers: told } }];
  },
};

/** Clocks of two computers; beyond it they are not explained by running a little wrong. */
const TOLERANCE_MS = 10 * MINUTE_MS;
/** More than any wrong zone explains. */
const BEYOND_ZONES_MS = DAY_MS + 2 * 60 * MINUTE_MS;

const older: RelationKind = {
  id: 'across.older-than-parent',
  version: 1,
  severity: 'medium',
  title: 'A reply is dated before the message replied to',
  summary: '{answers} dated up to {gap} before the message that it replies to.',
  explanation:
    'A reply names the Message-ID of the message that it replies to, so it was written later. Here its Date lies ' +
    'before the other one’s. At least one of the two dates is wrong, or the id was put in later.',
  innocent: [
    'a computer whose clock or time zone is set wrong',
    'a draft that was begun earlier and kept its date',
    'a program that names its own later message, or gives a whole series one parent',
  ],
  settle: 'The times at which both were received, by the receiving side’s own clock.',
  reference: 'RFC 5322 sections 3.6.1 and 3.6.4',
  by: 'parent',
  names: true,
  relate: ({ sharing, named }) => {
    const dates = named.map(({ dateMs }) => dateMs).filter((time) => time !== undefined);
    // Where copies of the answered message differ in their dates, the earliest one counts: that they differ is another finding.
    const parentMs = Math.min(...dates);
    const ids = new Set(named.map(({ id }) => id));
    const gapOf = ({ dateMs, id }: Member) => (dateMs === undefined || ids.has(id) ? 0 : parentMs - dateMs);
    const answers = dates.length === 0 ? [] : sharing.filter((member) => gapOf(member) > TOLERANCE_MS);
    if (answers.length === 0) return NO_RELATION;
    const gap = answers.reduce((most, member) => Math.max(most, gapOf(member)), 0);
    const told = answers.length === 1 ? 'A reply is' : `${answers.length} replies are`;
    const members = [...named, ...answers].sort((a, b) => a.id - b.id);
    const severity = gap > BEYOND_ZONES_MS ? 'medium' : 'low';
    return [
      {
        members,
        severity,
        values: { answers: told, gap: durationInWords(gap) },
        shown: ['parent', 'message-id', 'date'],
      },
    ];
  },
};

export const threadKinds: readonly RelationKind[] = [missing, older];
