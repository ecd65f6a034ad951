/** The times of one message as they are shown: those of its bytes, those that an examiner found out, and what they agree on. */
import type { Analysis } from '../../../shared/analysis/analysis';
import { authorZone, zoneInDigits } from '../../../shared/analysis/author-zone';
import { consensusOfTimes } from '../../../shared/analysis/consensus';
import { hashTargets } from '../../../shared/analysis/hash-lock/targets';
import { agreementOf } from '../../../shared/analysis/times/agreement';
import { type StoreTime, storeTimes } from '../../../shared/analysis/times/store';
import type { HashSolution } from '../../../shared/contract/hash-solution';
import type { MessageView, TimeView } from '../../../shared/contract/model';
import type { StoreFacts } from '../../../shared/contract/store-facts';
import type { Anatomy, EmbeddedTime } from '../../../shared/email/types';
import { isoTime } from './iso-time';

/** @param solutions the hashed times that were found in this message; `store`: what its mailbox keeps of it */
export function timesView(
  analysis: Analysis,
  solutions: readonly HashSolution[],
  store: StoreFacts | undefined,
): Pick<MessageView, 'times' | 'consensus' | 'hashLocks'> {
  return {
    times: [...timesOf(analysis, solutions), ...storeTimes(store).map(storeTimeView)],
    consensus: consensusView([...analysis.times, ...solutions.flatMap(solvedTime)]),
    hashLocks: unsolved(analysis, solutions),
  };
}

function consensusView(times: readonly EmbeddedTime[]): MessageView['consensus'] {
  const found = consensusOfTimes(times);
  if (found === undefined) {
    return null;
  }
  const { timeMs, spreadMs, clocks, agreeing, notBeforeMs, notAfterMs, outliers } = found;
  const zone = authorZone(times);
  return {
    time: isoTime(timeMs) ?? '',
    spreadSeconds: spreadMs / 1000,
    clocks,
    agreeing,
    notBefore: isoTime(notBeforeMs),
    notAfter: isoTime(notAfterMs),
    outliers: outliers.map((each) => ({
      source: each.source,
      kind: each.kind,
      start: each.span.start,
      end: each.span.end,
      differenceSeconds: (each.timeMs - timeMs) / 1000,
    })),
    authorZone: zone === undefined ? null : zoneInDigits(zone.offsetMinutes),
  };
}

function unsolved({ anatomy }: Analysis, solutions: readonly HashSolution[]): number {
  const solved = new Set(solutions.map(({ hash }) => hash));
  return hashTargets(anatomy).filter(({ hash }) => !solved.has(hash)).length;
}

/** What the bytes say by themselves, and what an examiner found out from them, in the order of the bytes. */
function timesOf({ times, anatomy }: Analysis, solutions: readonly HashSolution[]): TimeView[] {
  return [...times.map(timeView), ...solutions.flatMap((each) => solutionTimes(anatomy, each))].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
}

function timeView({ source, kind, timeMs, clock, whose, bound, precisionSeconds, span }: EmbeddedTime): TimeView {
  const { start, end } = span;
  const agreement = agreementOf(kind);
  return {
    source,
    kind,
    time: isoTime(timeMs) ?? '',
    clock,
    whose,
    bound,
    precisionSeconds,
    agreement,
    preimage: null,
    start,
    end,
  };
}

/** What the mailbox says stands nowhere in the message: it has no bytes to show. */
function storeTimeView({ kind, timeMs, precisionSeconds, bound }: StoreTime): TimeView {
  const facts = { source: 'mailbox', clock: 'utc', whose: 'mailbox', agreement: null, preimage: null } as const;
  return { ...facts, kind, time: isoTime(timeMs) ?? '', bound, precisionSeconds, start: 0, end: 0 };
}

/** A solved id is one more clock, read once. */
function solvedTime({ source, kind, time, precisionSeconds, spans }: HashSolution): readonly EmbeddedTime[] {
  const [span] = spans;
  const facts = { source, kind, precisionSeconds, clock: 'utc', whose: 'service', bound: 'equality' } as const;
  return span === undefined ? [] : [{ ...facts, span, timeMs: Date.parse(time) }];
}

/** The digits may stand at several places; each is a place of the same time. */
function solutionTimes(
  anatomy: Anatomy,
  { kind, time, precisionSeconds, preimage, spans }: HashSolution,
): readonly TimeView[] {
  const facts = { kind, time, clock: 'utc', whose: 'service', bound: 'equality', precisionSeconds } as const;
  const sourceAt = (start: number): string =>
    anatomy.messageIdSpan !== undefined && start >= anatomy.messageIdSpan.start && start < anatomy.messageIdSpan.end
      ? 'message-id'
      : 'mime-boundary';
  return spans.map(({ start, end }) => ({
    source: sourceAt(start),
    ...facts,
    agreement: agreementOf(kind),
    preimage,
    start,
    end,
  }));
}
