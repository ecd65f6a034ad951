import { isAscii } from '../../email/byte-string';
import type { HeaderField } from '../../email/types';
import { encodedWords } from '../encoded-words';
import type { Observation, Rule } from '../rule';
import { fieldsOf, type Token } from '../tokens';
import { observed } from './observe';

/** Rules about signs in a header that no reader sees. */

interface Invisible {
  readonly name: string;
  /** UTF-8 bytes, as they stand in the header or in a decoded encoded word. */
  readonly bytes: string;
}

const utf8 = (code: number): string => String.fromCharCode(...new TextEncoder().encode(String.fromCodePoint(code)));

/**
 * Signs without a shape of their own, or that turn the direction of writing.
 *
 * Joiners (U+200C, U+200D), direction marks (U+200E, U+200F) and variation selectors are left out: Persian, Hebrew,
 * Indian languages and emoji need them. They count only inside a run of ASCII letters, see below.
 */
const INVISIBLE: readonly Invisible[] = [
  { name: 'a zero-width space (U+200B)', bytes: utf8(0x200b) },
  { name: 'a left-to-right override (U+202D)', bytes: utf8(0x202d) },
  { name: 'a right-to-left override (U+202E)', bytes: utf8(0x202e) },
  { name: 'a word joiner (U+2060)', bytes: utf8(0x2060) },
  { name: 'an invisible function mark (U+2061)', bytes: utf8(0x2061) },
  { name: 'an invisible separator (U+2063)', bytes: utf8(0x2063) },
  { name: 'a combining joiner (U+034F)', bytes: utf8(0x034f) },
  { name: 'a vowel separator (U+180E)', bytes: utf8(0x180e) },
  { name: 'a zero-width no-break space (U+FEFF)', bytes: utf8(0xfeff) },
  { name: 'a Hangul filler (U+3164)', bytes: utf8(0x3164) },
];

/** Signs that are ordinary elsewhere and odd between two ASCII letters. */
const BETWEEN_LETTERS: readonly Invisible[] = [
  { name: 'a soft hyphen (U+00AD)', bytes: utf8(0xad) },
  { name: 'a zero-width non-joiner (U+200C)', bytes: utf8(0x200c) },
  { name: 'a zero-width joiner (U+200D)', bytes: utf8(0x200d) },
  { name: 'a left-to-right mark (U+200E)', bytes: utf8(0x200e) },
];

function isAsciiLetter(unit: string | undefined): boolean {
  return unit !== undefined && /^[A-Za-z0-9]$/.test(unit);
}

/** The invisible sign in a byte string and where it stands. */
function findInvisible(bytes: string): { readonly sign: Invisible; readonly at: number } | undefined {
  // None of them is written in 7 bits.
  if (isAscii(bytes)) {
    return undefined;
  }
  const plain = INVISIBLE.map((sign) => ({ sign, at: bytes.indexOf(sign.bytes) }));
  const between = BETWEEN_LETTERS.map((sign) => ({ sign, at: bytes.indexOf(sign.bytes) })).filter(
    ({ sign, at }) => isAsciiLetter(bytes[at - 1]) && isAsciiLetter(bytes[at + sign.bytes.length]),
  );
  return [...plain, ...between].find(({ at }) => at >= 0);
}

/** The first invisible sign of a field: the sign itself where it stands bare, the encoded word where it is encoded. */
function inField(field: HeaderField): (Token & { readonly sign: string }) | undefined {
  const raw = findInvisible(field.body);
  if (raw !== undefined) {
    const start = field.bodySpan.start + raw.at;
    return { text: raw.sign.bytes, span: { start, end: start + raw.sign.bytes.length }, sign: raw.sign.name };
  }
  for (const word of encodedWords(field)) {
    const found = /^utf-?8$/.test(word.charset) ? findInvisible(word.decoded) : undefined;
    if (found !== undefined) {
      return { text: word.text, span: word.span, sign: found.sign.name };
    }
  }
  return undefined;
}

const invisible: Rule = {
  id: 'identity.invisible-characters',
  version: 1,
  family: 'identity',
  severity: 'high',
  title: 'A visible field contains characters that readers cannot see',
  summary: 'The field {field} contains {sign}, which has no visible shape.',
  explanation:
    'Some characters have no shape, or turn the direction of writing. Inside a name or a subject they change ' +
    'what a search or a filter finds, and sometimes the order in which letters are shown. A reader cannot notice ' +
    'them.',
  innocent: [
    'a text that was copied from a web page or a word processor',
    'a newsletter tool that inserts such characters',
    'a language that is written from right to left',
  ],
  settle: 'Other messages by the same sender or tool; the copy in the sender’s mailbox.',
  reference: 'Unicode Technical Report 36, section 3.1; Unicode Standard section 23.2',
  look: ({ anatomy }) =>
    fieldsOf(anatomy, 'from', 'sender', 'reply-to', 'subject').flatMap((field): readonly Observation[] => {
      const found = inField(field);
      const severity = field.key === 'subject' ? 'medium' : 'high';
      return found === undefined ? [] : observed(found.span, { field: field.name, sign: found.sign }, severity);
    }),
};

export const invisibleRules: readonly Rule[] = [invisible];
