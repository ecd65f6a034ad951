import { DECODERS, type Encoding } from './decoders';
import { folded } from './folded';
import { needlesStandingIn } from './needle-index';
import type { Needle, ValueForm } from './needles';
import { isGap, placeIn, plainReading, type Reading } from './reading';

/** A value found in a text. */
export interface FoundValue {
  /** Where in the text as it was given; of an encoded value, all that has to go with it. */
  readonly start: number;
  readonly end: number;
  readonly token: string;
  readonly form: ValueForm;
  /** The encodings that had to be undone, the outermost first; none where it stands plain. */
  readonly encodings: readonly Encoding[];
}

/** Encodings in encodings are followed so far. */
const DEPTH = 3;
/** A text that is encoded in more ways than this at once is an attack; the residual scan still looks at it. */
const READINGS_MAX = 120;

/** Shorter values stand in decoded noise by chance. */
const NOISE_LENGTH = 5;

/** All values in a text in whatever encoding, in the order of their places; they do not overlap. */
export function findValues(text: string, needles: readonly Needle[]): readonly FoundValue[] {
  return findInReading(plainReading(text), needles);
}

/** The same of a text from which something was left out. */
export function findInReading(reading: Reading, needles: readonly Needle[]): readonly FoundValue[] {
  return withoutOverlaps(allReadings(reading).flatMap((one) => matches(one.reading, one.encodings, needles)));
}

interface Read {
  readonly reading: Reading;
  readonly encodings: readonly Encoding[];
}

function allReadings(plain: Reading): readonly Read[] {
  const found: Read[] = [{ reading: plain, encodings: [] }];
  const seen = new Set([plain.text]);
  for (const { reading, encodings } of found) {
    if (encodings.length >= DEPTH) {
      continue;
    }
    for (const { encoding, decode } of DECODERS) {
      for (const next of decode(reading)) {
        if (!seen.has(next.text) && found.length < READINGS_MAX) {
          seen.add(next.text);
          found.push({ reading: next, encodings: [...encodings, encoding] });
        }
      }
    }
  }
  return found;
}

function matches(raw: Reading, encodings: readonly Encoding[], needles: readonly Needle[]): readonly FoundValue[] {
  const standing = needlesStandingIn(raw.text, needles);
  if (standing.length === 0) {
    return [];
  }
  const reading = folded(raw);
  const isNoisy = encodings.some((encoding) => encoding === 'base64' || encoding === 'hex');
  return standing.flatMap(({ token, form, pattern, isWord }) =>
    Array.from(reading.text.matchAll(pattern), ({ index, 0: match }) => ({ start: index, end: index + match.length }))
      .filter(({ start, end }) => !isNoisy || end - start >= NOISE_LENGTH)
      .filter(
        ({ start, end }) =>
          // A length in front of a text in decoded bytes may look like a letter of it.
          !isWord ||
          isNoisy ||
          (isEdge(reading, start) && isEdge(reading, end) && !(form === 'address' && goesOn(reading, end))),
      )
      .map(({ start, end }) => ({ ...placeIn(reading, start, end), token, form, encodings })),
  );
}

const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/** Whether a word may begin or end at a place. */
function isEdge(reading: Reading, at: number): boolean {
  const [before, after] = [reading.text[at - 1] ?? '', reading.text[at] ?? ''];
  return !ALPHANUMERIC.test(before) || !ALPHANUMERIC.test(after) || isGap(reading, at);
}

/** Whether a domain goes on after a hyphen: it is another one. */
function goesOn(reading: Reading, at: number): boolean {
  return reading.text[at] === '-' && ALPHANUMERIC.test(reading.text[at + 1] ?? '') && !isGap(reading, at);
}

/** Of those that overlap the one that begins first and, there, reaches furthest; what sticks out is found the next time. */
function withoutOverlaps(found: readonly FoundValue[]): readonly FoundValue[] {
  const ordered = found.toSorted(
    (a, b) => a.start - b.start || b.end - a.end || a.encodings.length - b.encodings.length,
  );
  const kept: FoundValue[] = [];
  for (const one of ordered) {
    if (one.start >= (kept.at(-1)?.end ?? 0)) {
      kept.push(one);
    }
  }
  return kept;
}
