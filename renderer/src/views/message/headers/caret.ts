import type { SpanData } from '../../../../../shared/contract/model';
import type { ByteString } from '../../../../../shared/email/types';
import { type HeaderLine, lineIndexAt } from './lines';
import { decodeUtf8At } from './utf8';

/** The byte cursor of the header view: where it stands, and where the selection began. */
export interface Caret {
  readonly anchor: number;
  readonly at: number;
}

export function spanOf(caret: Caret): SpanData | null {
  const start = Math.min(caret.anchor, caret.at);
  const end = Math.max(caret.anchor, caret.at);
  return end > start ? { start, end } : null;
}

/** The cursor after a key; with Shift the selection's beginning stays. Undefined for keys that do not move it. */
export function caretAfter(
  bytes: ByteString,
  lines: readonly HeaderLine[],
  caret: Caret,
  key: string,
  shift: boolean,
): Caret | undefined {
  const at = offsetAfter(bytes, lines, caret.at, key);
  return at === undefined ? undefined : { at, anchor: shift ? caret.anchor : at };
}

function offsetAfter(bytes: ByteString, lines: readonly HeaderLine[], at: number, key: string): number | undefined {
  const index = lineIndexAt(lines, at);
  const line = lines[index];
  if (line === undefined) {
    return undefined;
  }
  switch (key) {
    case 'ArrowRight':
      return stepRight(bytes, at);
    case 'ArrowLeft':
      return stepLeft(bytes, at);
    case 'ArrowUp':
      return sameColumn(line, lines[index - 1] ?? line, at);
    case 'ArrowDown':
      return sameColumn(line, lines[index + 1] ?? line, at);
    case 'Home':
      return line.start;
    case 'End':
      return line.end;
    default:
      return undefined;
  }
}

/** Over a whole character, so that no half of one is ever selected; over CRLF at once. */
function stepRight(bytes: ByteString, at: number): number {
  if (bytes.startsWith('\r\n', at)) {
    return at + 2;
  }
  return Math.min(bytes.length, at + (decodeUtf8At(bytes, at, bytes.length)?.length ?? 1));
}

function stepLeft(bytes: ByteString, at: number): number {
  for (const size of [4, 3, 2]) {
    if (at >= size && stepRight(bytes, at - size) === at) {
      return at - size;
    }
  }
  return Math.max(0, at - 1);
}

function sameColumn(from: HeaderLine, to: HeaderLine, at: number): number {
  return Math.min(to.start + Math.min(at, from.end) - from.start, to.end);
}
