import { firstField } from '../../email/anatomy';
import type { Anatomy, HeaderField, Span } from '../../email/types';
import { countInWords } from '../../wording/rules';
import type { Observation, Rule, RuleInput } from '../rule';
import { bodyToken, fieldsOf, matchToken } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about signs that the copy in hand is not as it was when it was delivered. */

/** The receiving service counts one field more than stand between its two marks. */
const COUNTED_TOO = 1;

interface HeaderCount {
  readonly first: HeaderField;
  readonly last: HeaderField;
  readonly stated: number;
  readonly found: number;
}

/** Outlook.com marks the first and the last field that arrived, and says how many there were. */
function headerCountOf(anatomy: Anatomy): HeaderCount | undefined {
  const { fields } = anatomy;
  const top = fields.findIndex(({ key }) => key === 'x-incomingtopheadermarker');
  const bottom = fields.findIndex(({ key }) => key === 'x-incomingheadercount');
  const [first, last] = [fields[top], fields[bottom]];
  if (first === undefined || last === undefined || bottom < top) return undefined;
  const stated = Number(/^\s*(\d{1,4})\s*$/.exec(last.body)?.[1] ?? Number.NaN);
  return Number.isNaN(stated) ? undefined : { first, last, stated, found: bottom - top - 1 };
}

const headerCount: Rule = {
  id: 'copy.header-count',
  version: 2,
  family: 'structure',
  severity: 'medium',
  title: 'The header has another number of fields than the receiving service counted',
  summary:
    'The receiving service counted {stated} fields, which stands for {expected} between its two marks. Now there ' +
    'are {found}.',
  explanation:
    'Outlook.com and Hotmail mark the first and the last field of a message that arrives, and write down how ' +
    'many there were. Where the number differs, fields were probably taken out or put in after delivery. It does ' +
    'not tell by whom, or which.',
  innocent: [
    'a copy from which personal data was taken out',
    'a program that saved the message without all of its fields',
    'a service that counts in another way than was observed',
  ],
  settle:
    'The copy in the mailbox itself, asked for at the provider; how the copy at hand was saved, and others saved in the same way.',
  reference:
    'Fields of Outlook.com as observed in 2022 to 2024; the number stands one above the fields between the marks',
  look: ({ anatomy }) => {
    const count = headerCountOf(anatomy);
    if (count === undefined) return NOTHING;
    const { first, last, stated, found } = count;
    const missing = stated - COUNTED_TOO - found;
    if (missing === 0 || missing === -COUNTED_TOO) return NOTHING;
    return observed(
      bodyToken(last).span,
      { stated: String(stated), expected: String(stated - COUNTED_TOO), found: String(found) },
      missing > 0 && firstField(anatomy, 'list-id') === undefined ? 'medium' : 'low',
      [first.nameSpan],
    );
  },
};

/** Bytes and lines of a body, in the ways in which programs count them. */
interface BodySize {
  readonly bytes: number;
  readonly lines: number;
  /** The same with line ends of one byte, and of two. */
  readonly short: number;
  readonly long: number;
}

function bodySizeOf({ bytes, anatomy: { bodyStart } }: RuleInput): BodySize {
  let lines = 0;
  let pairs = 0;
  for (let at = bytes.indexOf(10, bodyStart); at >= 0; at = bytes.indexOf(10, at + 1)) {
    lines += 1;
    pairs += Number(at > bodyStart && bytes[at - 1] === 13);
  }
  const size = bytes.length - bodyStart;
  return { bytes: size, lines, short: size - pairs, long: size + (lines - pairs) };
}

/** A mailbox takes the last line end, or an empty last line, away or puts one in. */
const SLACK_BYTES = 4;
const SLACK_LINES = 1;
const FIELDS_MAX = 4;

const declaredSize: Rule = {
  id: 'copy.declared-size',
  version: 2,
  family: 'structure',
  severity: 'info',
  title: 'The body has another size than the header says',
  summary: 'The field {field} says {stated}; the body has {found}.',
  explanation:
    'Some servers write down how long the body is. A list, a filter or an export that changes the body later ' +
    'does not correct the number. It does not tell who changed what.',
  innocent: [
    'a mailing list that added its footer',
    'a copy that was saved with other line ends or another encoding',
    'attachments that an archive or a filter removed',
    'a number that the author’s program wrote wrongly',
  ],
  settle: 'Another copy of the message from before the change; how the copy at hand was saved.',
  reference: 'RFC 2076 section 3.10; RFC 1036 section 2.2.12; mbox(5), Content-Length',
  look: (input) => {
    const fields = fieldsOf(input.anatomy, 'content-length', 'lines').slice(0, FIELDS_MAX);
    if (fields.length === 0) return NOTHING;
    const size = bodySizeOf(input);
    return fields.flatMap((field) =>
      field.key === 'lines'
        ? compare(field, [size.lines], SLACK_LINES, 'line')
        : compare(field, [size.bytes, size.short, size.long], SLACK_BYTES, 'byte'),
    );
  },
};

function compare(field: HeaderField, sizes: readonly number[], slack: number, unit: string): readonly Observation[] {
  const token = matchToken(field, /^\s*(\d{1,12})\s*$/);
  if (token === undefined) return NOTHING;
  const stated = Number(token.text);
  return sizes.some((size) => Math.abs(size - stated) <= slack)
    ? NOTHING
    : observed(token.span, {
        field: field.name,
        stated: countInWords(stated, unit),
        found: countInWords(sizes[0] ?? 0, unit),
      });
}

/** Where the body's line ends begin to be of the other kind than the header's. */
function firstOtherEnd({ bytes, anatomy }: RuleInput): { readonly span: Span; readonly other: number } | undefined {
  const { headerSpan, bodyStart } = anatomy;
  const headEnd = bytes.indexOf(10, headerSpan.start);
  if (headEnd < 0 || headEnd >= headerSpan.end) return undefined;
  const isPair = bytes[headEnd - 1] === 13;
  let other = 0;
  let first: Span | undefined;
  for (let at = bytes.indexOf(10, bodyStart); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if ((at > bodyStart && bytes[at - 1] === 13) === isPair) continue;
    other += 1;
    first ??= { start: isPair ? at : at - 1, end: at + 1 };
  }
  return first === undefined ? undefined : { span: first, other };
}

const bodyLineEnds: Rule = {
  id: 'copy.body-line-ends',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'Lines of the body end in another way than those of the header',
  summary: 'In the body, {count} another way than those of the header.',
  explanation:
    'Lines of text end with one character or with two, depending on the system. A message usually travels with ' +
    'one kind throughout. Another kind in the body can mean that lines from different places were put together, ' +
    'or that a part was saved again.',
  innocent: [
    'a list or a filter that added lines of its own',
    'a program that saved or exported the message',
    'a part that holds a file as it is (binary)',
  ],
  settle: 'Another copy of the message; how the copy at hand was saved, and other files saved in the same way.',
  reference: 'RFC 5322 section 2.3; RFC 5321 section 2.3.8',
  look: (input) => {
    const found = firstOtherEnd(input);
    return found === undefined
      ? NOTHING
      : observed(found.span, { count: found.other === 1 ? '1 line ends in' : `${found.other} lines end in` });
  },
};

const LONGEST_LINE = 998;

/** The first line that is longer than the standard allows. */
function longLine({
  bytes,
  anatomy: { bodyStart },
}: RuleInput): { readonly span: Span; readonly isHeader: boolean } | undefined {
  for (let start = 0; start + LONGEST_LINE < bytes.length; ) {
    // The last line end within reach: lines that are short enough are not looked at one by one.
    const feed = bytes.lastIndexOf(10, start + LONGEST_LINE + 1);
    if (feed >= start) {
      start = feed + 1;
      continue;
    }
    const next = bytes.indexOf(10, start);
    const end = next < 0 ? bytes.length : next;
    const length = end - start - Number(bytes[end - 1] === 13);
    if (length > LONGEST_LINE) return { span: { start, end: start + length }, isHeader: start < bodyStart };
    start = end + 1;
  }
  return undefined;
}

const longLines: Rule = {
  id: 'structure.long-line',
  version: 1,
  family: 'structure',
  severity: 'low',
  title: 'A line is longer than the mail standard allows',
  summary: 'A line of the {where} has {count}; the standard allows {most}.',
  explanation:
    'Servers need not carry lines of more than 998 bytes; some cut them, some refuse them. Mail programs keep to ' +
    'this. A longer line was usually written by a script, or by a program that saved the message.',
  innocent: ['a newsletter tool that does not break lines', 'a copy that a program saved with its encoding undone'],
  settle: 'Another copy of the message; other messages by the same sender or tool.',
  reference: 'RFC 5322 section 2.1.1; RFC 5321 section 4.5.3.1.6',
  look: (input) => {
    const found = longLine(input);
    return found === undefined
      ? NOTHING
      : observed(
          found.span,
          {
            where: found.isHeader ? 'header' : 'body',
            count: countInWords(found.span.end - found.span.start, 'byte'),
            most: String(LONGEST_LINE),
          },
          found.isHeader ? 'low' : 'info',
        );
  },
};

export const alteredCopyRules: readonly Rule[] = [headerCount, declaredSize, bodyLineEnds, longLines];
