import { firstField } from '../../email/anatomy';
import type { HeaderField, MimePart } from '../../email/types';
import { listInWords } from '../../wording/rules';
import { contentOf } from '../content/message-content';
import { encodedWords } from '../encoded-words';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { bodyToken, fieldsOf, partsOf } from '../tokens';
import { NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about fields that are missing or written in ways that mail programs do not write them. */

const noRecipients: Rule = {
  id: 'structure.no-recipients',
  version: 1,
  family: 'structure',
  severity: 'low',
  title: 'The message names no recipient',
  summary: 'The header has neither a To nor a Cc field.',
  explanation:
    'Nearly every message names its recipients. Without these fields they were named only to the servers, as ' +
    'with blind copies. A reader cannot see who else received the message.',
  innocent: ['a message with blind copies only', 'a draft', 'a message sent by a machine or a script'],
  settle: 'The log of the server that delivered the message; the copy in the sender’s mailbox.',
  reference: 'RFC 5322 section 3.6.3',
  look: ({ anatomy }) => {
    const first = anatomy.fields[0];
    return first === undefined || fieldsOf(anatomy, 'to', 'cc', 'apparently-to', 'newsgroups').length > 0
      ? NOTHING
      : observed(first.nameSpan);
  },
};

const noMimeVersion: Rule = {
  id: 'structure.no-mime-version',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'The message uses MIME without saying so',
  summary: 'The field {field} declares {value}, and there is no MIME-Version field.',
  explanation:
    'MIME is the standard for formatted text, attachments and encodings. A message that uses it must say so in a ' +
    'MIME-Version field, and mail programs do. A script that builds a message by hand forgets it more easily.',
  innocent: ['a home-made program', 'a server or an export that dropped the field'],
  settle: 'Other messages by the same program or sender; another copy of the message.',
  reference: 'RFC 2045 section 4',
  look: ({ anatomy }) => {
    const { structure } = anatomy;
    const field = firstField(anatomy, 'content-type');
    const needs =
      structure.mediaType.startsWith('multipart/') ||
      structure.mediaType === 'text/html' ||
      /^(?:base64|quoted-printable)$/.test(structure.transferEncoding);
    return field === undefined || !needs || firstField(anatomy, 'mime-version') !== undefined
      ? NOTHING
      : observed(bodyToken(field).span, { field: field.name, value: structure.mediaType });
  },
};

const SHOWN_FIELDS = ['from', 'sender', 'reply-to', 'to', 'cc', 'subject'] as const;
const LONGEST_WORD = 75;

interface WordOddity {
  readonly severity: Severity;
  readonly what: string;
}

/** What is odd about the encoded words of one field; the weightiest. */
function wordOddity(field: HeaderField): WordOddity | undefined {
  const words = encodedWords(field);
  if (words.length === 0) return undefined;
  const charsets = [...new Set(words.map(({ charset }) => charset))];
  if (charsets.some((charset) => /^utf-?7$/.test(charset))) {
    return { severity: 'medium', what: 'an encoding that most programs no longer read (UTF-7)' };
  }
  if (charsets.length > 1) {
    return { severity: 'low', what: `several character sets (${listInWords(charsets.slice(0, 4))})` };
  }
  const isPlain = words.every(
    ({ decoded, charset }) => /^[\x20-\x7e]*$/.test(decoded) && !/^(?:utf-?16|iso-2022|hz-)/.test(charset),
  );
  if (isPlain && words.some(({ decoded }) => /[A-Za-z0-9]/.test(decoded))) {
    return { severity: 'low', what: 'an encoding of plain letters, which need none' };
  }
  return words.some(({ text }) => text.length > LONGEST_WORD)
    ? { severity: 'low', what: `an encoded word of more than ${LONGEST_WORD} characters` }
    : undefined;
}

const encodedWordHabits: Rule = {
  id: 'structure.encoded-words',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'A field is encoded in a way that mail programs seldom use',
  summary: 'The field {field} uses {what}.',
  explanation:
    'Letters other than plain Latin ones are encoded in a header. Mail programs encode only what needs it, in ' +
    'one character set, in pieces of at most 75 characters. Scripts often encode everything. Plain letters may ' +
    'also be encoded so that a filter that does not decode them finds nothing.',
  innocent: ['a newsletter tool or a web form that encodes every subject', 'a reply to a message in other letters'],
  settle: 'Other messages by the same sender or tool.',
  reference: 'RFC 2047 sections 2 and 5',
  look: ({ anatomy }) =>
    fieldsOf(anatomy, ...SHOWN_FIELDS).flatMap((field): readonly Observation[] => {
      const oddity = wordOddity(field);
      return oddity === undefined
        ? NOTHING
        : observed(bodyToken(field).span, { field: field.name, what: oddity.what }, oddity.severity);
    }),
};

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    // The decoder says "not UTF-8" by throwing.
    return false;
  }
}

const toBytes = (text: string): Uint8Array => Uint8Array.from(text, (unit) => unit.charCodeAt(0));

/** What the declared set of letters has to do with bytes above 127; undefined where it fits. */
function charsetOddity(charset: string, content: string, isCut: boolean): string | undefined {
  if (charset === '' || /^(?:us-)?ascii$/.test(charset)) {
    return `is declared as ${charset === '' ? 'plain ASCII (no character set is named)' : charset} and contains other characters`;
  }
  return /^utf-?8$/.test(charset) && !isCut && !isValidUtf8(toBytes(content))
    ? 'is declared as UTF-8 but is not'
    : undefined;
}

const charsetBytes: Rule = {
  id: 'structure.charset-bytes',
  version: 1,
  family: 'structure',
  severity: 'low',
  title: 'A text is not in the character set that it declares',
  summary: 'A text of the message {what}.',
  explanation:
    'A character set says which letter each byte stands for. A mail program that writes both the text and its ' +
    'declaration makes them fit. Where they do not, they may come from different places: a script, a template, ' +
    'or a program in between.' +
    sameBytesAs('A text can be read in more than one character set'),
  innocent: ['an old or home-made program', 'a list or a filter that added a line in its own character set'],
  settle: 'Other messages by the same program or sender; another copy of the message.',
  reference: 'RFC 2046 section 4.1.2; RFC 2045 section 5.2',
  look: (input: RuleInput) => {
    const { texts, pages } = contentOf(input);
    return [...texts, ...pages].flatMap(({ part, body }): readonly Observation[] => {
      const at = body.content.search(/[\x80-\xff]/);
      const what = at < 0 ? undefined : charsetOddity(part.charset, body.content, body.isCut);
      return what === undefined ? NOTHING : observed(body.place(at, at + 1), { what }, undefined, typeSpans(part));
    });
  },
};

function typeSpans(part: MimePart): readonly { readonly start: number; readonly end: number }[] {
  return part.fields.filter(({ key }) => key === 'content-type').map((field) => bodyToken(field).span);
}

const mixedCharsets: Rule = {
  id: 'structure.mixed-charsets',
  version: 1,
  family: 'structure',
  severity: 'info',
  title: 'The texts of the message declare different character sets',
  summary: 'The texts of the message are declared in {charsets}.',
  explanation:
    'A mail program usually writes all forms of a text in one character set. Different sets in one message ' +
    'suggest texts from different places, such as a template, or a part that a list added.',
  innocent: [
    'a text that was forwarded or quoted in its own character set',
    'a program that takes the narrowest set for each part',
  ],
  settle: 'Other messages by the same sender or tool: whether they show the same mixture.',
  reference: 'RFC 2046 section 4.1.2',
  look: ({ anatomy }) => {
    const alternatives = partsOf(anatomy.structure).filter(({ mediaType }) => mediaType === 'multipart/alternative');
    return alternatives.slice(0, 5).flatMap(({ parts }): readonly Observation[] => {
      const texts = parts.filter(({ mediaType, charset }) => mediaType.startsWith('text/') && charset !== '');
      const names = [...new Set(texts.map(({ charset }) => charset))].filter((name) => !/^(?:us-)?ascii$/.test(name));
      const [first, ...rest] = texts.flatMap(typeSpans);
      return names.length < 2 || first === undefined
        ? NOTHING
        : observed(first, { charsets: listInWords(names.slice(0, 4)) }, undefined, rest.slice(0, 5));
    });
  },
};

export const headerHabitRules: readonly Rule[] = [
  noRecipients,
  noMimeVersion,
  encodedWordHabits,
  charsetBytes,
  mixedCharsets,
];
