import type { EmbeddedTime } from '../email/types';
import { MINUTE_MS } from './rules/observe';

/**
 * Clocks that speak about the moment of writing and sending, apart from the Date field itself.
 *
 * The author's own program leaves times in ids and separators; the first servers leave them in signatures and queue
 * numbers. Whoever changes the Date field by hand does not change these.
 */

/** Sources whose clock ran on the author's side, or at the service that the author wrote with. */
const AUTHOR_SOURCES = new Set(['message-id', 'mime-boundary', 'dkim-signature', 'x-google-dkim-signature']);

/** Dates that are written to be read, wherever they stand; gone through by anybody who changes a message. */
const WRITTEN_KINDS = new Set(['date', 'received', 'x-received', 'date.other-field', 'mailbox.from-line']);

export function isWritten({ kind }: EmbeddedTime): boolean {
  return WRITTEN_KINDS.has(kind);
}

/** A local clock may be away from UTC by as much as 14 hours either way. */
const LOCAL_SLACK_MS = 14 * 60 * MINUTE_MS;
const AGREE_MS = 10 * MINUTE_MS;

export function isAuthorClock(time: EmbeddedTime): boolean {
  return AUTHOR_SOURCES.has(time.source) && time.bound === 'equality';
}

/** How far a clock lies from an instant, less what its precision and its unknown zone allow. */
export function distanceMs(time: EmbeddedTime, instantMs: number): number {
  const slack = (time.clock === 'local' ? LOCAL_SLACK_MS : 0) + time.precisionSeconds * 1000;
  return Math.max(0, Math.abs(time.timeMs - instantMs) - slack);
}

export function agrees(time: EmbeddedTime, instantMs: number): boolean {
  return distanceMs(time, instantMs) <= AGREE_MS;
}

/** Two clocks or more, from different places of the message, that agree with one another. */
export interface Consensus {
  readonly instantMs: number;
  readonly clocks: readonly EmbeddedTime[];
}

/**
 * The instant on which most places agree, among the given clocks. Undefined where fewer than two places agree.
 *
 * Only an instant (a UTC clock) can be the centre; a wall clock of unknown zone can only support one.
 */
export function consensusOf(times: readonly EmbeddedTime[]): Consensus | undefined {
  const candidates = times
    .filter((time) => time.clock === 'utc')
    .map((centre) => ({ instantMs: centre.timeMs, clocks: times.filter((time) => agrees(time, centre.timeMs)) }))
    .filter(({ clocks }) => placesOf(clocks) >= 2);
  return candidates.reduce<Consensus | undefined>(
    (best, candidate) => (best === undefined || placesOf(candidate.clocks) > placesOf(best.clocks) ? candidate : best),
    undefined,
  );
}

function placesOf(clocks: readonly EmbeddedTime[]): number {
  return new Set(clocks.map((clock) => clock.source)).size;
}
