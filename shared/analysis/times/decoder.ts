import type { ByteString, EmbeddedTime } from '../../email/types';
import { fromDigits, fromHexSeconds } from './clocks';

/**
 * How one kind of software writes a time into an id.
 *
 * The pattern's groups hold the digits of the time and nothing else, so that the span points at exactly these bytes.
 * Patterns are anchored or bounded: none may take more than linear time on hostile text.
 */
export interface TimeDecoder {
  readonly kind: string;
  /** Carries the `d` flag. */
  readonly pattern: RegExp;
  readonly decode: (groups: readonly string[]) => number | undefined;
  readonly precisionSeconds: number;
  readonly clock: EmbeddedTime['clock'];
  readonly whose: EmbeddedTime['whose'];
  readonly bound: EmbeddedTime['bound'];
  /** The shape is so common that a value counts only where a written date of the message lies within a day of it. */
  readonly needsSupport: boolean;
}

export type DecoderOptions = Partial<
  Pick<TimeDecoder, 'clock' | 'whose' | 'bound' | 'needsSupport' | 'precisionSeconds'>
>;

export function decoder(
  kind: string,
  pattern: RegExp,
  decode: TimeDecoder['decode'],
  options: DecoderOptions = {},
): TimeDecoder {
  return {
    kind,
    pattern: new RegExp(pattern.source, `${pattern.flags}d`),
    decode,
    precisionSeconds: 1,
    clock: 'utc',
    whose: 'author',
    bound: 'equality',
    needsSupport: false,
    ...options,
  };
}

/** The same decoders, for a clock of another owner. */
export function ownedBy(whose: EmbeddedTime['whose'], decoders: readonly TimeDecoder[]): readonly TimeDecoder[] {
  return decoders.map((each) => ({ ...each, whose }));
}

/** Decimal seconds since 1970. */
export function secondsDecoder(kind: string, pattern: RegExp, options: DecoderOptions = {}): TimeDecoder {
  return decoder(kind, pattern, ([digits = '']) => Number(digits) * 1000, options);
}

/** Decimal microseconds since 1970. */
export function microsecondsDecoder(kind: string, pattern: RegExp, options: DecoderOptions = {}): TimeDecoder {
  const toMs = ([digits = '']: readonly string[]): number => Math.floor(Number(digits) / 1000);
  return decoder(kind, pattern, toMs, { precisionSeconds: 0.001, ...options });
}

/** Decimal milliseconds since 1970. */
export function millisecondsDecoder(kind: string, pattern: RegExp, options: DecoderOptions = {}): TimeDecoder {
  return decoder(kind, pattern, ([digits = '']) => Number(digits), { precisionSeconds: 0.001, ...options });
}

/** Hexadecimal milliseconds since 1970. */
export function hexMillisecondsDecoder(kind: string, pattern: RegExp, options: DecoderOptions = {}): TimeDecoder {
  return decoder(kind, pattern, ([hex = '']) => Number.parseInt(hex, 16), { precisionSeconds: 0.001, ...options });
}

/** Hexadecimal seconds since 1970. */
export function hexSecondsDecoder(kind: string, pattern: RegExp, options: DecoderOptions = {}): TimeDecoder {
  return decoder(kind, pattern, ([hex = '']) => fromHexSeconds(hex), options);
}

/** `YYYYMMDDHHMMSS` or the first twelve or eight digits of it. */
export function digitsDecoder(kind: string, pattern: RegExp, options: DecoderOptions = {}): TimeDecoder {
  return decoder(kind, pattern, ([digits = '']) => fromDigits(digits), options);
}

/** Nothing that software stamped into a mail lies before 1989 or after 2041. */
const EARLIEST_MS = Date.UTC(1989, 0, 1);
const LATEST_MS = Date.UTC(2042, 0, 1);

export function isPlausibleTime(timeMs: number): boolean {
  return timeMs >= EARLIEST_MS && timeMs < LATEST_MS;
}

/** A decoder's answer before it was weighed: it may lie in the year 30828. */
export interface DecodedTime extends EmbeddedTime {
  readonly needsSupport: boolean;
}

/** Longer tokens are no ids of mail software; they are not searched, so that hostile ones cost nothing. */
const LONGEST_TOKEN = 4000;

/** Applies one decoder to a token that begins at byte `offset` of the message. */
export function decodeToken(
  token: ByteString,
  offset: number,
  source: string,
  using: TimeDecoder,
): DecodedTime | undefined {
  // A plain search first: where groups lie is asked only on a hit, it costs several times as much.
  const isHit = token.length <= LONGEST_TOKEN && token.search(using.pattern) !== -1;
  const match = isHit ? using.pattern.exec(token) : null;
  const ranges = match?.indices?.slice(1).filter((range) => range !== undefined) ?? [];
  const first = ranges[0];
  const last = ranges[ranges.length - 1];
  if (match === null || first === undefined || last === undefined) {
    return undefined;
  }
  const timeMs = using.decode(match.slice(1).filter((group) => group !== undefined));
  if (timeMs === undefined || !Number.isFinite(timeMs)) {
    return undefined;
  }
  const { kind, precisionSeconds, clock, whose, bound, needsSupport } = using;
  const span = { start: offset + first[0], end: offset + last[1] };
  return { source, kind, span, timeMs: Math.floor(timeMs), precisionSeconds, clock, whose, bound, needsSupport };
}

/** The first decoder that fits: shapes are listed from the narrowest to the widest. */
export function decodeFirst(
  token: ByteString,
  offset: number,
  source: string,
  decoders: readonly TimeDecoder[],
): readonly DecodedTime[] {
  for (const candidate of decoders) {
    const decoded = decodeToken(token, offset, source, candidate);
    if (decoded !== undefined) {
      return [decoded];
    }
  }
  return [];
}
