import type { Anatomy } from '../../email/types';
import { autocryptKeys } from '../signatures/autocrypt';
import type { DecodedTime } from './decoder';

/** When the key was made that the author's program sent along: the message cannot be older than it. */
export function autocryptTimes(anatomy: Anatomy): readonly DecodedTime[] {
  return autocryptKeys(anatomy).map(({ created: { value, place } }) => ({
    source: 'autocrypt',
    kind: 'autocrypt.key-created',
    span: place,
    timeMs: value,
    precisionSeconds: 1,
    clock: 'utc',
    whose: 'content',
    bound: 'lower',
    needsSupport: false,
  }));
}
