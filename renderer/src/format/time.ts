/**
 * Times for reading: ISO 8601 order, always with their zone, never in words of one language.
 *
 * Instants arrive as ISO strings with zone. Nothing here asks for the computer's own zone: it is no fact of the case.
 */

/** `2020-10-20 13:02:11 +02:00` in the given zone; the text itself where it is no readable instant. */
export function inZone(iso: string, offsetMinutes: number): string {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) {
    return iso;
  }
  return `${wallClock(instant, offsetMinutes)} ${zoneText(offsetMinutes)}`;
}

/** In UTC, with its zone. */
export function inUtc(iso: string): string {
  return inZone(iso, 0);
}

/** In the zone that the text itself names, so that nothing is converted. */
export function asWritten(iso: string): string {
  return inZone(iso, zoneOf(iso));
}

/** `2020-10-20 13:02` in UTC, for a column whose head says so. */
export function utcMinutes(iso: string): string {
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? iso : wallClock(instant, 0).slice(0, 16);
}

/** `13:02:11 +00:00`, for the status line. */
export function clockWritten(iso: string): string {
  return asWritten(iso).slice(11);
}

function wallClock(instantMs: number, offsetMinutes: number): string {
  const shifted = new Date(instantMs + offsetMinutes * 60_000);
  return Number.isNaN(shifted.getTime())
    ? ''
    : shifted
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, '');
}

/** +120 as `+02:00`. */
export function zoneText(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => Math.floor(value).toString().padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** Minutes from UTC that an ISO text ends with; 0 for `Z` and where none stands. */
export function zoneOf(iso: string): number {
  const found = /([+-])(\d{2}):?(\d{2})$/.exec(iso);
  if (found === null || !iso.includes('T')) {
    return 0;
  }
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}

const DAY = 86_400;

/** A length of time in at most two units: `2 s`, `3 min 5 s`, `1 d 4 h`. The sign is kept. */
export function duration(seconds: number): string {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '-' : '';
  if (size < 1) {
    return size === 0 ? '0 s' : `${sign}${Math.round(size * 1000)} ms`;
  }
  return sign + wholeUnits(Math.round(size));
}

function wholeUnits(size: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(size / DAY), 'd'],
    [Math.floor((size % DAY) / 3600), 'h'],
    [Math.floor((size % 3600) / 60), 'min'],
    [size % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}
