import { toByteString } from '../../../shared/email/byte-string';
import type { Anatomy, Hop, MimePart, Span } from '../../../shared/email/types';

/**
 * What must hold for every reading of every message. Returns the first thing that does not, in words; else undefined.
 *
 * One function for properties, mutants and corpora, so that all of them check the same.
 */
export function findFault(bytes: Uint8Array, anatomy: Anatomy, route: readonly Hop[]): string | undefined {
  return (
    findBadSpan(bytes.length, anatomy, 'anatomy', new Set()) ??
    findBadSpan(bytes.length, route, 'route', new Set()) ??
    findBadField(bytes, anatomy) ??
    findGap(anatomy) ??
    findBadPart(anatomy.structure) ??
    findBadHop(anatomy, route)
  );
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value;
}

/** Walks every object of the result; a span anywhere in it lies inside of the message. */
function findBadSpan(length: number, value: unknown, where: string, seen: Set<object>): string | undefined {
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  if (isSpan(value)) {
    const isRight =
      Number.isInteger(value.start) &&
      Number.isInteger(value.end) &&
      value.start >= 0 &&
      value.start <= value.end &&
      value.end <= length;
    return isRight ? undefined : `${where}: span ${value.start}-${value.end} of ${length}`;
  }
  for (const [key, child] of Object.entries(value)) {
    const fault = findBadSpan(length, child, `${where}.${key}`, seen);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

const rawControl = /[\r\n\0]/;

function findBadField(bytes: Uint8Array, anatomy: Anatomy): string | undefined {
  for (const field of anatomy.fields) {
    if (field.body !== toByteString(bytes, field.bodySpan.start, field.bodySpan.end))
      return `${field.name}: body is not its bytes`;
    if (field.name !== toByteString(bytes, field.nameSpan.start, field.nameSpan.end))
      return `${field.name}: name is not its bytes`;
    if (!isInside(field.nameSpan, field.span) || !isInside(field.bodySpan, field.span))
      return `${field.name}: parts outside of the field`;
    if (rawControl.test(field.text)) return `${field.name}: a raw control in its text`;
  }
  const boxes = [...anatomy.from, ...anatomy.to, ...anatomy.cc, ...anatomy.replyTo, ...anatomy.sender, ...anatomy.bcc];
  const texts = [
    anatomy.subject,
    anatomy.messageId,
    ...boxes.flatMap(({ name, address, group }) => [name, address, group ?? '']),
  ];
  const bad = texts.find((text) => rawControl.test(text));
  return bad === undefined ? undefined : `a raw control in ${JSON.stringify(bad)}`;
}

const skippedLines: ReadonlySet<string> = new Set(['header.line-without-colon', 'header.from-line-inside']);

/** Fields and skipped lines tile the header: unless the list of issues had to be cut. */
function findGap(anatomy: Anatomy): string | undefined {
  if (anatomy.issues.some(({ code }) => code === 'issues.truncated')) return undefined;
  const skipped = anatomy.issues.filter(
    ({ code, span }) => skippedLines.has(code) && isInside(span, anatomy.headerSpan),
  );
  const pieces = [...anatomy.fields.map(({ span }) => span), ...skipped.map(({ span }) => span)].toSorted(
    (a, b) => a.start - b.start,
  );
  let at = anatomy.headerSpan.start;
  for (const piece of pieces) {
    if (piece.start !== at) return `header: a gap or an overlap at ${at}`;
    at = piece.end;
  }
  return at === anatomy.headerSpan.end ? undefined : `header: ends at ${anatomy.headerSpan.end}, fields at ${at}`;
}

function findBadPart(part: MimePart): string | undefined {
  if (!isInside(part.bodySpan, part.span)) return `part ${part.path}: body outside`;
  let at = part.bodySpan.start;
  for (const child of part.parts) {
    if (!isInside(child.span, part.bodySpan)) return `part ${child.path}: outside of its parent`;
    if (child.span.start < at) return `part ${child.path}: overlaps the one before`;
    at = child.span.end;
    const fault = findBadPart(child);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findBadHop(anatomy: Anatomy, route: readonly Hop[]): string | undefined {
  const received = anatomy.fields.filter(({ key }) => key === 'received');
  if (route.length !== Math.min(received.length, 1000))
    return `route: ${route.length} hops of ${received.length} fields`;
  const untrusted = route.findIndex((hop) => !hop.trusted);
  if (untrusted !== -1 && route.slice(untrusted).some((hop) => hop.trusted)) return 'route: trust below the boundary';
  for (const [index, hop] of route.entries()) {
    const field = received[index];
    if (field === undefined || hop.span !== field.span) return `hop ${index}: not its field`;
    const { fromSpan, heloSpan, reverseNameSpan, ipSpan, bySpan, idSpan, recipientSpan } = hop;
    const names = [fromSpan, heloSpan, reverseNameSpan, ipSpan, bySpan, idSpan, recipientSpan];
    const further = [hop.envelopeFromSpan, hop.accountSpan, hop.localUserSpan, hop.tls?.span, hop.date?.span];
    const spans = [...names, ...further].filter((span) => span !== undefined);
    if (!spans.every((span) => isInside(span, hop.span))) return `hop ${index}: a span outside of its field`;
  }
  return undefined;
}
