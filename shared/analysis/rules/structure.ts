import { firstField } from '../../email/anatomy';
import { nextLine } from '../../email/lines';
import type { HeaderField } from '../../email/types';
import { rememberLast } from '../../text/remember';
import { listInWords } from '../../wording/rules';
import { encodedWords } from '../encoded-words';
import type { Observation, Rule, RuleInput } from '../rule';
import { bodyToken, fieldsOf } from '../tokens';
import { NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about the form of the header (RFC 5322 sections 2 and 3.6). */

/** Fields that may stand once, and whether a reader sees them (RFC 5322 section 3.6, table). */
const ONCE: ReadonlyMap<string, 'high' | 'medium'> = new Map([
  ['from', 'high'],
  ['date', 'high'],
  ['subject', 'high'],
  ['sender', 'high'],
  ['reply-to', 'high'],
  ['message-id', 'high'],
  ['to', 'medium'],
  ['cc', 'medium'],
  ['bcc', 'medium'],
  ['in-reply-to', 'medium'],
  ['references', 'medium'],
  ['mime-version', 'medium'],
  ['content-length', 'medium'],
  ['x-mailer', 'medium'],
]);

const duplicate: Rule = {
  id: 'structure.duplicate-field',
  version: 2,
  family: 'structure',
  severity: 'high',
  title: 'A field that is written once in a header appears several times',
  summary: 'The header has the field {field} {count} times.',
  explanation:
    'The standard lets some fields appear only once, and others are written once by every usual program. Where ' +
    'one appears several times, mail programs differ in which one they show, and a signature may cover only one ' +
    'of them.',
  innocent: [
    'a faulty mail program or list',
    'a gateway, an archive or an export that added its own field beside the author’s',
  ],
  settle: 'Another copy of the message, from the sender or another recipient; which of the fields a signature covers.',
  reference: 'RFC 5322 section 3.6; RFC 6376 section 8.15',
  look: ({ anatomy }) =>
    [...ONCE].flatMap(([key, severity]) => {
      const [first, ...rest] = fieldsOf(anatomy, key);
      return first === undefined || rest.length === 0
        ? NOTHING
        : observed(
            first.nameSpan,
            { field: first.name, count: String(rest.length + 1) },
            severity,
            rest.slice(0, 20).map(({ nameSpan }) => nameSpan),
          );
    }),
};

/** Fields with anything but printable 7-bit text and line ends: hardly any has. */
const oddFields = rememberLast((fields: readonly HeaderField[]): readonly HeaderField[] =>
  fields.filter(({ body }) => /[^\t\n\x20-\x7e]/.test(body)),
);

/** The bytes above 127 of a field: from the first to the last of them. */
function eightBitSpan(field: HeaderField): { readonly start: number; readonly end: number } | undefined {
  const first = field.body.search(/[\x80-\xff]/);
  if (first < 0) {
    return undefined;
  }
  let end = field.body.length;
  while (field.body.charCodeAt(end - 1) <= 0x7f) {
    end -= 1;
  }
  return { start: field.bodySpan.start + first, end: field.bodySpan.start + end };
}

function isUtf8({ bytes }: RuleInput, field: HeaderField): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(field.bodySpan.start, field.bodySpan.end));
    return true;
  } catch {
    // The decoder says "not UTF-8" by throwing.
    return false;
  }
}

const raw8bit: Rule = {
  id: 'structure.raw-8bit-header',
  version: 2,
  family: 'structure',
  severity: 'medium',
  title: 'The header contains letters that are not encoded',
  summary: 'The field {field} contains characters outside ASCII that are not encoded{detail}.',
  explanation:
    'The classic standard allows only ASCII in a header: plain Latin letters, digits and punctuation. The ' +
    'author’s program encodes all other letters. A newer standard allows them as they are, where all servers ' +
    'agree to it. Unencoded letters are often written by scripts.',
  innocent: [
    'mail by the newer standard for international addresses',
    'an old or home-made program',
    'a line that a server added',
  ],
  settle: 'Other messages by the same program or sender; whether the servers of the route record SMTPUTF8.',
  reference: 'RFC 5322 section 2.2; RFC 2047; RFC 6532 section 3',
  look: (input) => {
    const found = oddFields(input.anatomy.fields).flatMap((field) => {
      const span = eightBitSpan(field);
      return span === undefined ? [] : [{ field, span }];
    });
    const [first, ...rest] = found;
    if (first === undefined) {
      return NOTHING;
    }
    const detail = isUtf8(input, first.field) ? '' : ', and not in UTF-8 either';
    return observed(
      first.span,
      { field: first.field.name, detail },
      // RFC 6531 section 4.3: servers that agreed to such letters say so.
      detail === '' && input.route.some(({ protocol }) => /^utf8(?:smtp|lmtp)/i.test(protocol)) ? 'info' : undefined,
      rest.slice(0, 9).map(({ span }) => span),
    );
  },
};

/** What a line end in a decoded name or subject can do. */
const NEW_FIELD = /[\r\n]+[ \t]*[A-Za-z][A-Za-z-]{1,40}:/;

const injection: Rule = {
  id: 'structure.header-injection',
  version: 1,
  family: 'structure',
  severity: 'high',
  title: 'An encoded text hides a line break',
  summary: 'The encoded text of the field {field} contains {what}.',
  explanation:
    'A header is made of lines. A line break hidden inside an encoded text can make a program that decodes it ' +
    'see lines that are not there, such as a second sender.',
  innocent: ['a form on a website that passed a line break on', 'a program that encoded its line break by mistake'],
  settle: 'The program or web form that made the message; other messages by it.',
  reference: 'RFC 2047 section 5; CWE-93; “Mailsploit” (Haddouche 2017)',
  look: ({ anatomy }) => anatomy.fields.flatMap(injectionsIn),
};

function injectionsIn(field: HeaderField): readonly Observation[] {
  return encodedWords(field).flatMap(({ decoded, span, charset }) => {
    if (NEW_FIELD.test(decoded)) {
      return observed(
        span,
        { field: field.name, what: 'a line break followed by what looks like another field' },
        'high',
      );
    }
    if (decoded.includes('\0')) {
      return /^utf-?16|^ucs/.test(charset)
        ? NOTHING
        : observed(span, { field: field.name, what: 'a NUL character, which ends a text for some programs' }, 'high');
    }
    return /[\r\n]/.test(decoded) ? observed(span, { field: field.name, what: 'a line break' }, 'medium') : NOTHING;
  });
}

const CONTROL_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\0/, 'a NUL character'],
  [/\r(?!\n)/, 'a carriage return without a line feed'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs that the rule looks for.
  [/[\x01-\x08\x0b\x0e-\x1f\x7f]/, 'a control character'],
];

/** Any of them, in one search: nearly every field has none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const ANY_CONTROL = /\r(?!\n)|[\0-\x08\x0b\x0e-\x1f\x7f]/;

const control: Rule = {
  id: 'structure.control-characters',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'The header contains a control character',
  summary: 'The field {field} contains {what}.',
  explanation:
    'A header is text, and control characters have no place in it. Programs differ in what they make of them, so ' +
    'they may show different senders or lines of the same message.' +
    sameBytesAs('Programs differ in where the header ends or which lines belong to it'),
  innocent: [
    'a damaged copy',
    'a faulty program',
    'an old character set that uses an escape character, such as ISO-2022-JP',
  ],
  settle:
    'Another copy of the message: where it lacks the character, this copy was damaged; other messages by the ' +
    'same program.',
  reference: 'RFC 5322 sections 2.2 and 4.1',
  look: ({ anatomy }) =>
    oddFields(anatomy.fields).flatMap((field): readonly Observation[] => {
      if (!ANY_CONTROL.test(field.body)) return NOTHING;
      for (const [pattern, what] of CONTROL_NAMES) {
        const at = field.body.search(pattern);
        if (at >= 0) {
          const start = field.bodySpan.start + at;
          return observed({ start, end: start + 1 }, { field: field.name, what });
        }
      }
      return NOTHING;
    }),
};

/** Line ends of the header: how often CRLF, how often LF alone, and the first one of the rarer kind. */
function lineEnds({ bytes, anatomy }: RuleInput): { crlf: number; lf: number; firstCrlf: number; firstLf: number } {
  const ends = { crlf: 0, lf: 0, firstCrlf: -1, firstLf: -1 };
  const { start, end } = anatomy.headerSpan;
  for (let next = start; next < end; ) {
    next = nextLine(bytes, next, end, 10);
    const at = next - 1;
    if (bytes[at] !== 10) break;
    const kind = at > start && bytes[at - 1] === 13 ? 'crlf' : 'lf';
    const first = kind === 'crlf' ? 'firstCrlf' : 'firstLf';
    ends[kind] += 1;
    ends[first] = ends[first] < 0 ? at : ends[first];
  }
  return ends;
}

const mixedLineEnds: Rule = {
  id: 'structure.mixed-line-ends',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'The lines of the header end in two different ways',
  summary: 'In the header, {rare} of {all} lines end in another way than the rest.',
  explanation:
    'Lines of text end with one character or with two, depending on the system. Usually the whole copy uses one ' +
    'way. A mixture can mean that lines from different places were put together.',
  innocent: [
    'a program that saved, exported or delivered the message and added its own lines',
    'an editor that saved some lines again',
  ],
  settle:
    'Another copy of the message; how the copy at hand was saved or exported, and other files saved in the same way.',
  reference: 'RFC 5322 section 2.1; RFC 5321 section 2.3.8',
  look: (input) => {
    const { crlf, lf, firstCrlf, firstLf } = lineEnds(input);
    if (crlf === 0 || lf === 0) {
      return NOTHING;
    }
    const span = lf <= crlf ? { start: firstLf, end: firstLf + 1 } : { start: firstCrlf - 1, end: firstCrlf + 1 };
    return observed(span, { rare: String(Math.min(crlf, lf)), all: String(crlf + lf) });
  },
};

const messageIdSyntax: Rule = {
  id: 'message-id.syntax',
  version: 2,
  family: 'structure',
  severity: 'medium',
  title: 'The Message-ID does not have the prescribed form',
  summary: 'The Message-ID {problem}.',
  explanation:
    'Mail programs and servers give each message a number of a fixed form: something unique, an @, and the name ' +
    'of a host, in angle brackets. A number of another form was written by unusual software, or was changed ' +
    'later.',
  innocent: [
    'home-made or old software',
    'a service that does not keep to the standard',
    'a damaged line, or a copy in which addresses were replaced',
  ],
  settle: 'Other messages by the same program or sender; another copy of the message.',
  reference: 'RFC 5322 section 3.6.4',
  look: ({ anatomy }) => {
    const field = firstField(anatomy, 'message-id');
    const problem = field && problemOfMessageId(bodyToken(field).text);
    return field === undefined || problem === undefined ? NOTHING : observed(bodyToken(field).span, { problem });
  },
};

function problemOfMessageId(text: string): string | undefined {
  if (text === '') {
    return 'is empty';
  }
  if (!text.startsWith('<') || !isClosed(text)) {
    return 'is not enclosed in angle brackets';
  }
  const inside = text.slice(1, text.lastIndexOf('>'));
  const problems = [
    !inside.includes('@') && 'does not contain an @',
    /@.*@/.test(inside.slice(0, 1000).replace(/"[^"]{0,400}"/g, '')) && 'contains more than one @',
    /^@|@$/.test(inside) && 'lacks one of its two halves',
    /[\s<>]/.test(inside) && 'contains a blank or a bracket inside',
  ].filter((problem) => problem !== false);
  return problems.length === 0 ? undefined : listInWords(problems);
}

/** Whether the bracket closes at the end, or a comment of bounded length follows it. */
function isClosed(text: string): boolean {
  return /^(?:\s{0,80}\([^)]{0,200}\))?$/.test(text.slice(text.lastIndexOf('>') + 1)) && text.includes('>');
}

const messageIdMissing: Rule = {
  id: 'message-id.missing',
  version: 1,
  family: 'structure',
  severity: 'low',
  title: 'The message has no Message-ID',
  summary: 'The header has no Message-ID field.',
  explanation:
    'Nearly every mail program or server gives a message a number of its own (Message-ID). Without it, copies of ' +
    'the message and replies to it are harder to find.',
  innocent: ['a draft', 'a message sent by a machine or a script', 'an export that left the field out'],
  settle: 'The copy in the sender’s mailbox; another recipient’s copy; how the copy at hand was exported.',
  reference: 'RFC 5322 section 3.6.4',
  look: ({ anatomy }) => {
    const first = anatomy.fields[0];
    return first === undefined || firstField(anatomy, 'message-id') !== undefined ? NOTHING : observed(first.nameSpan);
  },
};

export const structureRules: readonly Rule[] = [
  duplicate,
  raw8bit,
  injection,
  control,
  mixedLineEnds,
  messageIdSyntax,
  messageIdMissing,
];
