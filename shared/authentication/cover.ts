import type { HeaderField, Span } from '../email/types';
import type { Signature } from './signature';

/** Which header fields a signature covers. */
export interface HeaderCover {
  /** In the order of tag `h`, each the lowest one of its name that was not taken yet (RFC 6376 section 5.4.2). */
  readonly fields: readonly HeaderField[];
  /** Names that were signed once more than they occur: adding such a field breaks the signature. */
  readonly closed: ReadonlySet<string>;
}

/** The fields that a signature's `h` names, by instance, from the bottom. The signature's own field is not among them. */
export function headerCover({ field: own, signedNames }: Signature, fields: readonly HeaderField[]): HeaderCover {
  const left = new Map<string, HeaderField[]>();
  for (const field of fields) {
    if (field !== own) {
      const waiting = left.get(field.key) ?? [];
      waiting.push(field);
      left.set(field.key, waiting);
    }
  }
  const covered: HeaderField[] = [];
  const closed = new Set<string>();
  for (const name of signedNames) {
    const field = left.get(name)?.pop();
    if (field === undefined) {
      closed.add(name);
    } else {
      covered.push(field);
    }
  }
  return { fields: covered, closed };
}

/** What people and mail programs read; that other fields are unsigned is of no interest. */
const READ_BY_PEOPLE: ReadonlySet<string> = new Set([
  ...['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'date', 'message-id', 'in-reply-to', 'references'],
  ...['mime-version', 'content-type', 'content-transfer-encoding', 'content-disposition', 'list-unsubscribe'],
]);

/** Fields of interest that the signature does not cover, from the top. */
export function uncoveredFields(
  { fields: covered }: HeaderCover,
  fields: readonly HeaderField[],
): readonly HeaderField[] {
  const known = new Set(covered);
  return fields.filter((field) => READ_BY_PEOPLE.has(field.key) && !known.has(field));
}

/** Spans that touch become one; sorted. */
export function joinedSpans(spans: readonly Span[]): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) {
      last.end = Math.max(last.end, end);
    } else if (end > start) {
      joined.push({ start, end });
    }
  }
  return joined;
}
