/** One message as the window and the command line show it: what the bytes say, and what the examiner said about it. */

import type { Analysis } from '../../../shared/analysis/analysis';
import type { CaseContext } from '../../../shared/analysis/case-context';
import { clockBehind } from '../../../shared/analysis/route-clocks';
import type { AttachmentView, BoundaryView, HopView, IndicatorView, MessageView } from '../../../shared/contract/model';
import type { Hop, WrittenDate } from '../../../shared/email/types';
import type { IpTable } from '../../../shared/ip-table/read-ip-table';
import type { CaseView } from '../case/case-view';
import { boundaryMoveOf } from '../case/examination';
import { annotationsOf, copiesOf, exhibitLabel, solutionsOf } from '../case/selectors';
import { ownTagsOf } from '../case/tags';
import type { MessageRange } from '../catalogue/message-range';
import { addressLine, mailboxText } from './address-line';
import { findingView } from './finding-view';
import { isoTime } from './iso-time';
import type { MessageReading } from './read-message';
import { timesView } from './times-view';

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
    ...timesView(analysis, solutionsOf(view, ref), range.store),
    authentication,
    attachments: [...attachments],
    indicators: [...reading.indicators, ...attachments.map(fileIndicator)],
    findings: analysis.findings.map((finding) => findingView(view, ref, finding)),
    annotations: [...annotationsOf(view, ref)],
    tags: [...ownTagsOf(view, ref)],
    copies: copiesOf(view, ref),
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

function fileIndicator({ sha256, name }: AttachmentView): IndicatorView {
  return { kind: 'file', value: sha256, defanged: sha256, where: `attachment ${name}`.trim() };
}
