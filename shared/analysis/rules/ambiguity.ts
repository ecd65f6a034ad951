import { toByteString } from '../../email/byte-string';
import type { IssueCode } from '../../email/issue-codes';
import { looseParts } from '../../email/loose-parts';
import type { ParseIssue, Span } from '../../email/types';
import { usualPreamble } from '../../email/usual-preamble';
import { writtenFiles } from '../../email/written-files';
import { issueWords } from '../../wording/issues';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { observed } from './observe';

/**
 * Rules about structure that programs read in different ways: one sees what another does not.
 *
 * The readers note each such place (`shared/email/issue-codes.ts`); here it gets its words and its weight.
 */

/** What an issue means, as the end of the sentence “The message …”. */
interface Meaning {
  readonly severity: Severity;
  readonly what: string;
}

/** The weight of each; its words stand in `shared/wording/issues.ts`. */
type Meanings = Readonly<Partial<Record<IssueCode, Severity>>>;

/** One line of the table of ambiguities: what sets it apart from the others. */
interface Kind extends Pick<Rule, 'id' | 'severity' | 'title' | 'explanation' | 'innocent'> {
  readonly version?: number;
  readonly settle?: string;
  readonly reference?: string;
  readonly meanings?: Meanings;
  /** Whether an issue of these codes counts. */
  readonly isTrue?: (issue: ParseIssue, input: RuleInput) => boolean;
  /** For what is not told by the code of an issue alone. */
  readonly look?: Rule['look'];
}

const maxObservations = 8;
const maxSpans = 10;

/** One observation for each kind of issue, with all its places. */
function lookFor(meanings: Meanings, isTrue: Kind['isTrue'] = () => true): Rule['look'] {
  const known: ReadonlyMap<string, Meaning> = new Map(
    Object.entries(meanings).map(([code, severity]) => [code, { severity, what: issueWords(code) }]),
  );
  return (input) => {
    const found = new Map<string, { readonly meaning: Meaning; readonly spans: Span[] }>();
    for (const issue of input.anatomy.issues) {
      const meaning = known.get(issue.code);
      if (meaning === undefined || !isTrue(issue, input)) continue;
      const entry = found.get(issue.code) ?? { meaning, spans: [] };
      if (entry.spans.length < maxSpans) entry.spans.push(visible(issue.span, input.bytes.length));
      found.set(issue.code, entry);
    }
    return [...found.values()].slice(0, maxObservations).flatMap(({ meaning, spans }): readonly Observation[] => {
      const [first, ...rest] = spans;
      return first === undefined ? [] : observed(first, { what: meaning.what }, meaning.severity, rest);
    });
  };
}

/** A span is never empty on the screen. */
function visible({ start, end }: Span, length: number): Span {
  if (end > start) return { start, end };
  return start < length ? { start, end: start + 1 } : { start: Math.max(0, length - 1), end: length };
}

const reference =
  'RFC 2045 and 2046; Zhang et al., “Inbox Invasion”, CCS 2024; draft-chen-email-mime-ambiguity-defense-00';
const settle = 'Another copy of the message; other messages by the same program; what the recipient’s program showed.';
const innocent: readonly [string, ...string[]] = [
  'a faulty or home-made program',
  'a message that was cut or damaged on its way',
];

const contentType: Kind = {
  id: 'structure.ambiguous-content-type',
  severity: 'high',
  title: 'The type of the content is declared in more than one way',
  explanation:
    'A field says whether a part is text, a picture, or a container of further parts. Where it says so in two ' +
    'ways, programs differ in which one they follow: one shows a harmless text, another an attachment. Chainmail ' +
    'lists the readings.',
  innocent: [...innocent, 'a gateway that put its own field beside the author’s'],
  meanings: {
    'mime.content-type-duplicate': 'high',
    'mime.type-ambiguous': 'high',
    'mime.type-invalid': 'medium',
    'mime.content-disposition-duplicate': 'medium',
    'mime.parameter-duplicate': 'medium',
    'mime.parameter-conflict': 'medium',
    'mime.file-names-differ': 'low',
    'mime.quote-unclosed': 'medium',
  },
};

const identityEncoding = /^\s*"?(?:[78]-?bit|binary)"?\s*$/i;

const encoding: Kind = {
  id: 'structure.ambiguous-encoding',
  severity: 'high',
  title: 'Content is encoded in a way that programs decode differently',
  explanation:
    'Content travels in an encoding that a field declares. Where the declaration or the encoded text is not as ' +
    'prescribed, programs decode it differently or not at all. A filter can then miss what a reader opens. ' +
    'Chainmail lists the readings.',
  innocent: [...innocent, 'a mailing list that put its footer after encoded text'],
  meanings: {
    'mime.content-transfer-encoding-duplicate': 'high',
    'mime.transfer-encoding-odd': 'high',
    'mime.transfer-encoding-unknown': 'medium',
    'mime.multipart-encoded': 'medium',
    'mime.message-encoded': 'medium',
    'mime.base64-early-end': 'high',
    'mime.base64-odd-letters': 'medium',
  },
  isTrue: ({ code, span }, { bytes }) =>
    code !== 'mime.transfer-encoding-odd' ||
    !identityEncoding.test(toByteString(bytes, span.start, Math.min(span.end, span.start + 100))),
};

const boundary: Kind = {
  id: 'structure.ambiguous-boundary',
  version: 2,
  severity: 'high',
  title: 'The parts of the message can be divided in more than one way',
  explanation:
    'A separating line, declared in the header, divides the parts of a message. Where the declaration or the ' +
    'lines can be read in two ways, programs see different parts and attachments. Chainmail lists the readings.',
  innocent,
  meanings: {
    'mime.boundary-ambiguous': 'high',
    'mime.boundary-lookalike': 'high',
    'mime.boundary-guessed': 'high',
    'mime.boundary-missing': 'medium',
    'mime.boundary-absent': 'medium',
    'mime.boundary-reused': 'high',
    'mime.boundary-prefix': 'high',
    'mime.boundary-unclosed': 'low',
  },
};

/** A footer of a mailing list is as long as this at most. */
const footerBytes = 4000;

const hidden: Kind = {
  id: 'structure.hidden-content',
  severity: 'high',
  title: 'The message contains text where most programs do not look',
  explanation:
    'What is before the first part or after the last one belongs to none of them. Most programs do not show it, ' +
    'some do, and some read further parts from it. Chainmail shows it.',
  innocent: [
    'a footer that a mailing list added at the end',
    'a note of an old program for readers without MIME',
    ...innocent,
  ],
  settle:
    'The hidden content itself; other messages through the same list or gateway, which show whether it adds such text; another copy.',
  reference: `RFC 2046 section 5.1.1; ${reference}`,
  look: (input) =>
    input.anatomy.issues
      .flatMap((issue): readonly Observation[] => {
        const meaning = hiddenMeaning(issue, input);
        return meaning === undefined
          ? []
          : observed(visible(issue.span, input.bytes.length), { what: meaning.what }, meaning.severity);
      })
      .slice(0, maxObservations),
};

function hiddenMeaning({ code, span }: ParseIssue, { bytes }: RuleInput): Meaning | undefined {
  if (code === 'mime.part-after-close') return { severity: 'high', what: issueWords(code) };
  if (code !== 'mime.preamble' && code !== 'mime.epilogue') return undefined;
  const text = toByteString(bytes, span.start, span.end);
  const where = code === 'mime.preamble' ? 'before the first part' : 'after the last part';
  if (looseParts(text).length > 0) return { severity: 'high', what: `something like a further part stands ${where}` };
  if (writtenFiles(bytes.subarray(span.start, span.end)).length > 0) {
    return { severity: 'high', what: `a file stands ${where}` };
  }
  if (code === 'mime.preamble') {
    return usualPreamble(text) ? undefined : { severity: 'low', what: issueWords(code) };
  }
  return { severity: text.length > footerBytes ? 'medium' : 'low', what: issueWords(code) };
}

const outside: Kind = {
  id: 'structure.enclosed-content',
  severity: 'medium',
  title: 'The message contains files or text in an old or rare packing',
  explanation:
    'Files can be packed in ways that only some programs open. A filter that does not open them does not examine ' +
    'them. What could be unpacked is listed with the attachments.',
  innocent: ['Outlook in its own format', 'an old program from before MIME', 'a text about such a file'],
  settle: 'The enclosed content itself; other messages by the same sender and program.',
  reference: 'RFC 2046 section 5.2; POSIX.1-2017, uuencode; MS-OXTNEF; yEnc draft 1.3',
  meanings: {
    'mime.uuencoded': 'medium',
    'mime.yencoded': 'medium',
    'mime.tnef': 'low',
    'mime.message-partial': 'medium',
    'mime.message-external': 'medium',
  },
};

const split: Kind = {
  id: 'structure.header-split',
  severity: 'high',
  title: 'Programs differ in where the header ends or which lines belong to it',
  explanation:
    'The header ends at the first empty line; each line before it begins or continues a field. At a line that ' +
    'does neither, some programs end the header, some skip the line and some read a further field from it. They ' +
    'then see another sender or other content.',
  innocent: [...innocent, 'a mailbox file whose separating line got into the header', 'a copy that was edited by hand'],
  settle: 'Another copy of the message; the file from which the copy was taken; what the recipient’s program showed.',
  reference: 'RFC 5322 sections 2.1 and 2.2; RFC 7103 section 7; Chen, Paxson and Jiang, USENIX Security 2020',
  meanings: {
    'header.line-without-colon': 'high',
    'header.from-line-inside': 'high',
    'header.blank-fold': 'high',
    'header.no-empty-line': 'high',
    'header.bare-cr': 'high',
    'header.hidden-field': 'high',
    'header.space-before-colon': 'medium',
    'header.name-invalid': 'medium',
    'mime.header-in-body': 'medium',
    'header.leading-blank-lines': 'medium',
    'header.nul': 'medium',
  },
};

const charset: Kind = {
  id: 'structure.ambiguous-charset',
  severity: 'medium',
  title: 'A text can be read in more than one character set',
  explanation:
    'A field says in which character set a text is written: which letter each byte stands for. Where it says so ' +
    'twice, names a set that few programs know, or does not fit the bytes, programs show different texts. ' +
    'Chainmail lists the readings.',
  innocent: [...innocent, 'a program from a region where that set is still in use'],
  settle: 'The text in each of the readings; other messages by the same program or sender.',
  reference: 'RFC 2045 section 5.1; RFC 2046 section 4.1.2; WHATWG Encoding Standard section 4.3',
  meanings: {
    'mime.charset-ambiguous': 'medium',
    'mime.charset-mismatch': 'medium',
  },
};

const limits: Kind = {
  id: 'structure.beyond-limits',
  version: 3,
  severity: 'medium',
  title: 'The message exceeds a limit, and part of it is not read',
  explanation:
    'Programs stop reading somewhere, so that no message can keep them busy for ever. They do not examine what ' +
    'lies beyond. Chainmail stops too, far beyond what ordinary mail needs, and shows the bytes as they are.',
  innocent: [
    'a message that a faulty program made in a loop',
    'a mailing that names thousands of recipients in its header',
  ],
  settle: 'The bytes beyond the limit, examined by hand; the program that made the message.',
  reference: 'CWE-674; CWE-770',
  meanings: {
    'mime.too-deep': 'medium',
    'mime.too-many-parts': 'medium',
    'mime.too-many-parameters': 'medium',
    'header.too-many-fields': 'medium',
    'header.field-too-long': 'medium',
    'header.too-many-hops': 'medium',
    'header.hop-too-long': 'medium',
    'encoded-word.too-many': 'medium',
    'address.too-many': 'medium',
    'address.too-many-tokens': 'medium',
    'issues.truncated': 'medium',
  },
};

/** Each kind of ambiguity as a rule: they differ in their words and in what they look for only. */
export const ambiguityRules: readonly Rule[] = [
  contentType,
  encoding,
  boundary,
  hidden,
  outside,
  split,
  charset,
  limits,
].map(({ meanings, isTrue, look, ...words }) => ({
  version: 1,
  family: 'structure',
  summary: 'In this message {what}.',
  settle,
  reference,
  ...words,
  look: look ?? lookFor(meanings ?? {}, isTrue),
}));
