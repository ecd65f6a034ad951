/** Where sentences begin and end, and what stands in quotation marks. Offsets in UTF-16 units, end exclusive. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

const END = /[.!?](?=["”’)\]]*(?:\s|$))|\n/g;

/** Sentences of a text, without the blanks around them. A full stop inside of a word or a number ends none. */
export function sentencesOf(text: string): readonly Span[] {
  const ends = Array.from(text.matchAll(END), ({ index }) => index + 1);
  const spans: Span[] = [];
  let start = 0;
  for (const end of [...ends, text.length]) {
    const span = trimmed(text, start, end);
    if (span.end > span.start) {
      spans.push(span);
    }
    start = end;
  }
  return spans;
}

function trimmed(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  const left = part.length - part.trimStart().length;
  const right = part.length - part.trimEnd().length;
  return { start: Math.min(start + left, end), end: Math.max(start + left, end - right) };
}

const QUOTED = /“[^”\n]*”|"[^"\n]*"/g;

/** Passages in quotation marks: somebody else's words. */
export function quotedSpans(text: string): readonly Span[] {
  return Array.from(text.matchAll(QUOTED), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

export function isInside(spans: readonly Span[], at: number): boolean {
  return spans.some(({ start, end }) => at >= start && at < end);
}
