import { firstField } from '../../email/anatomy';
import type { Rule, RuleInput } from '../rule';
import { bodyToken, messageIdToken } from '../tokens';
import { NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about the conversation that a message claims to belong to, and about the host that numbered it. */

/** What programs put before the subject of an answer, in some twenty languages; `Re` alone is left to the standard. */
const answer =
  /^(?:re|aw|antw|sv|vs|odp|r|ri|rif|res|ref|vá|bls|atb|ynt|تر|رد|回复|回覆|答复|返信|ответ|отв|απ)\s{0,2}(?:\[\d{1,3}\]|\(\d{1,3}\))?\s{0,2}[:：]/iu;
const prefix =
  /^(?:(?:re|aw|antw|sv|vs|odp|r|ri|rif|res|ref|vá|bls|atb|ynt|رد|回复|回覆|答复|返信|ответ|отв|απ|fwd?|wg|tr|rv|enc|i|vb|doorst|转发|轉寄|転送|пересл)\s{0,2}(?:\[\d{1,3}\]|\(\d{1,3}\))?\s{0,2}[:：]\s{0,4}|\[[^\]]{1,60}\]\s{0,4})/iu;

/** A subject without what answers, forwards and lists put before it. */
function bareSubject(text: string): string {
  let subject = text.trim().slice(0, 998);
  for (let round = 0; round < 12; round += 1) {
    const rest = subject.replace(prefix, '');
    if (rest === subject) break;
    subject = rest;
  }
  return subject.replace(/\s+/g, ' ').trim().toLowerCase();
}

const withoutReference: Rule = {
  id: 'identity.reply-without-reference',
  version: 1,
  family: 'identity',
  severity: 'low',
  title: 'The subject is that of a reply, but the header names no message that it replies to',
  summary: 'The subject reads “{subject}”. No In-Reply-To or References field names the message that it replies to.',
  explanation:
    'A program that replies to a message writes down the number of that message. Where the number is missing, ' +
    'the beginning of the subject was typed by hand or by a program, or the fields were lost on the way.',
  innocent: [
    'a person who typed the beginning by hand',
    'an old program, a phone or a form on a website',
    'a gateway or an export that drops these fields',
  ],
  settle: 'The message that is said to have been replied to; other replies by the same person.',
  reference: 'RFC 5322 sections 3.6.4 and 3.6.5',
  look: ({ anatomy }) => {
    const subject = firstField(anatomy, 'subject');
    const hasParent =
      firstField(anatomy, 'in-reply-to') ?? firstField(anatomy, 'references') ?? firstField(anatomy, 'thread-index');
    if (subject === undefined || hasParent !== undefined || !answer.test(anatomy.subject.trim())) return NOTHING;
    return observed(bodyToken(subject).span, { subject: anatomy.subject });
  },
};

const threadTopic: Rule = {
  id: 'identity.thread-topic',
  version: 1,
  family: 'identity',
  severity: 'medium',
  title: 'The conversation has another subject than the message',
  summary: 'The field Thread-Topic reads “{topic}”, the subject “{subject}”.',
  explanation:
    'Outlook and Exchange keep the subject with which a conversation began in a field of its own (Thread-Topic). ' +
    'Where the subject of the message is quite different, it was changed, or the message was put into a ' +
    'conversation that it does not belong to.',
  innocent: [
    'a person who changed the subject',
    'a gateway that writes into the subject',
    'a template that is used again',
  ],
  settle: 'The first message of that conversation.',
  reference: 'MS-OXOMSG section 2.2.1.5, PidTagConversationTopic',
  look: ({ anatomy }) => {
    const field = firstField(anatomy, 'thread-topic');
    if (field === undefined || anatomy.subject === '') return NOTHING;
    const [topic, subject] = [bareSubject(field.text), bareSubject(anatomy.subject)];
    const isSame = topic === '' || subject === '' || topic.includes(subject) || subject.includes(topic);
    return isSame ? NOTHING : observed(bodyToken(field).span, { topic: field.text, subject: anatomy.subject });
  },
};

const messageIdHost: Rule = {
  id: 'identity.message-id-host',
  version: 1,
  family: 'identity',
  severity: 'low',
  title: 'The Message-ID names a computer without a full name',
  summary: 'The Message-ID names the computer “{host}”, which is not a full name.',
  explanation:
    'A mail program on a personal computer may put the computer’s name into the Message-ID, a message’s own ' +
    'number. The name may help to find that computer. Programs for mass mail often have no full name either.' +
    sameBytesAs('The Message-ID names another organisation than the author’s'),
  innocent: ['a mail program on a personal computer', 'a server that was never fully set up'],
  settle: 'The name of the computer that is thought to have sent the message.',
  reference: 'RFC 5322 section 3.6.4',
  look: ({ anatomy }: RuleInput) => {
    const [token] = messageIdToken(anatomy);
    const at = token?.text.lastIndexOf('@') ?? -1;
    const host = token?.text.slice(at + 1) ?? '';
    if (token === undefined || at < 0 || !/^(?:[\w-]{1,63}|localhost\.localdomain)$/i.test(host)) return NOTHING;
    return observed({ start: token.span.start + at + 1, end: token.span.end }, { host });
  },
};

export const threadRules: readonly Rule[] = [withoutReference, threadTopic, messageIdHost];
