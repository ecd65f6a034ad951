/** What Authentication-Results fields say (RFC 8601): one entry for each method, with the bytes that say it. */
import type { AuthenticationView } from '../../../shared/contract/model';
import type { HeaderField, Hop } from '../../../shared/email/types';

type Result = AuthenticationView['results'][number];

/** More results than these in one field were put there to tire somebody. */
const MAX_RESULTS = 100;

export function readResults(fields: readonly HeaderField[], route: readonly Hop[]): readonly Result[] {
  const boundary = Math.max(0, ...route.filter(({ trusted }) => trusted).map(({ span }) => span.end));
  return fields.filter(({ key }) => key === 'authentication-results').flatMap((field) => resultsOf(field, boundary));
}

/** Only what stands above the trust boundary was written by a host of the recipient's side. */
function resultsOf(field: HeaderField, boundary: number): readonly Result[] {
  const [first = { text: '', offset: 0 }, ...rest] = sections(blankComments(field.body));
  const authserv = first.text.trim().split(/\s/, 1)[0] ?? '';
  const trusted = field.span.start < boundary;
  return rest.flatMap(({ text, offset }) => {
    const [, lead = '', method = '', result = ''] =
      /^(\s*)([a-z0-9.-]+)(?:\/\d+)?\s*=\s*([a-z0-9-]+)/i.exec(text) ?? [];
    if (method === '') {
      return [];
    }
    const start = field.bodySpan.start + offset + lead.length;
    const end = field.bodySpan.start + offset + text.trimEnd().length;
    return [{ authserv, method: method.toLowerCase(), result: result.toLowerCase(), trusted, start, end }];
  });
}

interface Section {
  readonly text: string;
  readonly offset: number;
}

function sections(body: string): readonly Section[] {
  let offset = 0;
  return body.split(';', MAX_RESULTS).map((text) => {
    const section = { text, offset };
    offset += text.length + 1;
    return section;
  });
}

/** Comments and quoted text as blanks, so that offsets stay and nothing in them counts. */
function blankComments(body: string): string {
  const out: string[] = [];
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < body.length; at += 1) {
    const sign = body.charAt(at);
    const isEscape = sign === '\\' && (depth > 0 || quoted);
    quoted = depth === 0 && sign === '"' ? !quoted : quoted;
    depth += !quoted && sign === '(' ? 1 : 0;
    const isHidden = depth > 0 || quoted;
    depth -= !quoted && sign === ')' && depth > 0 ? 1 : 0;
    out.push(isHidden ? ' ' : sign);
    if (isEscape && at + 1 < body.length) {
      out.push(' ');
      at += 1;
    }
  }
  return out.join('');
}
