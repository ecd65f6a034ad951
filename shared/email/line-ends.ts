import type { Span } from './types';

/**
 * How the lines of a message end, and how long they are (RFC 5322 sections 2.1.1 and 2.3).
 *
 * A message on the wire has CRLF only; one from a mailbox file often LF only. Both in one message say that something
 * was put in, taken out or pasted after it was stored.
 */
export interface LineEnds {
  readonly crlf: number;
  readonly lf: number;
  /** Bare CRs: line ends for no standard, but for some programs. */
  readonly cr: number;
  readonly nul: number;
  /** The first line that ends in CRLF, in LF, the first bare CR and the first NUL. */
  readonly firstCrlf: Span | undefined;
  readonly firstLf: Span | undefined;
  readonly firstCr: Span | undefined;
  readonly firstNul: Span | undefined;
  readonly longestLine: Span;
}

type Kind = 'crlf' | 'lf' | 'cr' | 'nul';

/** What was counted so far of one kind. */
interface Tally {
  count: number;
  first: Span | undefined;
}

/** Counts the line ends of a message, or of a part of it. */
export function readLineEnds(bytes: Uint8Array, start = 0, end = bytes.length): LineEnds {
  const tallies: Readonly<Record<Kind, Tally>> = { crlf: newTally(), lf: newTally(), cr: newTally(), nul: newTally() };
  let lineStart = start;
  let longest: Span = { start, end: start };
  for (let at = start; at < end; at += 1) {
    // Most bytes are no controls: one comparison for them.
    const kind = (bytes[at] ?? 0) > 13 ? undefined : kindAt(bytes, at, lineStart);
    if (kind === undefined) continue;
    const first = kind === 'crlf' ? at - 1 : at;
    tallies[kind].count += 1;
    tallies[kind].first ??= { start: first, end: at + 1 };
    if (kind === 'crlf' || kind === 'lf') {
      longest = longer(longest, { start: lineStart, end: first });
      lineStart = at + 1;
    }
  }
  const { crlf, lf, cr, nul } = tallies;
  return {
    crlf: crlf.count,
    lf: lf.count,
    cr: cr.count,
    nul: nul.count,
    firstCrlf: crlf.first,
    firstLf: lf.first,
    firstCr: cr.first,
    firstNul: nul.first,
    longestLine: longer(longest, { start: lineStart, end: Math.max(lineStart, end) }),
  };
}

function newTally(): Tally {
  return { count: 0, first: undefined };
}

function kindAt(bytes: Uint8Array, at: number, lineStart: number): Kind | undefined {
  const byte = bytes[at];
  if (byte === 10) return at > lineStart && bytes[at - 1] === 13 ? 'crlf' : 'lf';
  if (byte === 13) return bytes[at + 1] === 10 ? undefined : 'cr';
  return byte === 0 ? 'nul' : undefined;
}

function longer(a: Span, b: Span): Span {
  return b.end - b.start > a.end - a.start ? b : a;
}
