/** Words of an exhibit's own section. */
import type { AuthenticationView } from '../contract/authentication';
import { grouped } from './packet-numbers';

export const exhibitWords = {
  title: (label: string) => `Exhibit ${label}`,
  statesFrom: 'States to be from',
  to: 'To',
  cc: 'Cc',
  replyTo: 'Reply-To',
  returnPath: 'Return-Path',
  subject: 'Subject',
  dateWritten: 'Date as written',
  dateRead: 'Date in UTC',
  messageId: 'Message-ID',
  sourceTitle: 'Source',
  exhibitFile: 'File in this packet',
  bates: 'Bates number',
  copy: 'Redacted copy',
  redactedCopy: (entry: number) =>
    `Rewritten without the persons of the redaction log. The original was chosen in journal entry ${entry} and is not in this packet.`,
  copyBytes: 'Bytes of the copy',
  copySha256: 'SHA-256 of the copy',
  originalBytes: 'Bytes of the original',
  originalSha256: 'SHA-256 of the original',
  evidenceItem: 'Evidence item',
  sourcePath: 'Path in the item',
  bytes: 'Bytes',
  sha256: 'SHA-256',
  contentSha256: 'SHA-256 of content',
  container: 'Container SHA-256',
  place: 'Place in container',
  observationsTitle: 'Observations in short',
  noObservations:
    'The rules recorded nothing about this message. Absence of an observation does not show that a message is genuine.',
  routeTitle: 'Route',
  routeIntroduction:
    'Oldest hop first, as the Received fields record it. Bars show the time between two hops on a logarithmic scale; a bar to the left is a step back in time.',
  noRoute: 'The header has no Received field.',
  headerTitle: 'Header',
  headerIntroduction:
    'The header section as it lies in the exhibit, with line numbers; of very long fields, parts. Numbered marks in the margin and underlines show the bytes that the observations below refer to. Characters that cannot be seen or could mislead are framed.',
  findingsTitle: 'Observations in full',
  contextTitle: 'Context',
  observed: 'Observed',
  moreObserved: (count: number) => `And ${count} more of the same kind.`,
  times: (count: number) => `at ${count} places`,
  meaning: 'What it means',
  errorRate: 'Error rate',
  reference: 'Reference',
  where: 'Where',
  rule: 'Rule',
  assessment: 'Assessment',
  notesTitle: 'Notes',
  tag: 'Examiner’s tag',
  authenticationTitle: 'Authentication',
  timesTitle: 'Further times in the message',
  timesIntroduction:
    'Times that the message holds beside its Date and those of the route, in the order of its bytes. A local clock is a wall clock whose zone the format does not tell. ' +
    '“Agreed” is how often times of this kind lay within ten minutes of the Date, or of the hop that wrote them, in honest mail.',
  attachmentsTitle: 'Attachments',
  unreadBody: 'could not be read; see below',
  noAttachments: 'The message has no attachments that could be read.',
  bodyProblem: (sentence: string) => `Body and attachments: ${sentence}`,
} as const;

/** What a rule's observation means, where it is explained once for many exhibits. */
export const explainedWords = {
  title: 'Observations explained',
  introduction:
    'Each kind of observation that the exhibits hold, in order of its weight: what it means, how it can come about without any deceit, and what would settle it. The exhibits name these numbers.',
  meaning: exhibitWords.meaning,
  innocent: 'Innocent causes',
  settle: 'What would settle it',
  errorRate: exhibitWords.errorRate,
  reference: exhibitWords.reference,
  rule: exhibitWords.rule,
  version: (rule: string, version: number) => `${rule}, version ${version}`,
  seeNumber: (number: number) => `explained under “Observations explained”, number ${number}`,
} as const;

/** Observations of little weight, in one table. */
export const contextColumns = {
  observed: 'Observed',
  where: exhibitWords.where,
  explained: 'Explained',
  number: (number: number) => `number ${number}`,
} as const;

/** The stamp on each page of an exhibit. */
export const exhibitStamp = {
  label: (label: string) => `EXHIBIT ${label}`,
  sheet: (number: number, count: number) => `sheet ${number} of ${count}`,
} as const;

export const timeColumns = {
  source: 'Where, and kind',
  time: 'Time',
  clock: 'Clock',
  agreed: 'Agreed',
  precision: 'Precision',
} as const;
export const attachmentColumns = { name: 'Name', type: 'Type', bytes: 'Bytes', hash: 'SHA-256' } as const;
export const authenticationColumns = { method: 'Method', result: 'Result', detail: 'Recorded by, or reason' } as const;
export const observationColumns = {
  number: 'No.',
  observation: 'Observation',
  weight: 'Weight',
  assessment: 'Examiner',
} as const;

export function placeInContainer(offset: number, length: number): string {
  return `${grouped(length)} bytes from byte ${grouped(offset)}`;
}

export function assessedBy(name: string, at: string, entry: number): string {
  return `${name}, ${at}, journal entry ${entry}`;
}

export function authenticationSource(authserv: string, trusted: boolean): string {
  return `${authserv === '' ? 'an unnamed host' : authserv} (${trusted ? 'above the proposed trust boundary' : 'claimed, not verified'})`;
}

export function dkimDetail(domain: string, selector: string, bodyHash: string, reason: string): string {
  const body =
    bodyHash === 'match'
      ? 'body hash matches'
      : bodyHash === 'mismatch'
        ? 'body hash does not match'
        : 'body hash not determined';
  return `d=${domain}, s=${selector}; ${body}${reason === '' ? '' : `; ${reason}`}`;
}

/** Whose signature by the author it is, and what was checked of it. */
export function signerDetail(view: AuthenticationView['signers'][number]): string {
  const { signer, addresses, issuer, chain, key } = view;
  const named = [signer, ...addresses, issuer === '' ? '' : `issued by ${issuer}`].filter((part) => part !== '');
  const reason = [view.reason, chain?.reason ?? '', key?.reason ?? ''].filter((part) => part !== '').join(' ');
  return named.length === 0 ? reason : `${named.join(', ')}; ${reason}`;
}

export function precisionWords(seconds: number): string {
  return seconds === 0 ? 'exact' : seconds < 1 ? `${seconds * 1000} ms` : `${grouped(seconds)} s`;
}

export const hopWords = {
  recordedBy: (host: string) => (host === '' ? 'recorded by an unnamed host' : `recorded by ${host}`),
  from: (host: string) => (host === '' ? 'from an unnamed host' : `from ${host}`),
  helo: (name: string) => `named itself ${name}`,
  ip: (address: string) => `[${address}]`,
  protocol: (name: string) => `with ${name}`,
  id: (id: string) => `id ${id}`,
  tls: (version: string, cipher: string) => `encrypted: ${[version, cipher].filter((part) => part !== '').join(', ')}`,
  account: (name: string) => `handed in by the account ${name}`,
  localUser: (name: string) => `handed in by the user ${name} of that computer`,
  registered: (country: string, network: string, asn: string, date: string) =>
    `address registered in ${country === '' ? 'a country that the table does not give' : country}${network === '' ? '' : `, announced by ${network} (${asn})`}; table of ${date}`,
  clock: (behind: string, messages: number) =>
    `in ${messages} other ${messages === 1 ? 'message' : 'messages'} of the case this clock was about ${behind} behind`,
  boundary: (trusted: number, hops: number) =>
    trusted === 0
      ? `None of the ${hops} hops is taken as recorded by the receiving side.`
      : `The ${trusted === 1 ? 'last hop is' : `last ${trusted} hops are`} taken as recorded by the receiving side; what stands before can have been written by the sender.`,
  proposed: (fields: string) =>
    fields === ''
      ? 'This is a proposal from the order of the lines.'
      : `This is a proposal from the order of the lines; these fields agree: ${fields}.`,
  moved: (by: string, at: string, entry: number) =>
    `The examiner set this boundary: ${by}, ${at}, journal entry ${entry}.`,
  back: 'back in time',
  noTime: 'no time that could be read',
  more: (count: number) => `${grouped(count)} further hops are not drawn; the header below holds all of them.`,
} as const;
