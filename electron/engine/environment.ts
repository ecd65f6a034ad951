/**
 * What the engine takes from the machine, as one parameter: clock, randomness and place.
 *
 * Everything that depends on the machine comes in here, so that a test can hold it still and a reader can see it.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { hrtime } from 'node:process';

export interface Environment {
  /** Wall clock, milliseconds since 1970 UTC: this computer's clock, not verified. */
  readonly now: () => number;
  /** Offset of local time from UTC in minutes at that instant, east positive. */
  readonly zoneOffsetMinutes: (atMs: number) => number;
  /** Monotonic clock in milliseconds since an arbitrary start; shows when the wall clock was changed. */
  readonly monotonicMs: () => number;
  readonly randomHex: (bytes: number) => string;
  readonly uuid: () => string;
}

export const systemEnvironment: Environment = {
  now: () => Date.now(),
  zoneOffsetMinutes: (atMs) => -new Date(atMs).getTimezoneOffset(),
  monotonicMs: () => Number(hrtime.bigint() / 1_000_000n),
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  uuid: () => randomUUID(),
};
