import { collectTraits } from '../../../shared/analysis/across/collect-traits';
import type { Trait } from '../../../shared/analysis/across/trait';
import { readTimes } from '../../../shared/analysis/times';
import { readAnatomy } from '../../../shared/email/anatomy';
import { decodeBytes } from '../../../shared/email/byte-string';
import { readExtras } from '../../../shared/email/extra-readings';
import { readRoute } from '../../../shared/email/route';
import type { MessagePlace } from './analysed-message';
import { LIMITS } from './limits';
import { eachPlace } from './read-place';
import { bodyText } from './search-text';

/** A trait with the words of the message that it was read from, on one line and not longer than is shown. */
export interface WrittenTrait extends Trait {
  readonly written: string;
  /** Whether it stands in the message's own header. */
  readonly inHeader: boolean;
}

const MOST_WRITTEN = 300;

/** The traits of each message with their texts and places: of those that are shown, as the catalogue keeps numbers only. */
export function readTraits(places: readonly MessagePlace[]): readonly (readonly WrittenTrait[])[] {
  const found: (readonly WrittenTrait[])[] = [];
  eachPlace(places, LIMITS.messageBytes, (bytes, place) => found.push(traitsOf(bytes, place)));
  return found;
}

function traitsOf(bytes: Uint8Array, place: MessagePlace): readonly WrittenTrait[] {
  const anatomy = readAnatomy(bytes);
  const route = readRoute(anatomy);
  const times = readTimes(bytes, anatomy, route);
  const { readings } = readExtras(bytes, anatomy);
  const isWhole = bytes.length === place.length;
  const body = Buffer.from(bodyText(bytes, anatomy, readings, LIMITS.searchText), 'utf8');
  const traits = collectTraits({ bytes, anatomy, route, times, words: isWhole ? comparableWords(body) : null });
  return traits.map((trait) => ({
    ...trait,
    written: writtenOf(trait, bytes, body),
    inHeader: trait.span.end <= anatomy.bodyStart,
  }));
}

/** Of the body its decoded text; of the rest what stands there, where that says enough. */
function writtenOf({ kind, span, told }: Trait, bytes: Uint8Array, body: Uint8Array): string {
  const source = kind === 'body' ? body : bytes.subarray(span.start, span.end);
  return (told ?? decodeBytes(source.subarray(0, 4 * MOST_WRITTEN))).replace(/\s+/g, ' ').trim().slice(0, MOST_WRITTEN);
}

/** What the index holds of a long body is its beginning: two that begin alike are not the same. */
export function comparableWords(body: Uint8Array): Uint8Array | null {
  return body.length < LIMITS.searchText ? body : null;
}
