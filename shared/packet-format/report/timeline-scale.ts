/** An axis of time with ticks at whole hours, days or months that people read. Times in milliseconds since 1970, UTC. */

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 91, 182, 365].map((count) => count * DAY),
];

const TICKS_MAX = 6;
/** Room before the first and after the last time, as a share of the axis. */
const MARGIN = 0.04;

/** @param times one at least; those that are no number are passed over by the caller */
export function timeScale(times: readonly number[]): Scale {
  const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  const margin = Math.max((last - first) * MARGIN, SECOND);
  const from = first - margin;
  const to = last + margin;
  const step = STEPS.find((size) => (to - from) / size <= TICKS_MAX) ?? yearsIn(to - from);
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    ticks.push({ at, text: tickText(at, step) });
  }
  return { from, to, ticks };
}

function yearsIn(milliseconds: number): number {
  return Math.ceil(milliseconds / TICKS_MAX / (365 * DAY)) * 365 * DAY;
}

/** The day, and the clock where the step is less than a day. */
function tickText(at: number, step: number): string {
  const iso = new Date(at).toISOString();
  const day = iso.slice(0, -14);
  return step >= DAY ? day : `${day} ${iso.slice(-13, step < MINUTE ? -5 : -8)}`;
}
