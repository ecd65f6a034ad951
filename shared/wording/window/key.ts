/** The window's words for the examiner's own key. */
export const key = {
  title: 'Your key',
  examiner: 'Examiner',
  fingerprint: 'Fingerprint',
  made: 'Made',
  file: 'Kept in',
  chain: 'Vouched for by',
  columns: { name: 'Certificate of', issuer: 'Issued by', from: 'Valid from', to: 'Valid until' },
  passphrase: 'Passphrase',
  changeTitle: 'Change the passphrase',
  before: 'Present passphrase',
  after: 'New passphrase',
  repeat: 'New passphrase again',
  mismatch: 'The two new passphrases differ.',
  change: 'Change it',
  copies: 'Copies of the key file that were made before still open with the old passphrase.',
  changed: (entry: number | null) =>
    entry === null
      ? 'The passphrase was changed.'
      : `The passphrase was changed, and the open case says so in journal entry ${entry}.`,
  certificateTitle: 'Certificate of an agency',
  certificateLead:
    'Where an agency has an authority of its own: write a request, let the authority issue a certificate for it, and take that over with those of its issuers. The key itself never leaves this computer.',
  request: 'Write a request…',
  requested: (file: string) => `The request was written to ${file}.`,
  install: 'Take a certificate over…',
  installed: (issuer: string) => `The certificate issued by ${issuer} is in use from now on.`,
} as const;
