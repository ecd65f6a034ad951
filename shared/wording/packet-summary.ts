/** Words of the cover, the bottom line and the list of exhibits. */
import { counted } from './packet-numbers';

export const cover = {
  caseNumber: 'Case number',
  packet: 'Packet',
  recipient: 'For',
  date: 'Made',
  examiner: 'Examiner',
  organisation: 'Organisation',
  exhibits: 'Exhibits',
  tool: 'Made with',
  fingerprintTitle: 'Key fingerprint of the examiner (SHA-256). Compare it by telephone before relying on this packet.',
  note: 'This report relates only to the items examined. It may be copied only in full. Times of this report are those of the computer that made it; that clock was not verified.',
  noNumber: 'none assigned',
} as const;

export const summary = {
  title: 'Bottom line',
  observationsTitle: 'Strongest observations',
  noObservations:
    'The rules recorded no contradiction and nothing rare or uncommon in these exhibits. Absence of an observation does not show that a message is genuine.',
  notClaimedTitle: 'What this report does not claim',
  notClaimed: [
    'The report does not attribute any message to a person, an organisation or a state. An address in a message is what the message states, not who sent it.',
    'A hash shows that an exhibit was unchanged since it was received. It does not show that the message is genuine or that its header is true.',
    'Each observation can have innocent causes. They are named beside it, with the measured error rate where one is known.',
    'The boundary between recorded and claimed parts of a header is a proposal of the program. The examiner is asked to confirm it.',
  ],
  columns: { observation: 'Observation', weight: 'Weight', exhibits: 'Exhibits', assessed: 'Examiner' },
} as const;

export function scopeSentence(exhibits: number, items: number): string {
  return `This packet contains ${counted(exhibits, 'message', 'messages')}, chosen as ${exhibits === 1 ? 'an exhibit' : 'exhibits'} from ${counted(items, 'evidence item', 'evidence items')}.`;
}

export function receivedSentence(first: string, last: string): string {
  return first === last
    ? `The evidence was received on ${first}.`
    : `The evidence was received between ${first} and ${last}.`;
}

export function observationSentence(total: number, contradictions: number, rare: number, uncommon: number): string {
  if (total === 0) {
    return 'The rules recorded no observations.';
  }
  return `The rules recorded ${counted(total, 'observation', 'observations')}: ${counted(contradictions, 'contradiction', 'contradictions')}, ${rare} rare and ${uncommon} uncommon in honest mail; the rest are common in honest mail or give context.`;
}

export function assessmentSentence(confirmed: number, innocent: number, undecided: number, open: number): string {
  return `The examiner confirmed ${confirmed}, considered ${innocent} innocent and left ${undecided} undecided; ${open === 0 ? 'none remained' : `${open} ${open === 1 ? 'was' : 'were'}`} ${open === 0 ? 'without an assessment' : 'not assessed'}.`;
}

export function inExhibits(count: number, total: number, labels: readonly string[]): string {
  const shown = labels.slice(0, 8).join(', ');
  return `${count} of ${total} (${shown}${labels.length > 8 ? ' \u2026' : ''})`;
}

export const exhibitList = {
  title: 'Exhibits',
  introduction:
    'Each exhibit is one message, byte for byte as it lies in its evidence item. The SHA-256 is that of the exhibit\u2019s file in this packet.',
  redacted:
    'Each exhibit is a redacted copy of one message, rewritten without the persons of the redaction log. The SHA-256 is that of the copy in this packet; that of the original is given with the exhibit.',
  columns: {
    label: 'Exhibit',
    from: 'States to be from',
    date: 'Date as written',
    bytes: 'Bytes',
    hash: 'SHA-256',
    item: 'Source',
  },
  evidenceTitle: 'Evidence items',
  evidenceColumns: { number: 'Item', name: 'Name', received: 'Received', bytes: 'Bytes', hash: 'SHA-256' },
  receivedFrom: (name: string) => `from ${name}`,
} as const;
