import { toByteString } from './byte-string';
import type { HeaderDoubts, HeaderOptions } from './field-scan';
import { type HeaderSection, readHeaderSection, type SectionInDoubt } from './header-fields';
import { ignoreIssues } from './issues';
import { type LineEndByte, lineEndByteOf } from './lines';
import type { HeaderField, ParseIssue } from './types';

/**
 * The other ways in which programs divide the same bytes into header and body.
 *
 * A line without a colon, a line of blanks and a carriage return of its own end the header for some programs, end a
 * line for others and mean nothing to the rest. Each variant is a whole reading; offsets are the same in all of them.
 */
export interface HeaderVariant {
  readonly kind: 'early' | 'late' | 'bare-cr' | 'folded-name';
  /** The bytes as that reading sees them: other line ends, in the same places. */
  readonly bytes: Uint8Array;
  readonly endByte: LineEndByte;
  readonly section: HeaderSection;
}

const splitCodes: ReadonlySet<string> = new Set([
  'header.line-without-colon',
  'header.from-line-inside',
  'header.blank-fold',
  'header.no-empty-line',
  'header.bare-cr',
]);

/** Whether the header that lies in a range has something on which programs differ. */
export function isSplitIssue({ code }: Pick<ParseIssue, 'code'>): boolean {
  return splitCodes.has(code);
}

/** The usual reading, as far as others are compared with it, and where they may differ: anywhere, where that is not told. */
export type UsualHeader = Pick<HeaderSection, 'bodyStart' | 'fields'> & Partial<Pick<SectionInDoubt, 'doubts'>>;

/** The readings of a header that differ from the usual one, which is given; `start` is where the header begins. */
export function readHeaderVariants(bytes: Uint8Array, start: number, usual: UsualHeader): readonly HeaderVariant[] {
  const endByte = lineEndByteOf(bytes);
  const { doubts } = usual;
  const known = new Map(usual.fields.map((field) => [field.span.start, field]));
  const read = (
    kind: HeaderVariant['kind'],
    from: Uint8Array,
    ends: 'early' | 'late',
    options: Pick<HeaderOptions, 'known' | 'resume'> = {},
  ): HeaderVariant => {
    const section = readHeaderSection(from, start, from.length, { endByte, note: ignoreIssues, ends, ...options });
    return { kind, bytes: from, endByte, section };
  };
  const variants: HeaderVariant[] = [];
  // Before the first doubt all readings agree. One that passes over what is no field differs only behind the usual end.
  if (doubts === undefined || doubts.first !== undefined) {
    variants.push(read('early', bytes, 'early', { known, resume: doubts?.first }));
  }
  if (doubts === undefined || doubts.end !== undefined) {
    variants.push(read('late', bytes, 'late', { known, resume: doubts?.end }));
  }
  const lastEnd = Math.max(usual.bodyStart, ...variants.map(({ section }) => section.bodyStart));
  const joined = joinNames(bytes, firstFolded(bytes, start, lastEnd, doubts), lastEnd);
  if (joined !== undefined) variants.push(read('folded-name', joined, 'late'));
  if (endByte === 10 && hasBareReturn(bytes, start, usual.bodyStart)) {
    const withLines = breakAtReturns(bytes);
    variants.push(read('bare-cr', withLines, 'early'), read('bare-cr', withLines, 'late'));
  }
  const seen = new Set([shapeOf(usual)]);
  return variants.filter(({ kind, section }) => {
    const shape = shapeOf(section) + (kind === 'bare-cr' || kind === 'folded-name' ? kind : '');
    const isNew = !seen.has(shape);
    seen.add(shape);
    return isNew;
  });
}

/** Fields of a variant that the usual reading does not have: it sees them inside another field, or in the body. */
export function fieldsOnlyIn(variant: HeaderVariant, usual: UsualHeader): readonly HeaderField[] {
  const known = new Set(usual.fields.map(({ span }) => span.start));
  return variant.section.fields.filter(({ span }) => !known.has(span.start));
}

/** A copy with every bare CR as a line end; same length, so that offsets stay. Never `slice`, which is a view where Node gave the bytes. */
export function breakAtReturns(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  for (let at = copy.indexOf(13); at !== -1; at = copy.indexOf(13, at + 1)) {
    if (copy[at + 1] !== 10) copy[at] = 10;
  }
  return copy;
}

/** A name alone on its line, and its colon on a folded line: a field for programs that unfold first. */
const foldedName = /^[!-9;-~]{1,200}(?:\r?\n[ \t]+){1,4}(?=:)/gm;

/** Where such a name may stand first: its line is no field, which is a doubt, unless a bare CR begins it. */
function firstFolded(bytes: Uint8Array, start: number, end: number, doubts: HeaderDoubts | undefined): number {
  const at = doubts === undefined ? start : (doubts.first?.at ?? end);
  return hasBareReturn(bytes, start, at) ? start : at;
}

/** Bytes with such names and their colons on one line; same length, so that offsets stay. Undefined where there are none. */
function joinNames(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  let copy: Uint8Array | undefined;
  for (const { 0: match, index } of toByteString(bytes, start, end).matchAll(foldedName)) {
    copy ??= new Uint8Array(bytes);
    for (let at = match.search(/\r?\n/); at < match.length; at += 1) copy[start + index + at] = 32;
  }
  return copy;
}

function hasBareReturn(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = bytes.indexOf(13, start); at !== -1 && at < end; at = bytes.indexOf(13, at + 1)) {
    if (bytes[at + 1] !== 10) return true;
  }
  return false;
}

function shapeOf({ bodyStart, fields }: UsualHeader): string {
  return `${bodyStart} ${fields.length} ${fields.at(-1)?.span.end ?? 0}`;
}
