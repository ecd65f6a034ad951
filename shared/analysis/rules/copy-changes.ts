import { firstField } from '../../email/anatomy';
import type { HeaderField } from '../../email/types';
import { countInWords } from '../../wording/rules';
import type { Observation, Rule, RuleInput } from '../rule';
import { bodyToken, fieldsOf, matchToken } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about signs that the copy in hand is not the message as it was delivered. */

const declaredLength: Rule = {
  id: 'structure.declared-length',
  version: 1,
  family: 'structure',
  severity: 'low',
  title: 'The header gives another length of the body than it has',
  summary: 'The field {field} says {declared}. The body has {actual}.',
  explanation:
    'Some servers write down how long the body of a message is. The body of this copy has another length. Something was ' +
    'added or removed after that, or the number was never right.',
  innocent: [
    'a mailbox program or an export that changed line ends',
    'a list that added a footer',
    'a number that was wrong or invented from the start',
  ],
  settle: 'The message as it lies on the receiving server.',
  reference: 'RFC 1036 section 2.2.9 (Lines); Content-Length as mailbox programs write it',
  look: (input) => {
    const fields = fieldsOf(input.anatomy, 'content-length', 'lines').slice(0, MAX_FIELDS);
    return fields.length === 0 ? NOTHING : fields.flatMap((field) => lengthOf(field, bodySizes(input)));
  },
};

const MAX_FIELDS = 4;

interface BodySizes {
  readonly bytes: number;
  readonly lines: number;
  readonly bareLf: number;
  readonly crlf: number;
}

function bodySizes({ bytes, anatomy: { bodyStart, length } }: RuleInput): BodySizes {
  let crlf = 0;
  let bareLf = 0;
  for (let at = bytes.indexOf(10, bodyStart); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] === 13) {
      crlf += 1;
    } else {
      bareLf += 1;
    }
  }
  return { bytes: length - bodyStart, lines: crlf + bareLf, bareLf, crlf };
}

/** A last empty line more or less is the mailbox's, not the message's. */
const SLACK = 4;

function lengthOf(field: HeaderField, sizes: BodySizes): readonly Observation[] {
  const { text, span } = bodyToken(field);
  if (!/^\d{1,10}$/.test(text)) {
    return NOTHING;
  }
  const declared = Number(text);
  const isLines = field.key === 'lines';
  const possible = isLines ? [sizes.lines] : [sizes.bytes, sizes.bytes + sizes.bareLf, sizes.bytes - sizes.crlf];
  if (possible.some((size) => Math.abs(size - declared) <= SLACK)) {
    return NOTHING;
  }
  const unit = isLines ? 'line' : 'byte';
  const actual = countInWords(isLines ? sizes.lines : sizes.bytes, unit);
  return observed(span, { field: field.name, declared: countInWords(declared, unit), actual });
}

const headerCount: Rule = {
  id: 'structure.header-count',
  version: 1,
  family: 'structure',
  severity: 'medium',
  title: 'Fields of the header are missing since Outlook.com received the message',
  summary: 'Outlook.com recorded that {recorded} came in. Between its two marks this copy has {found}.',
  explanation:
    'Outlook.com writes down how many header fields a message had when it came in, and marks the first and the last of ' +
    'them. One fewer is usual. This copy has fewer than that: fields were taken out after it was delivered.',
  innocent: [
    'names or addresses that were taken out to protect somebody',
    'an export that keeps only some of the fields',
  ],
  settle: 'The message as it lies in the recipient’s mailbox, with its full header.',
  reference: 'X-IncomingTopHeaderMarker and X-IncomingHeaderCount as observed; not documented by Microsoft',
  look: ({ anatomy }) => {
    const top = firstField(anatomy, 'x-incomingtopheadermarker');
    const bottom = firstField(anatomy, 'x-incomingheadercount');
    const token = bottom === undefined ? undefined : matchToken(bottom, /^\s*(\d{1,5})\s*$/);
    if (top === undefined || bottom === undefined || token === undefined) {
      return NOTHING;
    }
    const inside = anatomy.fields.filter(({ span }) => span.start > top.span.start && span.start < bottom.span.start);
    const recorded = Number(token.text);
    return bottom.span.start < top.span.start || inside.length >= recorded - 1
      ? NOTHING
      : observed(
          token.span,
          { recorded: countInWords(recorded, 'field'), found: countInWords(inside.length, 'field') },
          undefined,
          [top.nameSpan],
        );
  },
};

export const copyChangeRules: readonly Rule[] = [declaredLength, headerCount];
