import { distinctCount, joinedBy } from '../member';
import type { RelationKind } from '../relation-kind';
import { countSenders, NO_RELATION, sendersInWords } from '../senders';

/** One text at different times; one time with different texts. */

const sameText: RelationKind = {
  id: 'across.same-text',
  version: 1,
  severity: 'medium',
  title: 'Messages of different dates have the same text',
  summary: '{count} by {senders} have the same text, word for word, and {dates} different dates.',
  explanation:
    'The words of the messages are the same to the last character, blanks aside, but they are not copies: each has its own ' +
    'Message-ID and date. The text was sent several times, from a template, by a program, or by somebody who had the other message.',
  innocent: [
    'a notice, reminder or receipt that a program sends again and again',
    'a newsletter, or a text that was sent to each recipient by itself',
    'a message that was sent again because the first one seemed lost',
  ],
  settle: 'Who had the text at which time; whether the messages were sent by the same account.',
  reference: 'RFC 5322 section 3.6.4; research on templates of mass mail',
  by: 'body',
  relate: ({ sharing }) => {
    const dates = distinctCount(sharing, 'date');
    if (dates < 2 || joinedBy(sharing, ['message-id', 'sent']).length < 2) return NO_RELATION;
    const senders = countSenders(sharing);
    const values = { senders: sendersInWords(senders), dates: String(dates) };
    return [{ members: sharing, severity: senders > 1 ? 'medium' : 'info', values, shown: ['body', 'date'] }];
  },
};

const sameSecond: RelationKind = {
  id: 'across.same-second',
  version: 1,
  severity: 'info',
  title: 'One sender, one second, different texts',
  summary: '{count} by one sender have the same Date to the second, and different texts.',
  explanation:
    'Hardly anybody writes two messages within one second. Messages of one sender with the same Date were sent by a program, together, ' +
    'or one of them took its header over from the other.',
  innocent: [
    'a program that sends several notices at once',
    'a series that was prepared and sent together, such as changes to a program',
    'one message in several languages, or with a part that differs by recipient',
  ],
  settle: 'The times of receipt: whether they are as close together as the dates; the sending server’s log.',
  reference: 'RFC 5322 section 3.6.1',
  by: 'sent',
  relate: ({ sharing }) =>
    joinedBy(sharing, ['message-id', 'body']).length < 2
      ? NO_RELATION
      : [{ members: sharing, shown: ['date', 'message-id'] }],
};

export const sameTextKinds: readonly RelationKind[] = [sameText, sameSecond];
