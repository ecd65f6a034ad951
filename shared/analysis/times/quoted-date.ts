import type { ByteString } from '../../email/types';
import { zoneMinutes } from './clocks';

/**
 * Dates as mail programs write them above what they quote: in the reader's language, and mostly in the reader's zone.
 *
 * `5/7/2023` is left unread: it is a day in May for one reader and in July for another.
 */
export interface QuotedDate {
  /** The first sign of the date and the one after its time of day, in the text that was read. */
  readonly start: number;
  readonly end: number;
  /** Milliseconds since 1970 UTC; a wall clock, read as if it were UTC, where no zone is written. */
  readonly timeMs: number;
  readonly hasZone: boolean;
  readonly precisionSeconds: number;
}

/**
 * The beginnings of the months in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and the Nordic
 * languages, from January on. Letters outside of ASCII are two bytes, an entity or anything else: any sign stands for them.
 */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|gen|sty|tam|j\S{1,6}n)/i,
  /^(?:feb|fev|lut|hel|f\S{1,8}v)/i,
  /^(?:mar|maa|mrt|m\S{1,6}r)/i,
  /^(?:apr|avr|abr|kwi|huh)/i,
  /^(?:ma[iyjg]|mei|tou)/i,
  /^(?:jun|juin|giu|cze|kes)/i,
  /^(?:jul|juil|lug|lip|hei)/i,
  /^(?:aug|ago|aou|sie|elo|ao\S{1,7}t)/i,
  /^(?:sep|set|wrz|syy)/i,
  /^(?:oct|okt|out|ott|pa\S|lok)/i,
  /^(?:nov|lis|mar\S{1,3}k)/i,
  /^(?:dec|dez|dic|gru|jou|d\S{1,8}c)/i,
];

const MONTH = '[A-Za-z][^\\s\\d,.<>]{2,16}';
const TIME =
  '\\D{1,20}?(?<hour>\\d{1,2})[:.h](?<minute>\\d\\d)(?:[:.](?<second>\\d\\d))?(?:\\s{0,4}(?<half>[ap])\\.?m\\b)?' +
  '(?:\\s{1,3}\\(?(?:GMT|UTC)?(?<zone>[+-]\\d\\d:?\\d\\d|(?<=[TC])(?![+-])))?';

/** The orders in which programs write day, month and year. */
const FORMS: readonly RegExp[] = [
  `(?<day>\\d{1,2})(?:\\.|er|st|nd|rd|th)?\\s{1,4}(?:de\\s|of\\s)?(?<month>${MONTH})\\.?,?\\s{1,4}(?:del?\\s)?(?<year>\\d{4})`,
  `(?<month>${MONTH})\\.?\\s{1,4}(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,4}(?<year>\\d{4})`,
  '(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)',
  '(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4}|\\d\\d)',
  '(?<one>\\d{1,2})[/-](?<other>\\d{1,2})[/-](?<year>\\d{4}|\\d\\d)',
].map((date) => new RegExp(`(?<![\\d./-])${date}(?!\\d)${TIME}(?!\\d)`, 'gi'));

/** Every date with a time of day in a short text, in the order in which they stand. */
export function findQuotedDates(text: ByteString): readonly QuotedDate[] {
  return FORMS.flatMap((form) => [...text.matchAll(form)].flatMap((match) => readDate(match) ?? [])).sort(
    (a, b) => a.start - b.start,
  );
}

type Groups = Readonly<Record<string, string | undefined>>;

function readDate(match: RegExpExecArray): QuotedDate | undefined {
  const groups: Groups = match.groups ?? {};
  const timeMs = wallClock(groups, dayAndMonth(groups));
  // An empty text is universal time.
  const offset = zoneMinutes(groups['zone'] ?? '');
  return timeMs === undefined
    ? undefined
    : {
        start: match.index,
        end: match.index + match[0].length,
        timeMs: timeMs - offset * 60_000,
        hasZone: groups['zone'] !== undefined,
        precisionSeconds: groups['second'] === undefined ? 60 : 1,
      };
}

/** Undefined where the numbers can be read in two ways. */
function dayAndMonth({ day, month, one, other }: Groups): readonly [day: number, month: number] | undefined {
  if (day !== undefined && month !== undefined) {
    return [Number(day), /^\d/.test(month) ? Number(month) : monthOf(month)];
  }
  const [first, second] = [Number(one), Number(other)];
  if (first > 12 || first === second) {
    return [first, second];
  }
  return second > 12 ? [second, first] : undefined;
}

/** From 1 on; 0 where the word is no month. */
function monthOf(word: string): number {
  return MONTHS.findIndex((month) => month.test(word)) + 1;
}

function wallClock(groups: Groups, date: readonly [number, number] | undefined): number | undefined {
  const [day, month] = date ?? [0, 0];
  const written = Number(groups['year']);
  const year = written < 100 ? written + 2000 : written;
  const hour = hourOf(Number(groups['hour']), groups['half']);
  const [minute, second] = [Number(groups['minute']), Number(groups['second'] ?? '0')];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) {
    return undefined;
  }
  const instant = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return instant.getUTCMonth() === month - 1 ? instant.getTime() : undefined;
}

function hourOf(hour: number, half: string | undefined): number {
  return half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}
