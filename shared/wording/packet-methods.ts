/** Words of the sections on methods, custody and terms. */
import { counted } from './packet-numbers';

export const methods = {
  title: 'Methods',
  program: (version: string, rules: string) =>
    `The messages were read by Chainmail ${version} with rule set ${rules}, without any network connection. The same bytes, rules and version give the same observations.`,
  steps: [
    'Each evidence item was hashed (SHA-256) when it was received, stored unchanged and read only. A message is a byte range of its item and has a hash of its own.',
    'The header was read byte by byte. Each observation points at the bytes that it rests on, so that it can be checked by eye.',
    'The route was taken from the order of the Received fields: each relay puts its own field on top (RFC 5321 section 4.4). Times in those fields were compared with that order.',
    'Nothing was asked of the network. Where a DNS record would be needed, the result is \u201cnot determined\u201d, which is not a failure.',
  ],
  hashTitle: 'What a hash shows',
  hash: [
    'Equal SHA-256 values show that an exhibit is bit for bit the same as the bytes that were received. Nobody has published two different files with the same SHA-256.',
    'A hash does not show who made the bytes, when they were made, or that what they state is true. For an item received as a forwarded file, the hash begins at that hand-over.',
  ],
  boundaryTitle: 'The trust boundary',
  boundary: [
    'Each Received field was written by the host that it names \u2013 or by anybody before it. Fields above the boundary were added by hosts that the recipient\u2019s side is taken to control; everything below it, and every other field that came with the message, is the sender\u2019s claim.',
    'The boundary is a proposal. It is drawn by the program and should be confirmed by someone who knows the receiving mail system.',
  ],
  errorTitle: 'Errors',
  errors: [
    'A single error rate does not carry over from one body of mail to another (SWGDE 12-Q-001, ASTM E3016-18). Where an observation was measured on labelled mail, the counts are given beside it; where it was not, the report says so.',
    'Sources of error are the reader (a field taken for another), the rule (an innocent cause not thought of), the clock of each host, and the person who assesses. Innocent causes are listed with each observation.',
  ],
  weightTitle: 'Marks used for observations',
  weightColumns: { mark: 'Mark', word: 'Word', meaning: 'Meaning' },
  voicesTitle: 'Who speaks in this report',
  voices: {
    tool: 'Upright serif text is written by the program, from fixed sentences.',
    evidence: 'Text in this typeface is quoted from the evidence.',
    examiner: 'Italic text behind a double rule is written by the examiner.',
  },
  lettersTitle: 'Characters',
  letters:
    'Some characters are shown in a frame by their Unicode number, such as the one for \u4e00: those that cannot be seen, that turn the direction of writing, that this report\u2019s typefaces lack, or that belong to another alphabet inside a Latin word. They are part of the evidence and were not changed in the exhibit\u2019s file.',
} as const;

export const custody = {
  title: 'Chain of custody',
  introduction: (entries: number, head: string) =>
    `The custody journal held ${counted(entries, 'entry', 'entries')} when this packet was made. Each entry carries the hash of the one before and a signature. The last entry\u2019s hash was ${head}.`,
  empty: 'The custody journal held no entries when this packet was made.',
  clock: 'Times are those of the examiner\u2019s computer; its clock was not verified.',
  checkpoint:
    'The state of the journal was signed. These three lines name the case, the number of entries and the root of the tree over them; they can be compared with any later copy of the journal.',
  columns: { seq: 'No.', time: 'Time', actor: 'By', act: 'Act', hash: 'Hash' },
  packetsTitle: 'Packets made earlier from this case',
  packetColumns: { packet: 'Packet', time: 'Made', hash: 'SHA-256 of its manifest' },
  noPackets: 'No packet was made from this case before.',
} as const;

export const glossary = {
  title: 'Terms',
  terms: [
    [
      'Header',
      'The lines at the beginning of a message that say who wrote to whom, when, and by which hosts it travelled. Most of them are written by the sender\u2019s program and can hold any text.',
    ],
    [
      'Received field',
      'A line that a mail host puts on top of the message when it takes it over. The topmost is the newest.',
    ],
    ['Hop', 'One hand-over from a host to the next, as a Received field records it.'],
    ['Return-Path', 'The address for notices of failure, written at delivery from what the sending host stated.'],
    [
      'Message-ID',
      'A name that the sending program gives to the message. It often holds a time and the name of a computer.',
    ],
    [
      'DKIM',
      'A signature by a mail domain over parts of the message (RFC 6376). A body hash can be checked from the message alone; the signature needs a record that the domain publishes.',
    ],
    [
      'SPF, DMARC',
      'Published rules of a domain on which hosts may send for it (RFC 7208) and what a recipient should do otherwise (RFC 7489).',
    ],
    ['SHA-256', 'A hash: 64 hexadecimal digits computed from a file. Any change of the file gives other digits.'],
    [
      'Fingerprint',
      'The SHA-256 of a public key. Two people who read the same fingerprint to each other hold the same key.',
    ],
    ['Exhibit', 'A message chosen for this packet, with its label.'],
    ['Evidence item', 'One thing as it was received: a file, a mailbox, a folder. Its bytes never change.'],
    ['Custody journal', 'The list of who did what when. Entries are only added; each is tied to the one before.'],
  ],
} as const;
