/** Null for none, and for an instant that no calendar has. */
export function isoTime(timeMs: number | undefined): string | null {
  const time = new Date(timeMs ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
