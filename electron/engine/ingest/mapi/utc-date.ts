const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time as RFC 5322 writes it, in UTC, because properties hold no zone; undefined outside the years 1900 to 9999. */
export function utcDate(timeMs: number): string | undefined {
  const time = new Date(timeMs);
  const year = time.getUTCFullYear();
  if (Number.isNaN(year) || year < 1900 || year > 9999) {
    return undefined;
  }
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':');
  return `${DAYS[time.getUTCDay()]}, ${two(time.getUTCDate())} ${MONTHS[time.getUTCMonth()]} ${year} ${clock} +0000`;
}
