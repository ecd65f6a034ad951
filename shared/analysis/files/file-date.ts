import { isWallClock, wallClockMs } from '../../email/civil-date';

/** A date as a file writes it. */
export interface FileDate {
  /** Milliseconds since 1970 UTC; for a `local` clock the wall clock read as if it were UTC. */
  readonly timeMs: number;
  readonly clock: 'utc' | 'local';
  readonly precisionSeconds: number;
}

/**
 * `2021-05-20T16:15:55.12+02:00` (ISO 8601, in XML), `2021:05:20 16:15:55` (Exif 2.32 section 4.6.5) and
 * `D:20210520161555+02'00'` (ISO 32000-1 section 7.9.4).
 */
const WRITTEN =
  /^(?:D:)?(\d{4})[-:]?(\d\d)[-:]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?[ ]?(Z|[+-]\d\d[:']?(?:\d\d)?)?/;

/** Undefined where it names no day that the calendar has, or no hour of it. */
export function readFileDate(text: string, zone = ''): FileDate | undefined {
  const [, year, month, day, hour, minute, second, fraction, ownZone] = WRITTEN.exec(text.trim().slice(0, 60)) ?? [];
  const time = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    milliseconds: Math.floor(Number(`0.${fraction ?? 0}`) * 1000),
  };
  if (!isWallClock(time)) {
    return undefined;
  }
  const offset = hour === undefined ? undefined : offsetMinutes(ownZone ?? zone.trim());
  return {
    timeMs: wallClockMs(time) - (offset ?? 0) * 60_000,
    clock: offset === undefined ? 'local' : 'utc',
    precisionSeconds: precision(hour, second, fraction),
  };
}

function precision(hour: string | undefined, second: string | undefined, fraction: string | undefined): number {
  if (hour === undefined) return 86_400;
  if (second === undefined) return 60;
  return fraction === undefined ? 1 : 0.001;
}

/** The furthest zones are 14 hours away from universal time; what is further is no zone. */
const FURTHEST_MINUTES = 14 * 60;

function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d)[:']?(\d\d)?/.exec(zone) ?? [];
  const size = Number(hours) * 60 + Number(minutes ?? 0);
  return size <= FURTHEST_MINUTES ? (sign === '-' ? -size : size) : undefined;
}
