import type { Environment } from '../environment';

/** A moment by both clocks. */
export interface Moment {
  readonly wallMs: number;
  /** Milliseconds since the session began. */
  readonly mono: number;
}

export interface ClockJump {
  /** How much the wall clock moved against the monotonic one since `since`, milliseconds; null when not known. */
  readonly driftMs: number | null;
  /** Wall clock of the entry before. */
  readonly since: string;
  readonly reason: 'before-last-entry' | 'against-monotonic-clock';
}

/** More than this between the two clocks is a changed clock (or a computer that slept), not drift. */
const TOLERANCE_MS = 2_000;

/** Watches the wall clock of one session against the monotonic clock and against the last entry. */
export class SessionClock {
  readonly #env: Environment;
  readonly #startMs: number;
  #base: Moment | null = null;

  constructor(env: Environment) {
    this.#env = env;
    this.#startMs = env.monotonicMs();
  }

  now(): Moment {
    return { wallMs: this.#env.now(), mono: this.#env.monotonicMs() - this.#startMs };
  }

  /** What is to be recorded before an entry at `moment`; null when the clock ran as it should. */
  jump(moment: Moment, lastAt: string | null): ClockJump | null {
    const base = this.#base;
    const driftMs = base === null ? null : moment.wallMs - base.wallMs - (moment.mono - base.mono);
    if (lastAt !== null && moment.wallMs < Date.parse(lastAt)) {
      return { driftMs, since: lastAt, reason: 'before-last-entry' };
    }
    if (base !== null && driftMs !== null && Math.abs(driftMs) > TOLERANCE_MS) {
      return { driftMs, since: new Date(base.wallMs).toISOString(), reason: 'against-monotonic-clock' };
    }
    return null;
  }

  /** Measures from here on: after an entry was written at `moment`. */
  settle(moment: Moment): void {
    this.#base = moment;
  }

  /** `+05:30`. */
  zone(wallMs: number): string {
    const minutes = this.#env.zoneOffsetMinutes(wallMs);
    const absolute = Math.abs(minutes);
    const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
    return `${minutes < 0 ? '-' : '+'}${two(absolute / 60)}:${two(absolute % 60)}`;
  }
}
