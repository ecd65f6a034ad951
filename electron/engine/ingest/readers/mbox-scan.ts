/** Finding where the messages of a mailbox file begin and end, a bounded piece at a time. */
import type { ByteSource } from '../byte-source';
import { findBytes } from './find-bytes';
import { bodyOffset, contentLengthOf, emptyLine, isSeparator, isSureSeparator, MAX_FROM_LINE } from './mbox-lines';

export interface Separator {
  /** First byte of the `From ` line. */
  readonly start: number;
  /** First byte after it: where the message begins. */
  readonly end: number;
}

export interface NextSeparator {
  readonly separator: Separator | undefined;
  /** Lines that begin `From ` and were taken for text of a message. */
  readonly passedOver: number;
}

/** A bare CR ends it as well: behind it lies a message that a classic Macintosh program wrote. */
const FIRST_LINE = /^([^\r\n]*)(\r*\n|\r)/;

const NEEDLE = Buffer.from('\nFrom ');
/** Enough of the line after a candidate to see whether it is a header field. */
const NEXT_LINE = 200;
/** A header section longer than this is not searched for Content-Length. */
const HEADER_BYTES = 64 << 10;

/** The separator that opens the file, after a byte order mark and empty lines; undefined when there is none. */
export function firstSeparator(head: Uint8Array): Separator | undefined {
  const text = Buffer.from(head.subarray(0, 8_192)).toString('latin1');
  const start = /^(?:\u00ef\u00bb\u00bf)?(?:[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0;
  return candidateAt(text.slice(start), start, { isFirst: true, afterEmptyLine: true });
}

/** The first separator that nobody could take for text, in a file that does not begin with one. */
export function sureSeparator(head: Uint8Array): Separator | undefined {
  const text = Buffer.from(head).toString('latin1');
  for (const { index, 0: gap, 1: line = '', 2: next = '' } of text.matchAll(SURE)) {
    if (isSureSeparator({ line, next, afterEmptyLine: true })) {
      const start = index + gap.indexOf('From ');
      return { start, end: text.indexOf('\n', start) + 1 };
    }
  }
  return undefined;
}

/** An empty line, a line of `From `, and the line after it. */
const SURE = /\n\r?\n(From [^\r\n]{0,1000})\r?\n(?=([^\r\n]{0,200}))/g;

/** The next separator whose line begins at `from` or later. */
export async function nextSeparator(source: ByteSource, from: number): Promise<NextSeparator> {
  let passedOver = 0;
  let at = Math.max(0, from - 1);
  const seek = () => findBytes(source, NEEDLE, at);
  for (let found = await seek(); found !== undefined; found = await seek()) {
    const start = found + 1;
    const separator = await separatorAt(source, start);
    if (separator !== undefined) {
      return { separator, passedOver };
    }
    passedOver += 1;
    at = start;
  }
  return { separator: undefined, passedOver };
}

/** Where the message before a separator ends: the empty line in front of it belongs to the container. */
export async function endBefore(source: ByteSource, messageStart: number, at: number): Promise<number> {
  const before = (await source.read(Math.max(messageStart - 1, at - 4), at)).toString('latin1');
  const empty = /\n(\r?\n)$/.exec(before)?.[1]?.length ?? 0;
  return Math.max(messageStart, at - empty);
}

/** Where the message ends by its own Content-Length; undefined when it has none or it does not lead to a separator. */
export async function endByContentLength(source: ByteSource, start: number): Promise<number | undefined> {
  const header = await headerText(source, start);
  const length = header === undefined ? undefined : contentLengthOf(header);
  if (header === undefined || length === undefined) {
    return undefined;
  }
  const end = start + header.length + length;
  return (await landsOnSeparator(source, end)) ? end : undefined;
}

async function headerText(source: ByteSource, start: number): Promise<string | undefined> {
  const piece = await source.read(start, start + HEADER_BYTES);
  const end = emptyLine(piece);
  if (end === -1) {
    return undefined;
  }
  const text = piece.toString('latin1', 0, end + 3);
  return text.slice(0, bodyOffset(text));
}

async function landsOnSeparator(source: ByteSource, end: number): Promise<boolean> {
  if (end >= source.length) {
    return end === source.length;
  }
  const text = (await source.read(end - 1, end + MAX_FROM_LINE + NEXT_LINE)).toString('latin1');
  const gap = /^(?:\n(?:\r?\n)?|[^\n]\r?\n)/.exec(text)?.[0].length;
  if (gap === undefined) {
    return false;
  }
  const rest = text.slice(gap);
  const isEnd = rest === '' && end - 1 + text.length === source.length;
  return isEnd || candidateAt(rest, 0, { isFirst: false, afterEmptyLine: true }) !== undefined;
}

async function separatorAt(source: ByteSource, start: number): Promise<Separator | undefined> {
  const lead = Math.min(3, start);
  const text = (await source.read(start - lead, start + MAX_FROM_LINE + NEXT_LINE)).toString('latin1');
  const afterEmptyLine = /\n\r?\n$/.test(text.slice(0, lead));
  return candidateAt(text.slice(lead), start, { isFirst: false, afterEmptyLine });
}

function candidateAt(
  text: string,
  start: number,
  place: { readonly isFirst: boolean; readonly afterEmptyLine: boolean },
): Separator | undefined {
  if (!text.startsWith('From ')) {
    return undefined;
  }
  const [line = '', lineEnd = ''] = FIRST_LINE.exec(text)?.slice(1) ?? [];
  if (lineEnd === '' || line.length > MAX_FROM_LINE) {
    return undefined;
  }
  const length = line.length + lineEnd.length;
  return isSeparator({ line, next: text.slice(length), ...place }) ? { start, end: start + length } : undefined;
}
