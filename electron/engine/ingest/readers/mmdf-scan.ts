/** Finding the delimiters of an MMDF mailbox, a bounded piece at a time. */
import type { ByteSource } from '../byte-source';
import { findBytes } from './find-bytes';

/** A line of four 0x01 bytes: its first byte, and the first one behind its line end. */
export interface Delimiter {
  readonly start: number;
  readonly end: number;
}

export const MARK = '\u0001\u0001\u0001\u0001';
const LINE_END = /^(?:\r?\n|\r?$)/;
const NEEDLE = Buffer.from(`\n${MARK}`);
/** The mark with its line end, and one byte more. */
const LINE = 7;

/** In order; of lines that end in LF or CRLF, or with the file. */
export async function* delimiters(source: ByteSource): AsyncGenerator<Delimiter> {
  const mark = (await source.read(0, 3)).toString('latin1') === '\u00ef\u00bb\u00bf' ? 3 : 0;
  const first = await delimiterAt(source, mark);
  if (first !== undefined) {
    yield first;
  }
  let at = Math.max(0, (first?.end ?? mark) - 1);
  const seek = () => findBytes(source, NEEDLE, at);
  for (let found = await seek(); found !== undefined; found = await seek()) {
    const delimiter = await delimiterAt(source, found + 1);
    // The line end of one delimiter is what stands in front of the next.
    at = delimiter === undefined ? found + 1 : delimiter.end - 1;
    if (delimiter !== undefined) {
      yield delimiter;
      if (delimiter.end === source.length) {
        return;
      }
    }
  }
}

async function delimiterAt(source: ByteSource, start: number): Promise<Delimiter | undefined> {
  const text = (await source.read(start, start + LINE)).toString('latin1');
  const lineEnd = text.startsWith(MARK) ? LINE_END.exec(text.slice(MARK.length))?.[0] : undefined;
  const isEnd = start + text.length === source.length;
  if (lineEnd === undefined || (!lineEnd.endsWith('\n') && !isEnd)) {
    return undefined;
  }
  return { start, end: start + MARK.length + lineEnd.length };
}
