/** Finding the messages of a Babyl mailbox and the two headers of each, a bounded piece at a time. */
import type { ByteSource } from '../byte-source';
import { findBytes } from './find-bytes';

/** A message with its line of labels. */
export interface BabylSection {
  readonly start: number;
  readonly end: number;
  /** Whether a mark stands behind it. */
  readonly isClosed: boolean;
}

/** What stands in front of the body. */
export interface BabylHead {
  /** The line of labels, such as `1, answered,,`. */
  readonly status: string;
  /** The message's own header with the empty line behind it; empty where it stands behind the mark; undefined without a mark. */
  readonly own: { readonly start: number; readonly end: number } | undefined;
  /** First byte behind the line `*** EOOH ***`. */
  readonly shown: number;
  /** First byte of the body; undefined when the header that Emacs showed has no end. */
  readonly body: number | undefined;
}

const NEEDLE = Buffer.from('\n\u001f');
const NEXT = '\u000c';
/** Both headers of a message are looked for in so many bytes. */
const MAX_HEADERS = 1 << 20;
const END_OF_OWN_HEADER = /(?:^|\n)\*\*\* EOOH \*\*\*[ \t]*(?:\r?\n|$)/;
const STATUS = /^[01],[^\n]{0,2000}(?:\n|$)/;

/** In order; what stands in front of the first mark is the mailbox's own. */
export async function* sections(source: ByteSource): AsyncGenerator<BabylSection> {
  let start: number | undefined;
  let at = 0;
  const seek = () => findBytes(source, NEEDLE, at);
  for (let found = await seek(); found !== undefined; found = await seek()) {
    const mark = found + 1;
    const text = (await source.read(mark + 1, mark + 4)).toString('latin1');
    const next = text.startsWith(NEXT) ? (/^.\r?\n?/s.exec(text)?.[0].length ?? 1) : undefined;
    // The last mark may have a line end behind it, and nothing more.
    const isLast = /^\r?\n?$/.test(text) && mark + 1 + text.length === source.length;
    if (next === undefined && !isLast) {
      at = mark;
      continue;
    }
    if (start !== undefined) {
      yield { start, end: mark, isClosed: true };
    }
    start = next === undefined ? undefined : mark + 1 + next;
    at = start === undefined ? source.length : start - 1;
  }
  if (start !== undefined && start < source.length) {
    yield { start, end: source.length, isClosed: false };
  }
}

export async function readBabylHead(source: ByteSource, { start, end }: BabylSection): Promise<BabylHead> {
  const text = (await source.read(start, Math.min(end, start + MAX_HEADERS))).toString('latin1');
  const status = STATUS.exec(text)?.[0] ?? '';
  const behind = text.slice(status.length);
  const mark = END_OF_OWN_HEADER.exec(behind);
  if (mark === null) {
    return { status, own: undefined, shown: start, body: undefined };
  }
  const markStart = mark.index + (mark[0].startsWith('\n') ? 1 : 0);
  const shown = status.length + mark.index + mark[0].length;
  const empty = /(?:^|\n)\r?\n/.exec(text.slice(shown));
  return {
    status,
    own: { start: start + status.length, end: start + status.length + markStart },
    shown: start + shown,
    body: empty === null ? undefined : start + shown + empty.index + empty[0].length,
  };
}

/** Of the line of labels: attributes and keywords, as they are written. */
export function labelsOf(status: string): readonly string[] {
  return status
    .slice(1)
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '')
    .map((label) => label.slice(0, 40));
}
