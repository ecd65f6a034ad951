import { decodeBase64 } from '../../email/base64';
import { fromByteString } from '../../email/byte-string';
import { hexOf } from '../../packet-format/der';
import type { Observation, Rule, RuleInput } from '../rule';
import { bodyToken, fieldsOf } from '../tokens';
import { anchor } from './mailbox-times';
import { NOTHING, observed } from './observe';

/** Rules about what else Outlook keeps of an item beside what became its bytes. */

const receivedWithoutHeaders: Rule = {
  id: 'store.received-without-headers',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'A received message without the header it came with',
  summary:
    'The mailbox says that the message was received, but holds no transport header of it: no Received field, no ' +
    'route.',
  explanation:
    'Outlook keeps the header with which a message came through the Internet as a property of the item. Messages ' +
    'written in the mailbox itself have none; received ones have. This item names who received it and has no ' +
    'such header. What is shown as its header here was made from other properties, all of which a program can ' +
    'set.',
  innocent: [
    'a message that never left one Exchange organisation',
    'an older server or a conversion that did not keep the header',
    'an item that a program copied between mailboxes without this property',
  ],
  settle:
    'The message on the server that received it; that server’s logs; the copy of the sender or of another ' +
    'recipient.',
  reference: '[MS-OXPROPS]: PidTagTransportMessageHeaders, PidTagReceivedByEntryId, PidTagMessageFlags',
  usesStore: true,
  look: (input) => {
    const { store } = input.context;
    const marks = store?.marks ?? [];
    const isReceived = marks.includes('received') && !marks.includes('from-me') && !marks.includes('unsent');
    const isOut = store?.folder === 'sent' || store?.folder === 'outbox';
    return store?.hasTransportHeaders === false && isReceived && !isOut
      ? observed(anchor(input), {}, marks.includes('exchange-sender') ? 'info' : 'medium')
      : NOTHING;
  },
};

const conversationIndex: Rule = {
  id: 'store.conversation-index',
  version: 1,
  family: 'structure',
  severity: 'info',
  title: 'The mailbox has another conversation index than the header',
  summary: 'The Thread-Index field and the property PR_CONVERSATION_INDEX of the item are not the same{how}.',
  explanation:
    'Outlook writes a number of the conversation, which contains times, into each message: into the header and ' +
    'as a property in the mailbox. Newer programs set the property again when a message comes in, so a ' +
    'difference alone says little; the one in the header is the sender’s.',
  innocent: [
    'a program that set the property again when the message came in, as Outlook since 2010 does',
    'a list or server that changed the field',
  ],
  settle: 'The same message in another recipient’s mailbox; earlier messages of the conversation.',
  reference: '[MS-OXPROPS]: PidTagConversationIndex',
  usesStore: true,
  look: (input) => lookAtIndex(input),
};

const otherSubject: Rule = {
  id: 'store.other-subject',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'The mailbox shows another subject than the header',
  summary: 'The mailbox says (PR_SUBJECT) “{shown}”. The header that the message came with says “{written}”.',
  explanation:
    'Outlook takes the subject from the header when a message comes in, keeps it as a property of its own, and ' +
    'shows the property. The header stays as it came. Where the two differ, a reader of the mailbox sees another ' +
    'subject than the one that was sent. Outlook lets its user change it.',
  innocent: [
    'an owner of the mailbox who changed the subject to find the message again',
    'a program that writes its numbers or marks into the subjects of items',
    'a conversion that misread the letters of the subject',
  ],
  settle:
    'Who changed the item, and when (PR_LAST_MODIFICATION_TIME, PR_LAST_MODIFIER_NAME); older backups of the mailbox; a copy of another recipient.',
  reference: '[MS-OXPROPS]: PidTagSubject, PidTagTransportMessageHeaders; RFC 5322 section 3.6.5',
  usesStore: true,
  look: ({ anatomy, context }) => {
    const [field] = fieldsOf(anatomy, 'subject');
    const shown = context.store?.subject;
    if (field === undefined || shown === undefined || isSameSubject(shown, anatomy.subject)) {
      return NOTHING;
    }
    const values = { shown: shown.slice(0, LONGEST_SHOWN), written: anatomy.subject.slice(0, LONGEST_SHOWN) };
    return observed(bodyToken(field).span, values);
  },
};

const LONGEST_SHOWN = 200;
/** Exchange keeps so much of a subject. */
const CUT_AT = 250;

/** Blanks and signs are written in many ways, and old letters were read in the wrong alphabet: then ASCII has to do. */
function isSameSubject(shown: string, written: string): boolean {
  const isAscii = /^[ -~\s]*$/.test(shown + written);
  const [ours, theirs] = [keyOf(shown, LETTERS), keyOf(written, LETTERS)];
  const [a, b] = isAscii ? [ours, theirs] : [keyOf(shown, ASCII_LETTERS), keyOf(written, ASCII_LETTERS)];
  return ours === '' || ours === theirs || a === b || (shown.length >= CUT_AT && b.startsWith(a));
}

const LETTERS = /[^\p{L}\p{N}]+/gu;
const ASCII_LETTERS = /[^a-z0-9]+/g;

function keyOf(text: string, others: RegExp): string {
  return text.normalize('NFKC').toLowerCase().replace(others, '');
}

/** Reserved byte, time and number of the conversation; five bytes for each reply follow. */
const ROOT_DIGITS = 2 * 22;

function lookAtIndex({ anatomy, context }: RuleInput): readonly Observation[] {
  const kept = context.store?.conversationIndex;
  const [field] = fieldsOf(anatomy, 'thread-index');
  if (kept === undefined || field === undefined || context.store?.hasTransportHeaders !== true) {
    return NOTHING;
  }
  const token = bodyToken(field);
  const written = hexOf(decodeBase64(fromByteString(token.text.slice(0, MAX_INDEX))));
  if (written === '' || written === kept) {
    return NOTHING;
  }
  const isSameRoot = written.slice(0, ROOT_DIGITS) === kept.slice(0, ROOT_DIGITS);
  return observed(token.span, { how: isSameRoot ? ': they belong to one conversation and differ in its replies' : '' });
}

const MAX_INDEX = 4_000;

export const mailboxItemRules: readonly Rule[] = [receivedWithoutHeaders, conversationIndex, otherSubject];
