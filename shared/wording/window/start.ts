/** The first screen: cases, first use, unlocking. */
export const start = {
  recentCases: 'Cases',
  noCases: 'No cases yet. A case is a folder on this computer that keeps evidence, findings and the custody journal.',
  newCase: 'New case…',
  openCase: 'Open case…',
  checkPacket: 'Check a packet…',
  checkPacketFolder: 'Check a packet folder…',
  openSample: 'Open the sample case',
  sampleHint: 'A made-up campaign of threatening emails, to look around in.',
  missing: 'folder not found',
  present: 'ready to open',
  lastOpened: (when: string) => `last opened ${when}`,
  openNamed: (name: string) => `Open ${name}`,
  columns: { name: 'Case', number: 'Number', opened: 'Last opened', state: 'State' },
  offline: 'Works offline. No network request is ever made.',
  version: (version: string, runtime: string) => `Version ${version} · ${runtime}`,
} as const;

export const newCase = {
  title: 'New case',
  name: 'Case name',
  namePlaceholder: 'Threatening emails, Example County',
  number: 'Case number',
  place: 'Folder',
  placeDefault: 'The default cases folder',
  choosePlace: 'Choose another place…',
  create: 'Create case',
} as const;

export const identity = {
  createTitle: 'Who is the examiner?',
  createLead:
    'Every act is recorded under this name and signed with a key that is made now and stays on this computer, protected by the passphrase.',
  name: 'Name',
  organisation: 'Organisation',
  passphrase: 'Passphrase',
  repeat: 'Passphrase again',
  root: (file: string) =>
    `A second key, which vouches for this one, lies in ${file} under the same passphrase. It is needed only to issue or revoke certificates: move that file to another medium and keep it in a safe place.`,
  noRecovery: 'The passphrase cannot be recovered. Without it the key cannot sign.',
  mismatch: 'The two passphrases differ.',
  create: 'Create the key',
  creating: 'Making the key…',
  haveKey: 'Use a key that I have…',
  importTitle: 'Take a key over',
  importLead:
    'A PKCS #12 file (.p12, .pfx) from your laboratory or agency, with the key and its certificate. The key is sealed again under a passphrase of yours; the file stays as it is.',
  importFile: 'Key file',
  importIssuers: 'Certificates of its issuers',
  importIssuersHint: 'Only where the file lacks them.',
  choose: 'Choose…',
  nothingChosen: 'none chosen',
  filePassphrase: 'Passphrase of the file',
  newPassphrase: 'Passphrase from now on',
  import: 'Take the key over',
  importing: 'Taking the key over…',
  back: 'Back',
  doneTitle: 'The key is ready',
  doneLead:
    'Write the fingerprint down and keep it apart from this computer. Whoever checks a packet compares it by telephone.',
  fingerprint: 'Fingerprint',
  continue: 'Continue',
  unlockTitle: 'Unlock the signing key',
  unlockReason: (name: string) => `Acts are signed by ${name}. Reading works without the key.`,
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  lock: 'Lock the key',
  locked: 'key locked',
  unlocked: 'key unlocked',
  skip: 'Read only for now',
  noExaminer: 'no examiner yet',
} as const;

/** Explains the strength instead of grading it. */
export const strength = {
  empty: 'Four or more unrelated words are easy to remember and hard to guess.',
  short: (length: number) =>
    `${length} characters. Short passphrases are found by trying; 14 or more characters hold longer.`,
  repeated: 'Repeats few characters, so that length adds little.',
  fair: 'Holds against casual guessing. One more unrelated word makes it strong.',
  strong: 'Long enough to hold if the key file is stolen.',
} as const;
