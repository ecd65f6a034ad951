/** The parts of a message, and its bytes. */
export const structure = {
  tree: 'Parts of the message',
  whole: 'message',
  oddCount: (count: number) => (count === 1 ? '1 oddity' : `${count} oddities`),
  facts: 'The chosen part',
  madeMessage: 'This part is also a message of the case:',
  fields: {
    type: 'Content type',
    otherTypes: 'Declared as',
    kind: 'First bytes are of',
    disposition: 'Disposition',
    name: 'Name',
    encoding: 'Encoding',
    otherEncodings: 'Encoding declared as',
    charset: 'Character set',
    contentId: 'Content-ID',
    boundary: 'Boundary',
    bytes: 'Bytes in the message',
    encoded: 'Size as it lies there',
    decoded: 'Size decoded',
    sha256: 'SHA-256 decoded',
  },
  range: (start: string, end: string) => `bytes ${start} to ${end}`,
  bytes: (count: string) => `${count} bytes`,
  issues: 'What does not follow the standard',
  issue: (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}:`,
  further: 'What only some programs read here',
  furtherKinds: { text: 'Text', html: 'A formatted text', file: 'A file' },
  furtherOne: (kind: string, where: string, bytes: string) => `${kind} found ${where}, ${bytes} bytes`,
  source: (path: string) => `Source of ${path === 'message' ? 'the message' : `part ${path}`}`,
} as const;

/** Raw bytes, a page at a time. */
export const source = {
  range: (start: string, end: string) => `bytes ${start} to ${end}`,
  rangeWithin: (start: string, end: string, first: string, last: string) =>
    `bytes ${start} to ${end}, of ${first} to ${last}`,
  bytes: (label: string) => `${label}, exact bytes`,
  previous: 'Earlier bytes',
  next: 'Later bytes',
} as const;
