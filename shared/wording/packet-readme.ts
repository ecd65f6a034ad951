/** README.txt: the first file that a recipient opens. Plain text, 76 columns, commands as they are tested. */
import { type StampCommandFacts, stampCommand, stampExpiredNote, stampIntroduction, stampTitle } from './packet-stamps';
import {
  expiredNote,
  fingerprintTitle,
  limits,
  sshFingerprintTitle,
  type VerifyFacts,
  verifyIntroduction,
  verifySteps,
} from './packet-verify';

export interface ReadmeFacts extends VerifyFacts {
  readonly caseLine: string;
  readonly packetId: string;
  readonly madeAt: string;
  readonly examinerLine: string;
  readonly version: string;
  readonly handling: string;
  readonly fingerprint: readonly string[];
  readonly sshFingerprint: string;
  readonly exhibits: number;
  /** Whether copies without some persons lie in the place of the messages. */
  readonly isRedacted: boolean;
  readonly timestamps: readonly StampCommandFacts[];
}

const WIDTH = 76;

export function readmeText(facts: ReadmeFacts): string {
  return [
    ...(facts.handling === '' ? [] : [facts.handling, '']),
    `BRIEFING PACKET ${facts.packetId}`,
    '',
    `Case:      ${facts.caseLine}`,
    `Examiner:  ${facts.examinerLine}`,
    `Made:      ${facts.madeAt}, with Chainmail ${facts.version}`,
    '',
    heading('What this is'),
    ...wrap(
      `A report on ${facts.exhibits === 1 ? 'one email' : `${facts.exhibits} emails`}, ${facts.isRedacted ? 'copies of the emails in which some persons are not named' : 'the emails themselves byte for byte'}, the list of who did what with them, and a signature over all of it. Begin with data/report/briefing.pdf.`,
    ),
    '',
    ...files(facts.isRedacted),
    '',
    heading('Compare this by telephone'),
    ...wrap(`${fingerprintTitle}:`),
    '',
    ...facts.fingerprint.map((line) => `  ${line}`),
    '',
    ...wrap('The same without blanks, to be compared by program:'),
    '',
    `  ${facts.fingerprint.join('').replaceAll(' ', '')}`,
    '',
    ...wrap(`${sshFingerprintTitle}:`),
    '',
    `  ${facts.sshFingerprint}`,
    '',
    heading('How to check it without typing'),
    ...wrap(
      'Open verify.html in a browser and give it this folder or the zip file. It needs no network and sends nothing. A forged packet can bring a forged page: use a copy that you had before, from the agency or from an earlier packet; one copy checks every packet.',
    ),
    '',
    heading('How to verify'),
    ...wrap(verifyIntroduction),
    ...verifySteps(facts).flatMap((step, index) => [
      '',
      ...wrap(`${index + 1}. ${step.title}. ${step.text}`),
      '',
      ...step.commands.map((command) => `    ${command}`),
    ]),
    '',
    ...wrap(expiredNote),
    '',
    ...stampLines(facts.timestamps),
    heading('What this shows'),
    ...limits.flatMap((sentence) => [...wrap(sentence), '']),
  ]
    .map(plainPunctuation)
    .join('\n');
}

function files(isRedacted: boolean): readonly string[] {
  return isRedacted
    ? [
        ...FILES.map((line) => (line.startsWith('data/exhibits/ ') ? COPIES : line)),
        'data/redaction/                what was replaced by tokens, where and why',
      ]
    : FILES;
}

const COPIES = 'data/exhibits/                 redacted copies of the emails; the originals are not here';

const FILES: readonly string[] = [
  'verify.html                    checks this packet in a browser',
  'data/report/briefing.pdf       the report',
  'data/exhibits/                 the emails, byte for byte as received',
  'data/exhibits.csv              list of exhibits with hashes and sources',
  'data/messages.jsonl            every fact read from the exhibits, for programs',
  'data/findings.jsonl, .csv      every observation, for programs and spreadsheets',
  'data/relations.jsonl           what the emails have in common, where there is anything',
  'data/loadfile/exhibits.dat     load file for review programs (Concordance)',
  'data/stix/bundle.json          senders, routes and links for exchange platforms (STIX 2.1)',
  'data/case/case.jsonld          evidence, exhibits and acts, for programs of laboratories (CASE/UCO)',
  'data/forms/                    certifications and custody form, to be read and signed by a person',
  'data/custody/journal.jsonl     custody journal, chained and signed',
  'data/custody/journal.csv       the same in sentences',
  'data/custody/checkpoint.txt    the signed state of the journal',
  'data/custody/proofs/           proofs of single journal entries',
  'data/custody/timestamps/       time stamps of authorities, where there are any',
  'data/keys/examiner.crt         certificate of the key that signed',
  'data/keys/root.crt             of the root that vouches for it',
  'data/keys/allowed_signers      the key again, for ssh-keygen',
  'data/packet.json               description of this packet, for programs',
];

function stampLines(stamps: readonly StampCommandFacts[]): readonly string[] {
  return stamps.length === 0
    ? []
    : [
        heading('Time stamps'),
        ...wrap(stampIntroduction),
        ...stamps.flatMap((stamp) => [
          '',
          ...wrap(stampTitle(stamp)),
          '',
          ...stampCommand(stamp).map((line) => `    ${line}`),
        ]),
        '',
        ...wrap(stampExpiredNote),
        '',
      ];
}

function heading(title: string): string {
  return `${title}\n${'-'.repeat(title.length)}`;
}

/** Typographic quotation marks become plain ones: this file may be opened by anything. */
function plainPunctuation(line: string): string {
  return line
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\u2019/g, "'")
    .replace(/\u2013/g, '-');
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last === undefined || last.length + 1 + word.length > WIDTH) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = `${last} ${word}`;
    }
  }
  return lines;
}
