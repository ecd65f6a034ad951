import { type Gathered, joinedBy, type Member } from '../member';
import type { Related, RelationKind } from '../relation-kind';
import { countSenders, NO_RELATION, sendersInWords } from '../senders';
import type { TraitKind } from '../trait';

/** Ids that a program makes anew for each message, in messages that are no copies of one another. */

/** Copies of one message have its id, or its text. */
const COPIES: readonly TraitKind[] = ['message-id', 'body'];

/** Answers carry pictures of what they answer along, with their ids. */
const CONVERSATION: readonly TraitKind[] = [...COPIES, 'parent'];

function unlessJoined({ sharing }: Gathered, kinds: readonly TraitKind[], grade: Grade): readonly Related[] {
  if (joinedBy(sharing, kinds).length < 2) return NO_RELATION;
  const senders = countSenders(sharing);
  return [{ members: sharing, severity: grade(senders), values: { senders: sendersInWords(senders) } }];
}

type Grade = (senders: number) => NonNullable<Related['severity']>;

const boundary: RelationKind = {
  id: 'across.shared-boundary',
  version: 1,
  severity: 'medium',
  title: 'Different messages have the same separator',
  summary: '{count} by {senders} use the same separator between their parts, and are not copies of one another.',
  explanation:
    'A message of several parts names a separator between them. Programs make a new one for each message, from a ' +
    'clock, a counter or chance. The same one in messages that are no copies suggests one template behind them, ' +
    'or that one was made from the other.',
  innocent: [
    'a program that always uses the same separator, as some newsletters, web forms and scripts do',
    'a draft or template that was sent several times',
    'a message that was edited and sent again, or a server’s notice that was made from it',
  ],
  settle:
    'Other messages by the same program: whether its separator is always the same; the template or script at the sender.',
  reference: 'RFC 2046 section 5.1.1',
  by: 'boundary',
  relate: (gathered) => unlessJoined(gathered, COPIES, (senders) => (senders > 1 ? 'medium' : 'info')),
};

const contentId: RelationKind = {
  id: 'across.shared-content-id',
  version: 1,
  severity: 'low',
  title: 'Different messages have a part with the same id',
  summary:
    '{count} by {senders} have a part with the same Content-ID, and are neither copies of nor replies to one another.',
  explanation:
    'A picture inside a message has an id by which the text refers to it. Mail programs make a new one for each message; ' +
    'a template keeps it. Messages that share one were probably made from one template, or one from the other.',
  innocent: [
    'the logo of a newsletter or of a signature, whose id is a part of the template: the usual case',
    'a conversation whose other messages are not in the case',
    'a form that many people of one organisation use',
  ],
  settle: 'The picture itself in each of the messages; where the template came from and who had it.',
  reference: 'RFC 2392; RFC 2045 section 7',
  by: 'content-id',
  relate: (gathered) => unlessJoined(gathered, CONVERSATION, (senders) => (senders > 1 ? 'low' : 'info')),
};

const messageId: RelationKind = {
  id: 'across.shared-message-id',
  version: 1,
  severity: 'high',
  title: 'Different messages have the same Message-ID',
  summary: '{count} have the same Message-ID, though they differ in date and text.',
  explanation:
    'A Message-ID is meant for one message in the world; its copies have the same one. Here the messages differ in their dates ' +
    'and their texts as well, so that they are not copies: the id was set by a script that always gives the same one, or it ' +
    'was taken over from another message.',
  innocent: [
    'a faulty script or device that gives every message the same id',
    'a program that keeps the id when a draft is edited or a message is sent again',
    'a service that changes text and date of what it passes on',
  ],
  settle: 'The sending servers’ logs, which note the id with the time; the other messages of the same program.',
  reference: 'RFC 5322 section 3.6.4',
  by: 'message-id',
  relate: ({ sharing }) => {
    const classes = joinedBy(sharing, ['date', 'sent', 'body']);
    return classes.length < 2 || !classes.every(isDated)
      ? NO_RELATION
      : [{ members: sharing, shown: ['message-id', 'date'] }];
  },
};

/** Without a date nothing says that the messages are not one. */
function isDated(members: readonly Member[]): boolean {
  return members.some((member) => member.value('date') !== undefined);
}

export const sharedIdKinds: readonly RelationKind[] = [boundary, contentId, messageId];
