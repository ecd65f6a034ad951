import { fromDigits } from './clocks';
import { readNumeral } from './numerals';

/** No base 62 id of six digits reaches the years that this leaves out; base 36 ones of today lie far above. */
const LATEST_EXIM_SECONDS = 2_272_147_200;

/**
 * Exim: six digits of seconds (exim spec, chapter 3.4 "Message identification").
 *
 * Base 62; base 36 where file names know no case (macOS, Cygwin), which is told by the value: read in base 62 it would
 * lie centuries ahead.
 */
export function fromEximId(seconds: string): number | undefined {
  const value = readNumeral(seconds, 'base62');
  if (value === undefined || value < LATEST_EXIM_SECONDS) {
    return value === undefined ? undefined : value * 1000;
  }
  const narrow = /^[0-9A-Z]+$/.test(seconds) ? readNumeral(seconds.toLowerCase(), 'base36') : undefined;
  return (narrow ?? value) * 1000;
}

/** Postfix with `enable_long_queue_ids`: seconds and four digits of microseconds, base 52 (postconf(5)). */
export function fromPostfixLongId(secondsAndMicroseconds: string): number | undefined {
  const seconds = readNumeral(secondsAndMicroseconds.slice(0, -4), 'base52');
  const microseconds = readNumeral(secondsAndMicroseconds.slice(-4), 'base52');
  if (seconds === undefined || microseconds === undefined || microseconds >= 1_000_000) {
    return undefined;
  }
  return seconds * 1000 + Math.floor(microseconds / 1000);
}

/**
 * Sendmail: year since 1900 modulo 60, month, day, hour, minute, second, one base 60 sign each (sendmail/queue.c).
 *
 * The sign for the year repeats every sixty years; the one between 1989 and 2048 is taken.
 */
export function fromSendmailId(signs: string): number | undefined {
  const parts = [...signs].map((sign) => readNumeral(sign, 'base60') ?? -1);
  const [year = -1, month = -1, ...rest] = parts;
  if (parts.includes(-1) || parts.length !== 6 || month > 11) {
    return undefined;
  }
  const fullYear = 1900 + year + (year < 89 - 60 ? 120 : 60);
  const twoDigits = [month + 1, ...rest].map((value) => String(value).padStart(2, '0'));
  return fromDigits(`${fullYear}${twoDigits.join('')}`);
}
