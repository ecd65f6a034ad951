import { joinedBy } from '../member';
import type { RelationKind } from '../relation-kind';
import { countSenders, NO_RELATION, sendersInWords } from '../senders';

/** Ids of different messages that were made at the same microsecond. */

const sameClock: RelationKind = {
  id: 'across.same-microsecond',
  version: 1,
  severity: 'high',
  title: 'Ids of different messages hold the same microsecond',
  summary: '{count} by {senders} contain ids that were made in the very same microsecond, though the ids differ.',
  explanation:
    'Some programs write the time into the ids that they make, to the microsecond or finer. Two ids of the same microsecond in ' +
    'messages that are neither copies of nor replies to one another can hardly come from two independent programs: one run ' +
    'of one program made both, or one id was made from the other.',
  innocent: [
    'one program that sends several messages at once and asks the clock only once',
    'a message that was edited and sent again with some of its old ids',
    'a server’s notice that carries parts of the message that it is about',
    'a conversation whose other messages are not in the case',
  ],
  settle: 'The program or script at the sender; further messages of the same run.',
  reference: 'PHP manual, uniqid; [MS-DTYP] section 2.3.3',
  by: 'clock',
  relate: ({ sharing }) => {
    // Where a whole id is shared, that is the finding, and the same clock follows from it.
    const classes = joinedBy(sharing, ['message-id', 'body', 'parent', 'boundary', 'content-id']);
    return classes.length < 2
      ? NO_RELATION
      : [{ members: sharing, values: { senders: sendersInWords(countSenders(sharing)) } }];
  },
};

export const clockKinds: readonly RelationKind[] = [sameClock];
