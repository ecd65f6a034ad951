/** One message as the window and the command line show it: what the bytes say, and what the examiner said about it. */

import type { Analysis } from '../../../shared/analysis/analysis';
import { authorZone, zoneInDigits } from '../../../shared/analysis/author-zone';
import type { CaseContext } from '../../../shared/analysis/case-context';
import { consensusOfTimes } from '../../../shared/analysis/consensus';
import { hashTargets } from '../../../shared/analysis/hash-lock/targets';
import { clockBehind } from '../../../shared/analysis/route-clocks';
import { agreementOf } from '../../../shared/analysis/times/agreement';
import type { HashSolution } from '../../../shared/contract/hash-solution';
import type {
  AttachmentView,
  BoundaryView,
  HopView,
  IndicatorView,
  MessageView,
  TimeView,
} from '../../../shared/contract/model';
import type { Anatomy, EmbeddedTime, Hop, WrittenDate } from '../../../shared/email/types';
import type { IpTable } from '../../../shared/ip-table/read-ip-table';
import type { CaseView } from '../case/case-view';
import { boundaryMoveOf } from '../case/examination';
import { annotationsOf, exhibitLabel, solutionsOf } from '../case/selectors';
import type { MessageRange } from '../catalogue/catalogue';
import { addressLine, mailboxText } from './address-line';
import { findingView } from './finding-view';
import type { MessageReading } from './read-message';

/** What is looked up for a message beside its own bytes. */
export interface ViewSources {
  readonly context: CaseContext;
  readonly ipTable: IpTable | undefined;
}

export function messageView(
  view: CaseView,
  ref: string,
  range: MessageRange,
  reading: MessageReading,
  sources: ViewSources,
): MessageView {
  const { analysis, authentication, attachments, problem } = reading;
  const { source, origin, parent, rebuilt, sha256, contentSha256, object, offset, length } = range;
  return {
    ref,
    source,
    origin,
    parent,
    rebuilt,
    sha256,
    contentSha256,
    object,
    offset,
    length,
    ...headerOf(analysis),
    route: analysis.route.map((hop) => hopView(hop, sources)),
    boundary: boundaryView(view, ref, analysis),
    times: timesOf(analysis, solutionsOf(view, ref)),
    consensus: consensusView([...analysis.times, ...solutionsOf(view, ref).flatMap(solvedTime)]),
    hashLocks: unsolved(analysis, solutionsOf(view, ref)),
    authentication,
    attachments: [...attachments],
    indicators: [...reading.indicators, ...attachments.map(fileIndicator)],
    findings: analysis.findings.map((finding) => findingView(view, ref, finding)),
    annotations: [...annotationsOf(view, ref)],
    exhibit: exhibitLabel(view, ref),
    bodyProblem: problem,
  };
}

function headerOf({ anatomy }: Analysis) {
  const { fields, bodyStart, date, returnPath, messageId, subject } = anatomy;
  return {
    headers: fields.map(({ name, span }) => ({ name, start: span.start, end: span.end })),
    bodyStart,
    from: addressLine(anatomy, 'from'),
    to: addressLine(anatomy, 'to'),
    cc: addressLine(anatomy, 'cc'),
    replyTo: addressLine(anatomy, 'replyTo'),
    returnPath: returnPath === undefined ? '' : mailboxText(returnPath),
    date: isoTime(date?.instantMs),
    dateAsWritten: fields.find(({ key }) => key === 'date')?.text ?? '',
    messageId,
    subject,
  };
}

function boundaryView(view: CaseView, ref: string, { boundary }: Analysis): BoundaryView {
  const { trustedHops, proposed, confirmedBy } = boundary;
  const move = boundaryMoveOf(view, ref);
  const moved = move === undefined ? null : { by: move.by, at: move.at, entry: move.entry, reason: move.reason };
  return { trustedHops, proposed, confirmedBy: [...confirmedBy], moved };
}

function hopView(hop: Hop, { context, ipTable }: ViewSources): HopView {
  const { from, helo, reverseName, ip, by, protocol, id, date, delaySeconds, trusted, span } = hop;
  const { recipient, envelopeFrom, account, localUser, tls } = hop;
  const registered = ipTable?.lookUp(ip);
  const clock = clockBehind(context.clocks, hop);
  return {
    from,
    helo,
    reverseName,
    ip,
    by,
    protocol,
    id,
    recipient,
    envelopeFrom,
    account,
    localUser,
    tls: tls === undefined ? null : { version: tls.version, cipher: tls.cipher },
    registered: registered === undefined ? null : { ...registered, tableDate: ipTable?.date ?? '' },
    clock: clock === undefined ? null : { offsetSeconds: clock.offsetSeconds, otherMessages: clock.messages - 1 },
    time: isoTime(date?.instantMs),
    timeAsWritten: writtenTime(date),
    delaySeconds: delaySeconds ?? null,
    trusted,
    start: span.start,
    end: span.end,
  };
}

/** The wall clock of the hop with the zone as it wrote it, so that nobody has to add hours in the head. */
function writtenTime(date: WrittenDate | undefined): string {
  if (date?.instantMs === undefined) {
    return '';
  }
  const local = isoTime(date.instantMs + (date.offsetMinutes ?? 0) * 60_000);
  return local === null ? '' : `${local.slice(0, 19).replace('T', ' ')} ${date.zoneText}`.trim();
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

/** Null for none, and for an instant that no calendar has. */
function isoTime(timeMs: number | undefined): string | null {
  const time = new Date(timeMs ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function fileIndicator({ sha256, name }: AttachmentView): IndicatorView {
  return { kind: 'file', value: sha256, defanged: sha256, where: `attachment ${name}`.trim() };
}
