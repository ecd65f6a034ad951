import type { SpanData } from '../../../../../shared/contract/model';
import { toByteString } from '../../../../../shared/email/byte-string';
import type { ByteString } from '../../../../../shared/email/types';

/** More places than anybody steps through; the count says that there are more. */
export const MOST_FOUND = 2_000;

/**
 * Where a text stands in the bytes, as UTF-8 and without regard to the case of a to z; places do not overlap.
 *
 * Folds are not undone: what is looked for has to stand on one line.
 */
export function foundSpans(bytes: ByteString, text: string): readonly SpanData[] {
  const wanted = lowered(toByteString(new TextEncoder().encode(text)));
  if (wanted === '') {
    return [];
  }
  const searched = lowered(bytes);
  const found: SpanData[] = [];
  for (let at = searched.indexOf(wanted); at >= 0 && found.length < MOST_FOUND; ) {
    found.push({ start: at, end: at + wanted.length });
    at = searched.indexOf(wanted, at + wanted.length);
  }
  return found;
}

/** Letters above ASCII are bytes of other letters here and stay as they are. */
function lowered(bytes: ByteString): ByteString {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The place after the one that begins at `from`, or before it; around at the ends. Null where there is none. */
export function stepFound(found: readonly SpanData[], from: number, step: 1 | -1): SpanData | null {
  const next = step === 1 ? found.find(({ start }) => start > from) : found.findLast(({ start }) => start < from);
  return next ?? found.at(step === 1 ? 0 : -1) ?? null;
}
