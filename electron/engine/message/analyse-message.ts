import { analyse } from '../../../shared/analysis/analyse';
import type { Analysis } from '../../../shared/analysis/analysis';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readExtras } from '../../../shared/email/extra-readings';
import { readRoute } from '../../../shared/email/route';
import type { Anatomy, Hop } from '../../../shared/email/types';
import { addressLine, mailboxText } from './address-line';
import type { AnalysedMessage, MessagePlace } from './analysed-message';
import { LIMITS, TRUNCATED_SENTENCE } from './limits';
import { attachmentParts } from './parts';
import { readPlace } from './read-place';
import { bodyText } from './search-text';

/** Everything that the catalogue holds of one message, from its bytes in the vault. */
export function analyseMessage(place: MessagePlace): AnalysedMessage {
  const bytes = readPlace(place, LIMITS.messageBytes);
  const isWhole = bytes.length === place.length;
  const analysis = analyse(bytes);
  const { readings } = readExtras(bytes, analysis.anatomy);
  const hiddenFiles = readings.filter(({ kind }) => kind === 'file').length;
  return {
    ...headerFacts(analysis.anatomy, analysis.route),
    attachments: attachmentParts(analysis.anatomy.structure).length + hiddenFiles,
    findings: isWhole ? analysis.findings : headerFindings(analysis).findings,
    search: {
      ...headerSearch(analysis.anatomy, analysis.route),
      body: forIndex(bodyText(bytes, analysis.anatomy, readings, LIMITS.searchText)),
    },
    problem: isWhole ? null : TRUNCATED_SENTENCE,
  };
}

/** The header alone: for a message whose body could not be read within its limits. */
export function readHeaderFacts(place: MessagePlace): AnalysedMessage {
  const bytes = readPlace(place, LIMITS.headerBytes);
  const anatomy = readAnatomy(headerOnly(bytes));
  const route = readRoute(anatomy);
  const search = { ...headerSearch(anatomy, route), body: '' };
  return { ...headerFacts(anatomy, route), attachments: 0, findings: [], search, problem: null };
}

type HeaderFacts = Pick<AnalysedMessage, 'dateMs' | 'receivedMs' | 'from' | 'to' | 'subject'>;

function headerFacts(anatomy: Anatomy, route: readonly Hop[]): HeaderFacts {
  return {
    dateMs: anatomy.date?.instantMs ?? null,
    receivedMs: route[0]?.date?.instantMs ?? null,
    from: cut(addressLine(anatomy, 'from')),
    to: cut(addressLine(anatomy, 'to')),
    subject: cut(anatomy.subject),
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
    trace: forIndex([...new Set(trace)].join(' ')),
  };
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

function headerOnly(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends = [text.indexOf('\n\n'), text.indexOf('\n\r\n')].filter((at) => at !== -1);
  return ends.length === 0 ? bytes : bytes.subarray(0, Math.min(...ends) + 1);
}

function cut(text: string): string {
  return text.length <= LIMITS.columnText ? text : `${text.slice(0, LIMITS.columnText)}…`;
}

function forIndex(text: string): string {
  return text.slice(0, LIMITS.searchText);
}
