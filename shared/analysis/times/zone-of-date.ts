import type { WrittenDate } from '../../email/types';

/** How far the Date's own wall clock is ahead of universal time, in milliseconds; zero where it does not say. */
export function zoneOfDate(date: Pick<WrittenDate, 'offsetMinutes'> | undefined): number {
  return (date?.offsetMinutes ?? 0) * 60_000;
}
