/** The custody journal's acts in plain sentences: for the ledger, the status line, the packet. */
import type { JournalAct, JournalSubject } from '../packet-format/journal-line';

type Sentence = (subject: JournalSubject) => string;

const text = (subject: JournalSubject, key: string): string => {
  const value = subject[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const count = (number: string, one: string, many: string): string => `${number} ${number === '1' ? one : many}`;

const labels = (subject: JournalSubject): string => {
  const list = subject['exhibits'];
  if (!Array.isArray(list)) {
    return '';
  }
  const shown = list.slice(0, 6).map((item: unknown) => (isLabelled(item) ? `${item.label} (${item.ref})` : ''));
  return `${shown.join(', ')}${list.length > 6 ? ` and ${list.length - 6} more` : ''}`;
};

function isLabelled(item: unknown): item is { readonly label: string; readonly ref: string } {
  return typeof item === 'object' && item !== null && 'label' in item && 'ref' in item;
}

const NOTICES: Readonly<Record<string, string>> = {
  enrolment: 'A certificate was put into use for',
  passphrase: 'The passphrase was changed of',
  loss: 'The loss was recorded of',
  revocation: 'The certificate was revoked of',
};

const SENTENCES: Readonly<Record<JournalAct, Sentence>> = {
  'case.create': () => 'The case was created.',
  'key.enrol': (s) => `The key ${text(s, 'key').slice(0, 16)}… was enrolled for this case.`,
  'evidence.begin': (s) => `Receiving of ${text(s, 'number')} began.`,
  'evidence.receive': (s) =>
    `${text(s, 'number')} was received: ${count(text(s, 'messages') || '0', 'message', 'messages')}, SHA-256 ${text(s, 'sha256').slice(0, 16)}…`,
  'evidence.abandon': (s) =>
    `Receiving of ${text(s, 'number')} was not finished; what had been copied is kept and listed.`,
  'finding.assess': (s) => `The finding ${text(s, 'rule')} in ${text(s, 'ref')} was assessed.`,
  'message.annotate': (s) => `A note was written on ${text(s, 'ref')}.`,
  'time.solve': (s) => `A time that had been hashed into an id of ${text(s, 'ref')} was found.`,
  'boundary.move': (s) => `The trust boundary of ${text(s, 'ref')} was set.`,
  'protection.change': () => 'The list of names, domains and addresses to protect was changed.',
  'redaction.change': () => 'The list of persons whom a redacted packet does not name was changed.',
  'exhibit.add': (s) => `Chosen as exhibit: ${labels(s)}.`,
  'exhibit.remove': (s) => `No longer an exhibit: ${labels(s)}.`,
  'custody.hand-over': () => 'Custody was handed over.',
  'custody.timestamp': (s) =>
    `A time stamp was taken in: an authority states that the first ${count(text(s, 'size'), 'entry', 'entries')} existed at ${text(s, 'time')}.`,
  'identity.notice': (s) =>
    `${NOTICES[text(s, 'about')] ?? 'A notice was recorded for'} the key ${text(s, 'key').slice(0, 16)}….`,
  'packet.export': (s) =>
    `Packet ${text(s, 'packetId')} was built and signed, manifest SHA-256 ${text(s, 'manifestSha256').slice(0, 16)}…`,
  'case.verify': (s) => `The case was verified: ${text(s, 'result') || 'result recorded'}.`,
  'clock.jump': () => "This computer's clock was changed since the entry before.",
  'journal.repair': () =>
    'What an interrupted session left was recorded: a line that was cut off, or files that no entry named.',
};

/** The act in one sentence; an act of a later version is named as it stands. */
export function actSentence(act: string, subject: JournalSubject): string {
  return Object.hasOwn(SENTENCES, act) ? SENTENCES[act as JournalAct](subject) : `Act ${act}.`;
}
