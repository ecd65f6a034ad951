/** Taking evidence in: preview, receipt, pasted headers. */
export const importing = {
  dropHere: 'Drop to take in as evidence',
  dropLater: 'Open or create a case first; then drop again.',
  previewTitle: 'Take in evidence',
  previewLead:
    'The bytes are copied into the case unchanged and hashed with SHA-256. The originals stay where they are.',
  recognised: 'Recognised',
  looking: 'Looking at the files…',
  columns: { name: 'Name', kind: 'Kind', files: 'Files', bytes: 'Size' },
  source: 'Source',
  sourcePlaceholder: 'Export from the mailbox of J. Doe',
  receivedFrom: 'Received from',
  receivedFromPlaceholder: 'Name, organisation',
  note: 'Note',
  start: 'Take in',
  pasteTitle: 'Paste headers',
  pasteLead:
    'For headers that arrived as text. They are kept as transcribed evidence: what was typed or pasted, not what a server stored.',
  pasteText: 'Headers, as text',
  kinds: { files: 'Files…', folder: 'Folder…', paste: 'Paste headers…' },
} as const;

export const receipt = {
  title: 'Evidence taken in',
  cancelledTitle: 'Import cancelled',
  counts: (items: string, messages: string, seconds: string) =>
    `${items} ${items === '1' ? 'item' : 'items'}, ${messages} ${messages === '1' ? 'message' : 'messages'}, in ${seconds} s.`,
  sameAs: (number: string, first: string) =>
    `${number} has the same bytes as ${first}: they are stored once, and this is recorded as a second receipt.`,
  cancelled: 'What was taken in before the cancellation is complete and recorded.',
  setAside: 'Set aside',
  setAsideLead: 'Kept in the vault, not read as mail. Each with its reason:',
  nothingSetAside: 'Nothing was set aside.',
  columns: { number: 'Item', name: 'Name', format: 'Format', messages: 'Messages', bytes: 'Size', sha256: 'SHA-256' },
  where: 'Where',
  reason: 'Reason',
  show: 'Show the messages',
} as const;
