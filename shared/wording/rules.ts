/** Numbers and times in the words that a lay reader understands. Same input, same words: no locale of the computer. */
import { grouped } from './packet-numbers';

const UNITS: readonly (readonly [string, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const WEEKDAYS: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

const DAYS_OF_YEAR = 365.2425;
const FEWEST_YEARS = 2;

/** `2 hours 14 minutes`: the two largest units, the sign left away; `1,850 days (about 5 years)`, as years differ in length. */
export function durationInWords(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const days = Math.floor(seconds / 86_400);
  if (days >= DAYS_OF_YEAR) {
    const years = days / DAYS_OF_YEAR;
    return `${grouped(days)} days${years < FEWEST_YEARS ? '' : ` (about ${Math.round(years)} years)`}`;
  }
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  if (first < 0) {
    return 'less than 1 second';
  }
  const [name, size] = UNITS[first] ?? ['second', 1];
  const [smallerName, smallerSize] = UNITS[first + 1] ?? ['', 0];
  const whole = Math.floor(seconds / size);
  const rest = smallerSize === 0 ? 0 : Math.floor((seconds - whole * size) / smallerSize);
  return rest === 0 ? countInWords(whole, name) : `${countInWords(whole, name)} ${countInWords(rest, smallerName)}`;
}

/** `7 months`, `3 years`: for what is known to the month. */
export function roughAgeInWords(milliseconds: number): string {
  const years = Math.abs(milliseconds) / (DAYS_OF_YEAR * 86_400_000);
  return years < FEWEST_YEARS ? countInWords(Math.round(years * 12), 'month') : countInWords(Math.round(years), 'year');
}

/** `1 field`, `2 fields`. */
export function countInWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `24 July 2002, 16:28:15 UTC`; for a wall clock whose zone is not known, `local time` stands at the end. */
export function timeInWords(timeMs: number, clock: 'utc' | 'local' = 'utc'): string {
  const date = new Date(timeMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const wallClock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  // A year before 1000 has four digits in mail: “0102” is not “102”, which would be read as 2002.
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${year}, ${wallClock} ${clock === 'utc' ? 'UTC' : 'local time'}`;
}

/** `From, To and Subject`. */
export function listInWords(items: readonly string[]): string {
  const head = items.slice(0, -1).join(', ');
  const last = items[items.length - 1] ?? '';
  return head === '' ? last : `${head} and ${last}`;
}

const LONGEST_VALUE = 200;

/** Puts values into `{placeholders}`. Text from a message is cut and cannot reorder or hide the sentence around it. */
export function completeSummary(summary: string, values: Readonly<Record<string, string>>): string {
  return summary.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? placeholder : quotable(value);
  });
}

/** Printable 7-bit text with single blanks: stays as it is. */
const plain = /^(?:[!-~]| (?! ))*$/;

/** Text of a message as it may stand in a sentence: one line, no sign that is invisible or turns the writing around. */
export function quotable(text: string): string {
  if (text.length <= LONGEST_VALUE && plain.test(text)) return text;
  const visible = text
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (sign) => `[U+${codeOf(sign)}]`);
  const signs = [...visible];
  return signs.length > LONGEST_VALUE ? `${signs.slice(0, LONGEST_VALUE).join('')}…` : visible;
}

function codeOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
