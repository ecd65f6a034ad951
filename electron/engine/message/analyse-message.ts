import { collectTraits } from '../../../shared/analysis/across/collect-traits';
import { traitValue } from '../../../shared/analysis/across/trait';
import { analyse } from '../../../shared/analysis/analyse';
import type { Analysis } from '../../../shared/analysis/analysis';
import { type CaseContext, NO_CONTEXT } from '../../../shared/analysis/case-context';
import { hopDelays } from '../../../shared/analysis/route-clocks';
import { readAnatomy, readHeader } from '../../../shared/email/anatomy';
import { readExtras } from '../../../shared/email/extra-readings';
import { createIssueList } from '../../../shared/email/issues';
import { attachmentParts } from '../../../shared/email/leaf-parts';
import { readMailboxes } from '../../../shared/email/mailboxes';
import { readMessageIds } from '../../../shared/email/message-id';
import { readRoute } from '../../../shared/email/route';
import type { Anatomy, HeaderField, Hop } from '../../../shared/email/types';
import { readWrittenDate } from '../../../shared/email/written-date';
import { headerWords } from '../../../shared/search/header-words';
import { searchableText } from '../../../shared/search/searchable-text';
import { emptyLine } from '../ingest/readers/mbox-lines';
import { addressLine, mailboxText } from './address-line';
import type { AnalysedMessage, HeaderFacts, MessagePlace } from './analysed-message';
import { LIMITS, TRUNCATED_SENTENCE } from './limits';
import { eachPlace, readPlace } from './read-place';
import { comparableWords } from './read-traits';
import { bodyWords } from './search-text';

/** Everything that the catalogue holds of one message, from its bytes in the vault. */
export function analyseMessage(place: MessagePlace, context: CaseContext = NO_CONTEXT): AnalysedMessage {
  return analyseBytes(readPlace(place, LIMITS.messageBytes), place, context);
}

/** The same of each message. */
export function analysePlaces(
  places: readonly MessagePlace[],
  context: CaseContext = NO_CONTEXT,
): readonly AnalysedMessage[] {
  const rows: AnalysedMessage[] = [];
  eachPlace(places, LIMITS.messageBytes, (bytes, place) => rows.push(analyseBytes(bytes, place, context)));
  return rows;
}

/** What the list shows of each message, from its header alone. */
export function readHeaders(places: readonly MessagePlace[]): readonly HeaderFacts[] {
  const rows: HeaderFacts[] = [];
  eachPlace(places, LIMITS.listHeaderBytes, (bytes) => rows.push(headerFactsOf(headerOnly(bytes))));
  return rows;
}

/** The same of one header. */
export function headerFactsOf(bytes: Uint8Array): HeaderFacts {
  const { fields } = readHeader(bytes);
  const { note } = createIssueList();
  const mailboxes = (key: string) =>
    fields.filter((field) => field.key === key).flatMap((field) => readMailboxes(field, note));
  const date = fields.find(({ key }) => key === 'date');
  const received = fields.find(({ key }) => key === 'received');
  const messageId = fields.find(({ key }) => key === 'message-id');
  const named = { fields, from: mailboxes('from'), to: mailboxes('to'), cc: [], replyTo: [] };
  return {
    dateMs: date === undefined ? null : (readWrittenDate(date.body, date.bodySpan.start)?.instantMs ?? null),
    receivedMs: received === undefined ? null : stampOf(received),
    from: cut(addressLine(named, 'from')),
    to: cut(addressLine(named, 'to')),
    subject: cut(fields.find(({ key }) => key === 'subject')?.text ?? ''),
    messageId: cut(messageId === undefined ? '' : (readMessageIds(messageId)[0]?.id ?? '')),
  };
}

/** What stands after the last semicolon (RFC 5321 section 4.4); the whole reading of the field follows with the rest. */
function stampOf({ body, bodySpan }: HeaderField): number | null {
  const at = body.lastIndexOf(';') + 1;
  return at === 0 ? null : (readWrittenDate(body.slice(at), bodySpan.start + at)?.instantMs ?? null);
}

function analyseBytes(bytes: Uint8Array, place: MessagePlace, context: CaseContext): AnalysedMessage {
  const isWhole = bytes.length === place.length;
  const analysis = analyse(bytes, { ...context, trustedHops: place.trustedHops ?? null, store: place.store });
  const { readings } = readExtras(bytes, analysis.anatomy);
  const hiddenFiles = readings.filter(({ kind }) => kind === 'file').length;
  const body = bodyWords(bytes, analysis.anatomy, readings, LIMITS.searchText);
  const words = isWhole ? comparableWords(Buffer.from(body.text, 'utf8')) : null;
  return {
    ...headerFacts(analysis.anatomy, analysis.route),
    attachments: attachmentParts(analysis.anatomy.structure).length + hiddenFiles,
    findings: isWhole ? analysis.findings : headerFindings(analysis).findings,
    delays: hopDelays(analysis.route, analysis.boundary.proposed),
    senders: sendersOf(analysis.anatomy),
    traits: collectTraits({ bytes, ...analysis, words }).map(traitValue),
    search: { ...headerSearch(analysis.anatomy, analysis.route), body: Buffer.from(body.indexed, 'utf8') },
    problem: isWhole ? null : TRUNCATED_SENTENCE,
  };
}

/** The header alone: for a message whose body could not be read within its limits. */
export function readHeaderFacts(place: MessagePlace): AnalysedMessage {
  const bytes = readPlace(place, LIMITS.headerBytes);
  const anatomy = readAnatomy(headerOnly(bytes));
  const route = readRoute(anatomy);
  const search = { ...headerSearch(anatomy, route), body: new Uint8Array() };
  const traits = collectTraits({ bytes, anatomy, route, times: [], words: null }).map(traitValue);
  const found = { attachments: 0, findings: [], delays: [], senders: sendersOf(anatomy), traits };
  return { ...headerFacts(anatomy, route), ...found, search, problem: null };
}

function headerFacts(anatomy: Anatomy, route: readonly Hop[]): HeaderFacts {
  return {
    dateMs: anatomy.date?.instantMs ?? null,
    receivedMs: route[0]?.date?.instantMs ?? null,
    from: cut(addressLine(anatomy, 'from')),
    to: cut(addressLine(anatomy, 'to')),
    subject: cut(anatomy.subject),
    messageId: cut(anatomy.messageId),
  };
}

function headerSearch(anatomy: Anatomy, route: readonly Hop[]): Omit<AnalysedMessage['search'], 'body'> {
  const recipients = [...anatomy.to, ...anatomy.cc, ...anatomy.bcc].map(mailboxText);
  const senders = [...anatomy.from, ...anatomy.sender, ...anatomy.replyTo].map(mailboxText);
  const hops = route.flatMap((hop) => [hop.from, hop.helo, hop.reverseName, hop.ip, hop.by, hop.id, hop.recipient]);
  const trace = [...hops, anatomy.messageId, anatomy.returnPath?.address ?? '', ...originatingAddresses(anatomy)];
  return {
    from: forIndex([addressLine(anatomy, 'from'), ...senders].join(' ')),
    to: forIndex([addressLine(anatomy, 'to'), ...recipients].join(' ')),
    header: Buffer.from(headerWords(anatomy.fields, LIMITS.headerText), 'utf8'),
    trace: forIndex([...new Set(trace)].join(' ')),
  };
}

function sendersOf({ from }: Anatomy): readonly string[] {
  const addresses = from.slice(0, LIMITS.senders).map(({ address }) => cut(address.toLowerCase()));
  return [...new Set(addresses)].filter((address) => address !== '');
}

function originatingAddresses({ fields }: Anatomy): readonly string[] {
  return fields.filter(({ key }) => key === 'x-originating-ip' || key === 'x-sender-ip').map(({ text }) => text);
}

/** A structure that was cut off looks broken: of a truncated message only findings in the header are kept. */
export function headerFindings(analysis: Analysis): Analysis {
  const { bodyStart } = analysis.anatomy;
  const findings = analysis.findings.filter(({ spans }) => spans.every(({ end }) => end <= bodyStart));
  return { ...analysis, findings };
}

/** The header section alone, so that no search for a part goes through the body. */
export function headerOnly(bytes: Uint8Array): Uint8Array {
  const end = emptyLine(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return end === -1 ? bytes : bytes.subarray(0, end + 1);
}

function cut(text: string): string {
  return text.length <= LIMITS.columnText ? text : `${text.slice(0, LIMITS.columnText)}…`;
}

function forIndex(text: string): string {
  return searchableText(text.slice(0, LIMITS.searchText), LIMITS.searchText);
}
