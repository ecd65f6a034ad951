import { isCivilDay, wallClockMs, weekdayOf } from './civil-date';
import { type DateWord, readDateWords } from './date-words';
import type { ByteString, WrittenDate } from './types';
import { contradictsZone, isMilitaryZone, namedZoneMinutes, readNumericZone } from './zones';

/**
 * Date-times as mail writes them (RFC 5322 sections 3.3 and 4.3), and as broken mail does.
 *
 * Never guesses: without a zone there is no instant, and an unreadable date is unreadable. Other readers take the local
 * zone, or the present moment, for what is missing, and then show a time that nobody ever wrote.
 */

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** What the words have given so far; `undefined` is "not seen". */
interface Parts {
  weekday: number | undefined;
  year: number | undefined;
  month: number | undefined;
  day: number | undefined;
  clock: Clock | undefined;
  isAfternoon: boolean | undefined;
  zone: DateWord | undefined;
  isYearShort: boolean;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milliseconds: number;
}

/** What was read of a text: its date, and the comments beside it. */
interface ReadParts {
  readonly parts: Parts;
  readonly comments: readonly string[];
}

/** Reads a date-time; `base` is the offset of the text's first byte in the message. */
export function readWrittenDate(text: ByteString, base: number): WrittenDate {
  const { parts, comments } = readUsual(text) ?? readAny(text);
  return judge(parts, comments, { start: base + leadingBlanks(text), end: base + text.trimEnd().length });
}

/** RFC 5322 section 3.3 to the letter, as nearly all programs write it. */
const usual = new RegExp(
  '^[ \\t\\r\\n]*' +
    '(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun),[ \\t\\r\\n]+)?' +
    '(\\d\\d?)[ \\t\\r\\n]+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ \\t\\r\\n]+(\\d{4})[ \\t\\r\\n]+' +
    '(\\d\\d):(\\d\\d):(\\d\\d)[ \\t\\r\\n]+([+-]\\d{4})' +
    '(?:[ \\t\\r\\n]+\\(([A-Za-z]{2,5})\\))?[ \\t\\r\\n]*$',
);

/** One look instead of one for each word: what `readAny` makes of such a text, or undefined. */
function readUsual(text: ByteString): ReadParts | undefined {
  const match = usual.exec(text);
  if (match === null) return undefined;
  const [, weekday, day, month = '', year, hour, minute, second, zone = '', comment] = match;
  return {
    parts: {
      weekday: weekday === undefined ? undefined : weekdayNames.indexOf(weekday.toLowerCase()),
      year: Number(year),
      month: monthNames.indexOf(month.toLowerCase()) + 1,
      day: Number(day),
      clock: { hour: Number(hour), minute: Number(minute), second: Number(second), milliseconds: 0 },
      isAfternoon: undefined,
      zone: { text: zone, start: 0, end: 0 },
      isYearShort: false,
    },
    comments: comment === undefined ? [] : [comment],
  };
}

function readAny(text: ByteString): ReadParts {
  const { words, comments } = readDateWords(text);
  const parts: Parts = {
    weekday: undefined,
    year: undefined,
    month: undefined,
    day: undefined,
    clock: undefined,
    isAfternoon: undefined,
    zone: undefined,
    isYearShort: false,
  };
  for (const word of words) {
    if (!takeWord(parts, word)) break;
  }
  return { parts, comments };
}

function leadingBlanks(text: string): number {
  return Math.min(text.length - text.trimStart().length, text.trimEnd().length);
}

/** Gives a word its meaning; false when the date is over, as before Go's monotonic clock `m=+349867.49`. */
function takeWord(parts: Parts, word: DateWord): boolean {
  const text = word.text;
  if (text.startsWith('m=')) return false;
  if (takeNumericDate(parts, text) || takeClock(parts, text)) return true;
  if (/^\d+$/.test(text)) return takeNumber(parts, text);
  if (/^[ap]\.?m\.?$/i.test(text) && parts.clock !== undefined) {
    parts.isAfternoon = /^p/i.test(text);
    return true;
  }
  return takeName(parts, text) || takeLongZone(parts, text) || takeZone(parts, word);
}

/** `2023-07-28`, `2023/07/28`, `2023-07-28T19:04:26Z`, `28-Jul-2023`. Day and month as `07/08/2023` stay unread: ambiguous. */
function takeNumericDate(parts: Parts, text: string): boolean {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[Tt](.+))?$/.exec(text);
  if (iso !== null && parts.year === undefined && parts.day === undefined) {
    parts.year = Number(iso[1]);
    parts.month = Number(iso[2]);
    parts.day = Number(iso[3]);
    return iso[4] === undefined || takeClock(parts, iso[4]);
  }
  const dashed = /^(\d{1,2})-([A-Za-z]{3,9})-(\d{2,4})$/.exec(text);
  const month = dashed === null ? -1 : indexOfName(monthNames, dashed[2] ?? '');
  if (dashed === null || month === -1 || parts.day !== undefined) return false;
  parts.day = Number(dashed[1]);
  parts.month = month + 1;
  takeYear(parts, dashed[3] ?? '');
  return true;
}

/** `19:04`, `19:04:26`, `19:04:26.757`, and with the zone attached: `19:04:26Z`, `19:04:26+02:00`. */
function takeClock(parts: Parts, text: string): boolean {
  const match = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,12}))?)?(Z|UTC|GMT|[AaPp][Mm]|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (match === null || parts.clock !== undefined) return false;
  parts.clock = {
    hour: Number(match[1]),
    minute: Number(match[2]),
    second: Number(match[3] ?? '0'),
    milliseconds: Number((match[4] ?? '').padEnd(3, '0').slice(0, 3)),
  };
  const suffix = match[5];
  if (suffix !== undefined && /^[ap]m$/i.test(suffix)) parts.isAfternoon = /^p/i.test(suffix);
  else if (suffix !== undefined) parts.zone = { text: suffix, start: 0, end: 0 };
  return true;
}

/** The first small number is the day, the next number the year; a four-digit one is always the year. */
function takeNumber(parts: Parts, text: string): boolean {
  if (text.length <= 2 && parts.day === undefined) parts.day = Number(text);
  else if (parts.year === undefined) takeYear(parts, text);
  else return false;
  return true;
}

/** RFC 5322 section 4.3: two digits up to 49 are 20xx, others 19xx; three digits count from 1900. */
function takeYear(parts: Parts, text: string): void {
  const written = Number(text);
  parts.isYearShort = text.length < 4;
  const century = text.length >= 4 ? 0 : text.length === 2 && written < 50 ? 2000 : 1900;
  parts.year = written + century;
}

function takeName(parts: Parts, text: string): boolean {
  const name = text.replace(/\.$/, '');
  const month = indexOfName(monthNames, name);
  if (month !== -1 && parts.month === undefined) {
    parts.month = month + 1;
    return true;
  }
  const weekday = indexOfName(weekdayNames, name);
  if (weekday === -1 || parts.weekday !== undefined) return false;
  parts.weekday = weekday;
  return true;
}

/** Three letters or the whole English name; `Marx` is no March. */
function indexOfName(names: readonly string[], text: string): number {
  if (text.length < 3 || text.length > 9 || !/^[A-Za-z]+$/.test(text)) return -1;
  const lower = text.toLowerCase();
  const index = names.indexOf(lower.slice(0, 3));
  if (lower.length === 3) return index;
  const isBegun = (name: string): boolean => name.startsWith(lower);
  return fullMonths.some(isBegun) ||
    fullWeekdays.some(isBegun) ||
    lower === 'sept' ||
    lower === 'tues' ||
    lower === 'thurs'
    ? index
    : -1;
}

const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const fullWeekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** `GMT Daylight Time` is not GMT: the words after a zone's name make it a name that no table here knows. */
function takeLongZone(parts: Parts, text: string): boolean {
  if (parts.zone === undefined || !/^(?:daylight|standard|summer|time)$/i.test(text)) return false;
  parts.zone = { ...parts.zone, text: `${parts.zone.text} ${text}` };
  return true;
}

/** The first zone counts; after a numeric one a name (`+0000 UTC`) only repeats it. */
function takeZone(parts: Parts, word: DateWord): boolean {
  const isZone =
    readNumericZone(word.text) !== undefined ||
    /^"?[A-Za-z]{1,6}"?$/.test(word.text) ||
    /^(?:GMT|UTC)?[+-]\d{1,6}$/i.test(word.text);
  if (!isZone) return false;
  if (parts.zone === undefined && parts.clock !== undefined) parts.zone = word;
  return true;
}

function judge(
  parts: Parts,
  comments: readonly string[],
  span: { readonly start: number; readonly end: number },
): WrittenDate {
  const problems: string[] = [];
  const { year, month, day } = parts;
  const zone = judgeZone(parts.zone?.text ?? '', comments, problems);
  const hasDay = year !== undefined && month !== undefined && day !== undefined;
  const isDay = hasDay && year <= 9999 && isCivilDay(year, month, day);
  const clock = clockOf(parts);
  // Of a date that cannot be read, the missing zone is not worth a word.
  if (!hasDay || parts.clock === undefined) problems.splice(0, problems.length, 'unreadable');
  else if (!isDay) problems.push('day-impossible');
  if (parts.clock !== undefined && clock === undefined) problems.push('time-impossible');
  if (parts.isYearShort) problems.push('two-digit-year');
  // RFC 5322 section 3.3: a year is any number from 1900 on.
  if (isDay && year < 1900) problems.push('year-implausible');
  const weekdayTrue = isDay ? weekdayOf(year, month, day) : undefined;
  // Of a year that was written wrongly no weekday can be right.
  const isYearPlausible = !problems.includes('year-implausible');
  if (isYearPlausible && weekdayTrue !== undefined && parts.weekday !== undefined && parts.weekday !== weekdayTrue)
    problems.push('weekday-wrong');
  const isInstant = isDay && clock !== undefined && zone.instantOffset !== undefined;
  return {
    span,
    instantMs: isInstant ? wallClockMs({ year, month, day, ...clock }) - zone.instantOffset * 60_000 : undefined,
    offsetMinutes: zone.offsetMinutes,
    zoneText: parts.zone?.text ?? '',
    weekdayWritten: parts.weekday,
    weekdayTrue,
    problems,
  };
}

function clockOf(parts: Parts): Clock | undefined {
  if (parts.clock === undefined) return undefined;
  const { hour, minute, second } = parts.clock;
  if (minute > 59 || second > 60) return undefined;
  if (parts.isAfternoon === undefined) return hour > 23 ? undefined : parts.clock;
  if (hour < 1 || hour > 12) return undefined;
  return { ...parts.clock, hour: (hour % 12) + (parts.isAfternoon ? 12 : 0) };
}

interface JudgedZone {
  readonly offsetMinutes: number | undefined;
  /** Minutes to take off for UTC; undefined when the zone gives no instant. */
  readonly instantOffset: number | undefined;
}

function judgeZone(text: string, comments: readonly string[], problems: string[]): JudgedZone {
  // `GMT+0200`: the name says only what the sign counts from.
  const bare = text.replaceAll('"', '').replace(/^(?:GMT|UTC)(?=[+-]\d)/i, '');
  if (bare === '') {
    problems.push('no-zone');
    return { offsetMinutes: undefined, instantOffset: undefined };
  }
  const numeric = readNumericZone(bare);
  if (numeric !== undefined) {
    if (numeric.isImpossible) problems.push('zone-impossible');
    const names = comments.map((comment) => comment.trim()).filter((comment) => /^[A-Za-z]{2,5}$/.test(comment));
    if (names.some((name) => contradictsZone(name, numeric.minutes))) problems.push('zone-name-contradicts');
    return {
      offsetMinutes: numeric.isUnknownPlace ? undefined : numeric.minutes,
      instantOffset: numeric.hasInstant ? numeric.minutes : undefined,
    };
  }
  const named = namedZoneMinutes(bare);
  if (named !== undefined) return { offsetMinutes: named, instantOffset: named };
  if (/^[+-]/.test(bare)) {
    problems.push('zone-impossible');
    return { offsetMinutes: undefined, instantOffset: undefined };
  }
  problems.push(isMilitaryZone(bare) ? 'zone-military' : 'zone-unknown');
  return { offsetMinutes: undefined, instantOffset: isMilitaryZone(bare) ? 0 : undefined };
}
