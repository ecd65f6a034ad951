const DAY = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

/**
 * The first instant of a day, month or year in UTC, milliseconds since 1970; undefined for what is no such day.
 *
 * `Date.UTC` would make 3 March of 31 February: a day that does not exist is refused instead.
 */
export function readDay(text: string): number | undefined {
  const [, year = '', month = '1', day = '1'] = DAY.exec(text) ?? [];
  if (year === '') {
    return undefined;
  }
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isReal = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
  return isReal ? at.getTime() : undefined;
}
