/**
 * Days and instants of the Gregorian calendar by arithmetic alone.
 *
 * `Date` is not used: it has a local zone, moves years 0 to 99 to 1900 to 1999, and takes 31 February for 3 March.
 */

export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 60 in a leap second. */
  readonly second: number;
  readonly milliseconds: number;
}

const monthDays: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has this day. */
export function isCivilDay(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0);
  return Number.isInteger(day) && day >= 1 && day <= days;
}

/** Whether a clock on a wall can show this: a day of the calendar, a time of the day, a leap second at most. */
export function isWallClock({ year, month, day, hour, minute, second }: CivilTime): boolean {
  return (
    isCivilDay(year, month, day) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60
  );
}

/** Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** 0 = Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(year: number, month: number, day: number): number {
  return (((daysFromCivil(year, month, day) + 4) % 7) + 7) % 7;
}

/** Milliseconds since 1970 of a wall clock read as if it were UTC. */
export function wallClockMs(time: CivilTime): number {
  const seconds = (time.hour * 60 + time.minute) * 60 + time.second;
  return daysFromCivil(time.year, time.month, time.day) * 86_400_000 + seconds * 1000 + time.milliseconds;
}
