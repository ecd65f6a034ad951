import type { ByteString, EmbeddedTime, Span } from '../../email/types';
import type { Trait } from './trait';

/**
 * Ids that hold a clock to the microsecond or finer. The same microsecond in ids of messages that have nothing to do with
 * each other is no chance: one id was made from the other, or both came out of one template.
 */

interface FineClock {
  /** Ids of one family write their clock in the same digits. */
  readonly family: 'uniqid' | 'google' | 'filetime';
  /** Digits of the clock that stand behind those that the decoder reads. */
  readonly further: number;
}

/** By the decoder that reads the same time to the second or the millisecond. */
const FINE: Readonly<Record<string, FineClock>> = {
  'message-id.php-uniqid': { family: 'uniqid', further: 5 },
  'boundary.swift-uniqid': { family: 'uniqid', further: 5 },
  'message-id.google': { family: 'google', further: 0 },
  'boundary.google': { family: 'google', further: 0 },
  'boundary.next-part': { family: 'filetime', further: 0 },
  'content-id.outlook': { family: 'filetime', further: 0 },
};

interface ClockInput {
  readonly bytes: Uint8Array;
  readonly times: readonly EmbeddedTime[];
}

const LONGEST = 40;
const DIGITS = /^[0-9a-f]{6,8}\.?[0-9a-f]{5,8}$/;

export function clockTraits({ bytes, times }: ClockInput): readonly Trait[] {
  return times.flatMap(({ kind, span }): readonly Trait[] => {
    const fine = Object.hasOwn(FINE, kind) ? FINE[kind] : undefined;
    if (fine === undefined) return [];
    const whole = { start: span.start, end: span.end + fine.further };
    const digits = textAt(bytes, whole).toLowerCase();
    return DIGITS.test(digits) ? [{ kind: 'clock', text: `${fine.family} ${digits}`, span: whole }] : [];
  });
}

function textAt(bytes: Uint8Array, { start, end }: Span): ByteString {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + LONGEST)));
}
