import { isAscii, toByteString } from './byte-string';
import { decodeHeaderText, unfold } from './encoded-words';
import type { RawField } from './field-limit';
import { type HeaderDoubts, type HeaderOptions, readFromLine, scanFields } from './field-scan';
import type { Note } from './issues';
import type { ByteString, HeaderField, Span } from './types';

/**
 * The header section, cut into fields by their bytes (RFC 5322 section 2.2, RFC 7103 for what is broken).
 *
 * Every byte between the first field and the body belongs to exactly one field, or to a line that an issue names:
 * nothing is dropped and nothing is shown twice.
 */
export interface HeaderSection {
  readonly fromLine: Span | undefined;
  readonly headerSpan: Span;
  readonly bodyStart: number;
  readonly fields: readonly HeaderField[];
}

/** A section as it was divided, and where programs may divide it otherwise. */
export interface SectionInDoubt extends HeaderSection {
  readonly doubts: HeaderDoubts;
}

/** The text of a field is made of so much of it; twice the longest field that was seen. Its bytes are all there. */
const maxTextBytes = 262_144;

/** Anything but printable ASCII, tabs and line ends; one look at the whole section spares several at each field. */
const oddUnit = /[^\t\r\n\x20-\x7e]|\r(?!\n)/;

const colon = 58;

/** Reads the header section that begins at `start`. Never throws; linear in the bytes that it covers. */
export function readHeaderSection(
  bytes: Uint8Array,
  start: number,
  limit: number,
  options: HeaderOptions,
): SectionInDoubt {
  const fromLine = readFromLine(bytes, start, limit, options.endByte);
  const first = fromLine === undefined ? start : fromLine.end;
  const { limited, end, bodyStart, doubts } = scanFields(bytes, first, limit, options);
  if (limited.beyondFrom !== undefined) options.note('header.too-many-fields', limited.beyondFrom, end);
  const makeOne = fieldMaker(bytes, first, end, options);
  const fields = limited.all().map((raw) => {
    const known = options.known?.get(raw.start);
    return known?.span.end === raw.end ? known : makeOne(raw);
  });
  return { fromLine, headerSpan: { start: first, end }, bodyStart, fields, doubts };
}

/** Makes fields of a section, whose text is made once: at once for the usual reading, for others when one is asked for. */
function fieldMaker(
  bytes: Uint8Array,
  base: number,
  end: number,
  options: HeaderOptions,
): (raw: RawField) => HeaderField {
  let section: SectionText | undefined;
  const read = (): SectionText => {
    const text = toByteString(bytes, base, end);
    return { text, base, isPlain: !oddUnit.test(text) };
  };
  if (options.known === undefined) {
    section = read();
    noteMixedLineEnds(section.text, base, options.note);
  }
  return (raw) => {
    section ??= read();
    return makeField(section, raw, options);
  };
}

/** Notes the first line end that is of another kind than the one before it: the header was put together from two sources. */
function noteMixedLineEnds(text: ByteString, base: number, note: Note): void {
  const firstEnd = text.indexOf('\n');
  const isCrlf = text[firstEnd - 1] === '\r';
  const other = isCrlf ? text.search(/(?<!\r)\n/) : text.indexOf('\r\n');
  if (firstEnd !== -1 && other !== -1) note('header.mixed-line-ends', base + other, base + other + (isCrlf ? 1 : 2));
}

/** The header section as a byte string, the place of its first byte, and whether nothing in it is odd. */
interface SectionText {
  readonly text: ByteString;
  readonly base: number;
  readonly isPlain: boolean;
}

function makeField(section: SectionText, raw: RawField, options: HeaderOptions): HeaderField {
  const { text, base, isPlain } = section;
  const name = text.slice(raw.start - base, raw.nameEnd - base);
  const body = text.slice(raw.bodyStart - base, raw.bodyEnd - base);
  noteName(name, text.charCodeAt(raw.nameEnd - base) !== colon, raw, options.note);
  if (!isPlain) noteBytes(body, raw, options);
  return {
    name,
    key: name.toLowerCase(),
    span: { start: raw.start, end: raw.end },
    nameSpan: { start: raw.start, end: raw.nameEnd },
    bodySpan: { start: raw.bodyStart, end: raw.bodyEnd },
    body,
    text: textOf(body, raw, section, options),
  };
}

function textOf(whole: ByteString, raw: RawField, { isPlain }: SectionText, { endByte, note }: HeaderOptions): string {
  const body = whole.slice(0, maxTextBytes);
  if (body.length < whole.length) note('header.field-too-long', raw.bodyStart + body.length, raw.bodyEnd);
  if (isPlain && !body.includes('=?')) return unfold(body);
  const readable = endByte === 13 ? body.replace(/\r(?=[ \t])/g, '') : body;
  return decodeHeaderText(readable, raw.bodyStart, note);
}

function noteName(name: string, isSpaced: boolean, raw: RawField, note: Note): void {
  if (isSpaced) note('header.space-before-colon', raw.nameEnd, raw.bodyStart);
  if (!/^[!-9;-~]+$/.test(name)) note('header.name-invalid', raw.start, raw.nameEnd);
}

function noteBytes(body: ByteString, raw: RawField, { endByte, note }: HeaderOptions): void {
  const bareReturn = endByte === 10 ? body.search(/\r(?!\n)/) : -1;
  if (bareReturn !== -1) note('header.bare-cr', raw.bodyStart + bareReturn, raw.bodyStart + bareReturn + 1);
  const nul = body.indexOf('\0');
  if (nul !== -1) note('header.nul', raw.bodyStart + nul, raw.bodyStart + nul + 1);
  if (!isAscii(body)) {
    const first = body.search(/[\x80-\xff]/);
    note('header.raw-8bit', raw.bodyStart + first, raw.bodyStart + first + 1);
  }
}
