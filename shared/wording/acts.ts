/** The custody journal's acts in plain sentences: for the ledger, the status line, the packet. */
import { isBriefingSection } from '../briefing/content';
import type { JournalAct, JournalSubject } from '../packet-format/journal-line';
import { sectionNames } from './briefing';
import { guardName } from './case-rules';
import { undoWords } from './undo';

type Sentence = (subject: JournalSubject) => string;

const text = (subject: JournalSubject, key: string): string => {
  const value = subject[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const count = (number: string, one: string, many: string): string => `${number} ${number === '1' ? one : many}`;

const list = (subject: JournalSubject, key: string, name: (item: string) => string = (item) => item): string => {
  const items = subject[key];
  return Array.isArray(items)
    ? items
        .filter((item) => typeof item === 'string')
        .map(name)
        .join(', ')
    : '';
};

const size = (subject: JournalSubject, key: string): number => {
  const items = subject[key];
  return Array.isArray(items) ? items.length : 0;
};

const labels = (subject: JournalSubject): string => {
  const list = subject['exhibits'];
  if (!Array.isArray(list)) {
    return '';
  }
  const shown = list.slice(0, 6).map((item: unknown) => (isLabelled(item) ? `${item.label} (${item.ref})` : ''));
  return `${shown.join(', ')}${list.length > 6 ? ` and ${list.length - 6} more` : ''}`;
};

/** The messages of an act on many: the first few by number, then how many more. */
function onMessages(subject: JournalSubject): string {
  const targets = subject['targets'];
  const refs = Array.isArray(targets) ? targets.flatMap((one: unknown) => (hasRef(one) ? [String(one.ref)] : [])) : [];
  const rest = refs.length - SHOWN;
  return rest > 1 ? `${refs.slice(0, SHOWN).join(', ')} and ${rest} more messages` : refs.join(', ');
}

const SHOWN = 4;

function hasRef(item: unknown): item is { readonly ref: unknown } {
  return typeof item === 'object' && item !== null && 'ref' in item;
}

function isLabelled(item: unknown): item is { readonly label: string; readonly ref: string } {
  return typeof item === 'object' && item !== null && 'label' in item && 'ref' in item;
}

/** A section of a later version is named as it stands. */
function sectionName(section: string): string {
  return isBriefingSection(section) ? sectionNames[section] : section;
}
const DISPOSALS: Readonly<Record<string, string>> = {
  returned: 'returned to the owner',
  transferred: 'passed on permanently',
  destroyed: 'destroyed',
  kept: 'kept permanently',
};

const PROPOSALS: Readonly<Record<string, string>> = {
  'packet.export': 'A packet',
  'role.assign': 'A role',
  'policy.set': 'A change of what needs two people',
};

const NOTICES: Readonly<Record<string, string>> = {
  enrolment: 'A certificate was put into use for',
  passphrase: 'The passphrase was changed for',
  loss: 'A loss was recorded for',
  revocation: 'The certificate was revoked for',
};

const SENTENCES: Readonly<Record<JournalAct, Sentence>> = {
  'case.create': () => 'The case was created.',
  'key.enrol': (s) => `The key ${text(s, 'key').slice(0, 16)}… was enrolled for this case.`,
  'evidence.begin': (s) => `Receipt of ${text(s, 'number')} began.`,
  'evidence.receive': (s) =>
    `${text(s, 'number')} was received: ${count(text(s, 'messages') || '0', 'message', 'messages')}, SHA-256 ${text(s, 'sha256').slice(0, 16)}…`,
  'evidence.abandon': (s) =>
    `Receipt of ${text(s, 'number')} was not finished; what had been copied is kept and listed.`,
  'finding.assess': (s) => `The finding ${text(s, 'rule')} in ${text(s, 'ref')} was assessed.`,
  'finding.assess-many': (s) => `The finding ${text(s, 'rule')} in ${onMessages(s)} was assessed.`,
  'message.annotate': (s) => `A note was written on ${text(s, 'ref')}.`,
  'message.annotate-many': (s) => `A note was written on ${onMessages(s)}.`,
  'tag.add': (s) => `A tag was put on ${onMessages(s)}.`,
  'tag.remove': (s) => `A tag was taken off ${onMessages(s)}.`,
  'time.solve': (s) => `The time behind a hashed id of ${text(s, 'ref')} was found.`,
  'boundary.move': (s) => `The trust boundary of ${text(s, 'ref')} was set.`,
  'protection.change': () => 'The list of names, domains and addresses to protect was changed.',
  'redaction.change': () => 'The list of persons whom a redacted packet does not name was changed.',
  'search.save': (s) => `A search was saved (${text(s, 'search').slice(0, 8)}).`,
  'search.remove': (s) => `A saved search was removed (${text(s, 'search').slice(0, 8)}).`,
  'exhibit.add': (s) => `Chosen as exhibit: ${labels(s)}.`,
  'exhibit.remove': (s) => `No longer an exhibit: ${labels(s)}.`,
  'briefing.write': (s) => `The report’s section “${sectionName(text(s, 'section'))}” was written.`,
  'act.undo': (s) =>
    text(s, 'entry') === text(s, 'first')
      ? `Entry ${text(s, 'first')} was undone: ${undoneAct(s)}.`
      : `Entry ${text(s, 'first')}, done again in entry ${text(s, 'entry')}, was undone: ${undoneAct(s)}.`,
  'act.redo': (s) => `Entry ${text(s, 'first')}, undone in entry ${text(s, 'entry')}, was done again: ${undoneAct(s)}.`,
  'custody.hand-over': () => 'Custody was handed over.',
  'custody.take-over': (s) => `Custody was taken over, as handed over in entry ${text(s, 'handOver')}.`,
  'custody.receipt': (s) =>
    text(s, 'direction') === 'given'
      ? 'Something was given out against a receipt.'
      : 'Something was taken in against a receipt.',
  'custody.dispose': (s) => `${list(s, 'items')}: ${DISPOSALS[text(s, 'manner')] ?? 'disposed of'}.`,
  'custody.correct': (s) => `A correction to entry ${text(s, 'entry')} was recorded.`,
  'custody.restore': () => 'The case was put back to an earlier state; later entries had been seen on this computer.',
  'custody.timestamp': (s) =>
    `A time stamp was taken in: an authority states that the first ${count(text(s, 'size'), 'entry', 'entries')} existed at ${text(s, 'time')}.`,
  'identity.notice': (s) =>
    `${NOTICES[text(s, 'about')] ?? 'A notice was recorded for'} the key ${text(s, 'key').slice(0, 16)}….`,
  'role.assign': (s) => `The key ${text(s, 'key').slice(0, 16)}… was given the role: ${text(s, 'role')}.`,
  'policy.set': (s) => {
    const guards = list(s, 'twoPersons', guardName);
    return guards === ''
      ? 'No act needs a second person any more.'
      : `From now on two people have to agree on: ${guards}.`;
  },
  'release.propose': (s) => `${PROPOSALS[text(s, 'act')] ?? 'Something'} was proposed to a second person.`,
  'release.decide': (s) =>
    `The proposal of entry ${text(s, 'proposal')} was ${s['approved'] === true ? 'approved' : 'refused'}.`,
  'packet.export': (s) =>
    `Packet ${text(s, 'packetId')} was built and signed, manifest SHA-256 ${text(s, 'manifestSha256').slice(0, 16)}…`,
  'copy.save': (s) =>
    `${text(s, 'what') === 'attachment' ? 'A file attached to' : 'The message'} ${text(s, 'ref')} was given out to be saved as a file: ${text(s, 'bytes')} bytes, SHA-256 ${text(s, 'sha256').slice(0, 16)}…`,
  'voters.compare': (s) =>
    `${count(text(s, 'messages'), 'message was', 'messages were')} compared with ${count(String(size(s, 'files')), 'voter file', 'voter files')}; no value of a file was kept.`,
  'case.verify': (s) => `The case was verified: ${text(s, 'result') || 'result recorded'}.`,
  'clock.jump': () => 'The clock of the examiner’s computer was changed after the previous entry.',
  'journal.repair': () =>
    'What an interrupted session left behind was recorded: a line that was cut off, or files that no entry named.',
};

const undoneAct = (subject: JournalSubject): string => undoWords.name(text(subject, 'of'));

/** The act in one sentence; an act of a later version is named as it stands. */
export function actSentence(act: string, subject: JournalSubject): string {
  return Object.hasOwn(SENTENCES, act) ? SENTENCES[act as JournalAct](subject) : `Act ${act}.`;
}
