/** The right pane: one message and its tabs. */
export const message = {
  nothingOpen: 'Choose a message in the list to see its headers, route and times.',
  reading: 'Reading the message…',
  exhibit: (label: string) => `Exhibit ${label}`,
  addExhibit: 'Add to exhibits',
  removeExhibit: 'Remove from exhibits',
  saveOriginal: 'Save original…',
  tabs: {
    summary: 'Summary',
    headers: 'Headers',
    route: 'Route',
    times: 'Times',
    body: 'Body',
    attachments: 'Attachments',
    structure: 'Structure',
    custody: 'Custody',
  },
  tabList: 'Views of the message',
} as const;

export const summary = {
  claims: 'Claims to be',
  supports: 'What the evidence supports',
  observations: 'Observed',
  noObservations: 'No rule observed anything unusual. That does not make the message genuine.',
  missing: 'Not determined',
  words: "Examiner's words",
  noWords: 'No note or assessment yet.',
  source: 'Source',
  fields: {
    from: 'From',
    to: 'To',
    cc: 'Cc',
    replyTo: 'Reply-To',
    returnPath: 'Return-Path',
    date: 'Date',
    subject: 'Subject',
    messageId: 'Message-ID',
    file: 'Evidence item',
    path: 'Path inside it',
    came: 'How it came',
    place: 'Bytes',
    sha256: 'SHA-256 of the message',
    contentSha256: 'SHA-256 of its content',
    object: 'Vault object',
  },
  bytesOf: (from: string, to: string, length: string) => `${from} to ${to} of the object, ${length} bytes`,
  enclosed: (parent: string) => `Enclosed in ${parent}.`,
  rebuilt: (by: string) =>
    `Rebuilt from a mail program's properties by ${by}: the bytes shown are not those that were sent.`,
  rebuiltWithin: (by: string) =>
    `Its outer message was rebuilt by ${by}: the bytes shown are not those that were sent.`,
  changed: (by: string, done: string) => `Rebuilt by ${by}: ${done}. The bytes shown are not those of the file.`,
  notStored: (missing: string) => `Not in the container: ${missing}.`,
  transcribed: 'Transcribed by hand or pasted from a screen: not the bytes of a message.',
  handedOver: (host: string, ip: string, by: string) =>
    `${by} recorded receiving the message from ${host}${ip === '' ? '' : ` (${ip})`}.`,
  noTrustedHop: 'No Received field lies above the trust boundary; where the message came from is not determined.',
  received: (time: string) => `Its topmost Received field records ${time}.`,
  dkimMatch: (domain: string) =>
    `The body matches the body hash of the signature for ${domain}. Whether the signature verifies needs the DNS key.`,
  dkimMismatch: (domain: string) => `The body does not match the body hash of the signature for ${domain}.`,
  authentication: (authserv: string, method: string, result: string) =>
    `${authserv} recorded ${method}=${result} on receipt.`,
  authenticationClaimed: (authserv: string, method: string, result: string) =>
    `A field below the trust boundary claims that ${authserv} found ${method}=${result}.`,
  missingDkim: 'No DKIM signature is present.',
  missingDns: 'DNS records of the time are not in the case: SPF, DKIM and DMARC cannot be evaluated again.',
  missingReceived:
    'No Received field is present: the message was not recorded in transport, or its fields were removed.',
  missingDate: 'No readable Date field.',
  missingBody: (why: string) => `The body could not be read: ${why}`,
  confirmed: 'confirmed',
  innocent: 'judged innocent',
  undecided: 'undecided',
  noted: (by: string, at: string) => `${by}, ${at}`,
  showInHeaders: 'Show in headers',
  more: (count: number) => `${count} more`,
} as const;

export const route = {
  oldestFirst: 'Oldest first',
  newestFirst: 'Newest first',
  order: 'Order',
  empty: 'The message carries no Received field: there is no route to draw.',
  emptyNext: 'That is usual for sent copies and drafts, and for messages whose headers were removed.',
  boundary: 'Trust boundary: below, the sender could have written the line',
  boundaryAbove: 'Trust boundary: above, the sender could have written the line',
  figure: 'Route of the message, one row for each Received field',
  table: 'The same as a table',
  columns: {
    hop: 'Hop',
    from: 'From',
    by: 'By',
    protocol: 'With',
    written: 'Time as written',
    utc: 'Time in UTC',
    delay: 'Gap',
    standing: 'Standing',
    tls: 'Encryption',
    registered: 'Address registered in',
    lead: 'Handed in by',
  },
  trusted: 'recorded by a trusted host',
  claimed: 'claimed, not verified',
  noTime: 'no readable time',
  gapBackwards: (gap: string) => `${gap} backwards`,
  hop: (index: number) => `Hop ${index}`,
  scale: 'Gaps are drawn on a logarithmic scale; a gap backwards in time is drawn to the left.',
  unknownHost: '(no name given)',
  boundaryTitle: 'Trust boundary',
  boundarySlider: 'Hops of the receiving side',
  boundaryAt: (trusted: number, all: number) =>
    trusted === all
      ? `${all === 1 ? 'The only hop is' : `All ${all} hops are`} taken as the receiving side’s.`
      : `The ${trusted === 1 ? 'topmost hop is' : `${trusted} topmost hops are`} taken as the receiving side’s; ${all - trusted} below ${all - trusted === 1 ? 'is a claim' : 'are claims'}.`,
  boundaryNone: (all: number) =>
    `No hop is taken as the receiving side’s; ${all === 1 ? 'the only one is a claim' : `all ${all} are claims`}.`,
  boundaryProposed: (fields: string) =>
    fields === ''
      ? 'As the order of the lines proposes; no field of the receiving side confirms it.'
      : `As the order of the lines proposes; agreed by ${fields}.`,
  boundaryMoved: (by: string, at: string, entry: number) => `Set by ${by}, ${at}, journal entry ${entry}.`,
  boundaryPending: 'Not recorded yet.',
  boundarySet: 'Set the boundary here',
  boundaryBack: 'Back to the proposal',
  boundaryRecorded: (entry: number) => `The trust boundary was recorded as journal entry ${entry}.`,
  boundaryHint: 'Drag the dashed line, or use ↑ and ↓ on the field, then Enter.',
  encryption: (version: string, cipher: string) => [version, cipher].filter((part) => part !== '').join(', '),
  registered: (country: string, network: string, asn: string) =>
    [country, [network, asn].filter((part) => part !== '').join(', ')].filter((part) => part !== '').join(' · '),
  registeredNote: (date: string) =>
    `Where the block of an address was registered, and the network that announced it, by the table of ${date}. It does not show where a computer stood, and the block may have had another holder when the message was sent.`,
  account: (name: string) => `account ${name}`,
  localUser: (name: string) => `user ${name} of that computer`,
  clock: (behind: string, messages: number) =>
    `In ${messages} other ${messages === 1 ? 'message' : 'messages'} of the case this host’s clock was about ${behind} behind.`,
} as const;

/** The figures of route and times as files. */
export const figure = {
  save: 'Save as SVG…',
  saved: (file: string) => `The figure was saved as "${file}".`,
} as const;

export const protect = {
  title: 'Names and domains to protect',
  lead: 'Chainmail looks in every message for names and domains that imitate these. One entry a line.',
  names: 'Names of people and organisations',
  domains: 'Domains',
  domainsHint: 'Such as example.com. Mail from these domains is theirs.',
  addresses: 'Addresses',
  addressesHint: 'Private addresses that are known to be theirs.',
  save: 'Record and look again',
  saved: (entry: number) => `The list was recorded as journal entry ${entry}. Every message is looked at again.`,
  unchanged: 'The list needed no change; nothing was recorded.',
} as const;

export const times = {
  empty: 'No time was found in this message.',
  figure: 'All times found in the message on one axis',
  table: 'Times found in the message',
  columns: {
    source: 'in',
    kind: 'How it was read',
    time: 'Time',
    clock: 'Clock',
    precision: 'Precision',
    bytes: 'Bytes',
  },
  utc: 'UTC',
  local: 'local, no zone',
  localMark: 'Hollow marks are local clocks: their zone is not in the message.',
  precision: (seconds: string) => `± ${seconds}`,
  show: (bytes: string) => `Show bytes ${bytes}`,
  whose: 'Whose clock',
  agreement: 'Agreed on honest mail',
  consensus: 'What the clocks say together',
  agree: 'Most clocks agree on',
  agreeing: (agreeing: string, clocks: string, spread: string) =>
    `${agreeing} of ${clocks} clocks, median distance ${spread}`,
  notBefore: 'Not before',
  notAfter: 'Not after',
  zone: 'Author’s time zone by the clocks',
  apart: 'Stands apart',
  later: (difference: string) => `${difference} later`,
  earlier: (difference: string) => `${difference} earlier`,
  /** The second line of a row of the figure that many times share. */
  shared: (source: string, times: string) => `${source}, ${times} times`,
  sharedPlaces: (places: string, times: string) => `${places} parts, ${times} times`,
  edge: 'Marks with an arrow lie beyond the axis; a triangle is a bound.',
  hashLock: 'Hashed time',
  hashLockText:
    'An id of this message has the form of a hashed time. Some scripts make such ids from the moment of sending; the moment can be found by trying.',
  solve: 'Search for the hashed time',
  window: 'Around the clocks of the message',
  windows: [
    { seconds: 5, name: '5 seconds' },
    { seconds: 60, name: '1 minute' },
    { seconds: 3_600, name: '1 hour' },
  ],
  solved: (count: string) => `Hashed times found: ${count}. Recorded in the custody journal.`,
  notSolved: 'No hashed time was found. The id may be random, or the moment lies outside the window.',
  preimage: (text: string) => `printf %s ${text} | md5sum`,
} as const;

export const body = {
  plain: 'Plain text',
  shape: 'How the body is shown',
  shapes: { plain: 'Plain text', formatted: 'Formatted', source: 'Source' },
  sourceLabel: 'Source of the body',
  untrusted: 'Untrusted content: no remote content is loaded, no script runs, links do not open.',
  frame: 'Formatted body of the message',
  empty: 'The message has no text to read.',
  links: 'Links',
  linksLead: 'Written so that they cannot be followed by accident.',
  shown: 'Shown as',
  target: 'Leads to',
  differs: 'shows another address than it leads to',
  images: 'Remote images',
  imagesLead: 'Not loaded. Loading one tells the sender that the message was opened.',
  more: (characters: string) => `Show the rest (${characters} characters)`,
} as const;

export const attachments = {
  empty: 'The message has no attachments.',
  label: 'Attachments',
  name: 'Name',
  type: 'Type',
  kind: (kind: string) => `begins like ${kind}`,
  kindUnknown: 'first bytes of no known kind',
  size: 'Size',
  hash: 'SHA-256',
  act: 'Copy',
  unnamed: '(no name)',
  neverOpened: 'Attachments are never opened. A copy can be saved; the journal says so before any byte leaves.',
  save: 'Save as…',
  saveOne: (name: string) => `Save as: ${name}`,
  copies: 'Copies that were given out',
  copiesColumns: { what: 'What', file: 'Saved as', why: 'Why', by: 'By', entry: 'Entry' },
  original: 'The message',
} as const;

export const saveCopy = {
  title: 'Save a copy',
  message: (ref: string) => `The message ${ref}, exactly as it lies in the evidence`,
  attachment: (ref: string) => `Attached to ${ref}:`,
  bytes: (count: string) => `${count} bytes`,
  lead: 'The journal records what is given out, its hash, the name of the new file, and why, before any byte leaves. The copy is never executable and replaces nothing.',
  reason: 'Reason',
  reasonHint: 'Such as: to be examined on an isolated computer.',
  save: 'Choose where…',
} as const;

export const messageCustody = {
  empty: 'No act concerns this message alone yet.',
  lead: 'Acts in the custody journal that name this message or its evidence item.',
} as const;
