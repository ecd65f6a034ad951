import type { EmbeddedTime } from '../email/types';
import { MINUTE_MS, SECOND_MS } from './rules/observe';

/** The zone of the author's computer, from a wall clock and a universal clock that ran there at the same moment. */
export interface AuthorZone {
  /** Minutes ahead of universal time, a multiple of fifteen. */
  readonly offsetMinutes: number;
  readonly local: EmbeddedTime;
  readonly utc: EmbeddedTime;
}

const QUARTER_MS = 15 * MINUTE_MS;
/** Zones reach from twelve hours behind to fourteen ahead. */
const LOWEST_MS = -12 * 60 * MINUTE_MS;
const HIGHEST_MS = 14 * 60 * MINUTE_MS;
/** Two clocks of one program are read within seconds; a service's clock may be read some minutes later. */
const SAME_PROGRAM_MS = 10 * SECOND_MS;
const OTHER_MACHINE_MS = 2 * MINUTE_MS;

const LOCAL_SOURCES: ReadonlySet<string> = new Set(['message-id', 'mime-boundary']);
/** The Date field itself is not asked: it is what is to be checked. */
const UTC_SOURCES: ReadonlySet<string> = new Set([
  'message-id',
  'mime-boundary',
  'dkim-signature',
  'x-google-dkim-signature',
  'thread-index',
]);

function candidate(local: EmbeddedTime, utc: EmbeddedTime): (AuthorZone & { readonly restMs: number }) | undefined {
  const difference = local.timeMs - utc.timeMs;
  const quarters = Math.round(difference / QUARTER_MS);
  const restMs = Math.abs(difference - quarters * QUARTER_MS);
  const slack = utc.whose === 'author' ? SAME_PROGRAM_MS : OTHER_MACHINE_MS;
  const precision = (local.precisionSeconds + utc.precisionSeconds) * SECOND_MS;
  const isZone = difference >= LOWEST_MS - slack && difference <= HIGHEST_MS + slack;
  // A wall clock to the minute cannot tell a quarter of an hour from a delay of some minutes.
  return isZone && restMs <= slack && precision < 10 * SECOND_MS
    ? { offsetMinutes: quarters * 15, local, utc, restMs }
    : undefined;
}

/** The pair of clocks that fits a zone best; undefined where none does. */
export function authorZone(times: readonly EmbeddedTime[]): AuthorZone | undefined {
  const locals = times.filter(
    ({ clock, source, bound }) => clock === 'local' && LOCAL_SOURCES.has(source) && bound === 'equality',
  );
  const universal = times.filter(
    ({ clock, source, bound }) => clock === 'utc' && UTC_SOURCES.has(source) && bound !== 'upper',
  );
  const found = locals.flatMap((local) => universal.flatMap((utc) => candidate(local, utc) ?? []));
  return found.reduce<(typeof found)[number] | undefined>(
    (best, each) => (best === undefined || each.restMs < best.restMs ? each : best),
    undefined,
  );
}

/** `+05:30`. */
export function zoneInDigits(offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  const digits = [Math.floor(minutes / 60), minutes % 60].map((value) => String(value).padStart(2, '0')).join(':');
  return `${offsetMinutes < 0 ? '-' : '+'}${digits}`;
}
