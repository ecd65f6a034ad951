import { TRAIT_NAMES } from '../../../wording/relations';
import { countInWords, listInWords } from '../../../wording/rules';
import { type Unlike, unlikeOthers } from '../habit';
import { HABITS } from '../habit-traits';
import { compareContent, type Member } from '../member';
import type { Related, RelationKind } from '../relation-kind';
import type { TraitKind } from '../trait';

/** A message against the other messages of its sender in the case. */

/** One habit changes by itself now and then: a journey, another key, another form of message. */
const LEAST_HABITS = 2;
const MEDIUM_HABITS = 3;
/** Messages that are shown beside the one that differs. */
const SHOWN = 3;

const unlikeSender: RelationKind = {
  id: 'across.unlike-sender',
  version: 1,
  severity: 'medium',
  title: 'A message is unlike the other messages of its sender',
  summary: 'A message is unlike all {others} of its sender {way} in: {habits}.',
  explanation:
    'People who write from one computer or account usually leave the same marks: the program, the time zone, the order and the ' +
    'spelling of header fields, the form of ids, the key of the signature. This message has the sender’s address, and in several ' +
    'of these marks it is unlike every other message of this sender in the case, though they agree with each other. A mark that ' +
    'not all of them have, such as a separator of parts, is compared with those that have it.',
  innocent: [
    'a second device, or webmail away from the desk',
    'travel, for the time zone',
    'a change to another program or provider: the first message after it, or the last one before',
    'a message that a service, an assistant or a program sent for the sender',
    'a list or a gateway that rewrites the header',
  ],
  settle:
    'Messages of the sender from other mailboxes and of the same weeks; the sender’s copy; sign-in records of the account.',
  reference: 'Comparison with exemplars as examiners make it by hand; measured in docs/validation-across.md',
  by: 'from',
  relate: ({ sharing }) =>
    [false, true].flatMap((isList) => {
      const comparable = comparableOf(sharing, isList);
      return unlikeOthers(comparable, LEAST_HABITS).map((found) => toldOf(found, comparable, isList));
    }),
};

/**
 * Messages as their sender's side sent them, each once. Lists write headers anew: what came through one is compared with what
 * came through one.
 */
export function comparableOf(members: readonly Member[], isList: boolean): readonly Member[] {
  const byId = new Map<number, Member>();
  for (const member of members) {
    if (member.came !== 'acquired' || (member.value('list') !== undefined) !== isList) continue;
    const id = member.value('message-id') ?? -member.id;
    const known = byId.get(id);
    if (known === undefined || compareContent(member, known, CONTENT) < 0) byId.set(id, member);
  }
  return [...byId.values()];
}

const CONTENT: readonly TraitKind[] = [...HABITS, 'message-id', 'body'];

function toldOf({ member, habits, others }: Unlike, comparable: readonly Member[], isList: boolean): Related {
  return {
    members: [member, ...nearestTo(member, comparable)].sort((a, b) => a.id - b.id),
    about: [member],
    severity: habits.length >= MEDIUM_HABITS ? 'medium' : 'low',
    values: {
      others: countInWords(others, 'other message'),
      way: isList ? 'that came through lists' : 'that came directly',
      habits: listInWords(habits.map((habit) => TRAIT_NAMES[habit])),
    },
    shown: habits,
  };
}

/** The messages whose dates are nearest to its own: what the sender did in the same weeks. */
function nearestTo(member: Member, comparable: readonly Member[]): readonly Member[] {
  const distance = ({ dateMs }: Member) => Math.abs((dateMs ?? 0) - (member.dateMs ?? 0));
  return comparable
    .filter((other) => other !== member)
    .sort((a, b) => distance(a) - distance(b) || compareContent(a, b, CONTENT) || a.id - b.id)
    .slice(0, SHOWN);
}

export const habitKinds: readonly RelationKind[] = [unlikeSender];
