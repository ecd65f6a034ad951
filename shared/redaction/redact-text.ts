import { type FoundValue, findValues } from './find-values';
import type { Needle } from './needles';
import { applySwaps, type Swap } from './reading';

export interface RedactedText {
  readonly text: string;
  readonly found: readonly FoundValue[];
  /** Places of the text as it was given and what stands there now; undefined where it took more than one pass. */
  readonly edits: readonly Swap[] | undefined;
}

/** A value may come to light when another one is gone; nothing needs more passes but what was made to. */
const PASSES = 6;

/** The text with a token in the place of each value. */
export function redactText(text: string, needles: readonly Needle[]): RedactedText {
  const found = findValues(text, needles);
  if (found.length === 0) {
    return { text, found, edits: [] };
  }
  const edits = found.map((one) => ({ start: one.start, end: one.end, text: standIn(text, one) }));
  let result = applySwaps(text, edits);
  const further: FoundValue[] = [];
  for (let pass = 1; pass < PASSES; pass += 1) {
    const more = findValues(result, needles);
    if (more.length === 0) {
      break;
    }
    further.push(...more);
    const source = result;
    result = applySwaps(
      source,
      more.map((one) => ({ start: one.start, end: one.end, text: standIn(source, one) })),
    );
  }
  return { text: result, found: [...found, ...further], edits: further.length === 0 ? edits : undefined };
}

/** The token; tags that stood inside of the value stay, so that a page keeps its structure. */
function standIn(text: string, { start, end, token, encodings }: FoundValue): string {
  const tags = encodings.includes('tags') ? (text.slice(start, end).match(/<[^<>]*>/g) ?? []) : [];
  return token + tags.filter((tag) => !tag.startsWith('<!')).join('');
}
