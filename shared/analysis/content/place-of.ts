import type { DecodedBody } from '../../email/decoded-body';
import type { Span } from '../../email/types';

const MAX_PLACES = 10;

/** Places in the message of ranges of a body; bounded, as each is looked for in the encoded bytes. */
export function placesOf(body: DecodedBody, spans: readonly Span[]): readonly Span[] {
  return spans.slice(0, MAX_PLACES).map(({ start, end }) => body.place(start, end));
}
