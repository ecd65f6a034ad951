import type { Span } from '../../email/types';

/** A value, and the bytes that say it: of what was read, or of the message. */
export interface FactAt<T> {
  readonly value: T;
  readonly place: Span;
}

/** The same with its bytes told otherwise. */
export function placedFact<T>({ value, place }: FactAt<T>, placeOf: (range: Span) => Span): FactAt<T> {
  return { value, place: placeOf(place) };
}
