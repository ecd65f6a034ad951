/** One message as the window and the command line show it: what the bytes say, and what the examiner said about it. */
import type { Analysis } from '../../../shared/analysis/analysis';
import type { AttachmentView, HopView, IndicatorView, MessageView, TimeView } from '../../../shared/contract/model';
import type { EmbeddedTime, Hop, WrittenDate } from '../../../shared/email/types';
import type { CaseView } from '../case/case-view';
import { annotationsOf, exhibitLabel } from '../case/selectors';
import type { MessageRange } from '../catalogue/catalogue';
import { addressLine, mailboxText } from './address-line';
import { findingView } from './finding-view';
import type { MessageReading } from './read-message';

export function messageView(view: CaseView, ref: string, range: MessageRange, reading: MessageReading): MessageView {
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
    route: analysis.route.map(hopView),
    times: analysis.times.map(timeView),
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

function hopView(hop: Hop): HopView {
  const { from, helo, reverseName, ip, by, protocol, id, date, delaySeconds, trusted, span } = hop;
  return {
    from,
    helo,
    reverseName,
    ip,
    by,
    protocol,
    id,
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

function timeView({ source, kind, timeMs, clock, precisionSeconds, span }: EmbeddedTime): TimeView {
  return { source, kind, time: isoTime(timeMs) ?? '', clock, precisionSeconds, start: span.start, end: span.end };
}

/** Null for none, and for an instant that no calendar has. */
function isoTime(timeMs: number | undefined): string | null {
  const time = new Date(timeMs ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function fileIndicator({ sha256, name }: AttachmentView): IndicatorView {
  return { kind: 'file', value: sha256, defanged: sha256, where: `attachment ${name}`.trim() };
}
