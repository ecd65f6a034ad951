/**
 * Mails made to break or fool a reader, by the name of the attack. Each grows with `size` (roughly its bytes).
 *
 * Classes: identity, structure, resources, injection.
 */
export interface HostileMail {
  readonly attack: string;
  readonly make: (size: number) => string;
}

const header = (body: string): string => `From: a@example.com\r\n${body}\r\n\r\nx`;
const fill = (piece: string, size: number): string => piece.repeat(Math.max(1, Math.floor(size / piece.length)));

export const hostileMails: readonly HostileMail[] = [
  { attack: 'one long header line', make: (size) => header(`Subject: ${fill('x', size)}`) },
  { attack: 'a header folded all the time', make: (size) => header(`Subject: a${fill('\r\n b', size)}`) },
  { attack: 'folds of blanks only', make: (size) => header(`Subject: a${fill('\r\n ', size)}`) },
  { attack: 'many fields', make: (size) => header(fill('X-A: b\r\n', size).trimEnd()) },
  { attack: 'many lines without a colon', make: (size) => header(fill('abc\r\nX: y\r\n', size).trimEnd()) },
  { attack: 'a header that never ends', make: (size) => fill('X-A: b\r\n', size) },
  { attack: 'a long name without a colon', make: (size) => fill('x', size) },
  { attack: 'blanks before the colon', make: (size) => header(`X${fill(' ', size)}: y`) },
  { attack: 'blanks after the colon', make: (size) => header(`X:${fill(' ', size)}y`) },
  { attack: 'NUL bytes only', make: (size) => fill('\0', size) },
  { attack: 'bare CR bytes', make: (size) => header(`Subject: ${fill('a\r', size)}`) },
  { attack: 'CR bytes only', make: (size) => fill('\r', size) },
  { attack: 'LF bytes only', make: (size) => fill('\n', size) },
  { attack: '8-bit bytes only', make: (size) => fill('\xff\xfe\xc3', size) },
  {
    attack: 'nested comments in an address',
    make: (size) => header(`To: ${fill('(', size / 2)}${fill(')', size / 2)} b@example.com`),
  },
  { attack: 'comments never closed', make: (size) => header(`To: ${fill('(a', size)}`) },
  { attack: 'quotes never closed', make: (size) => header(`To: ${fill('a\\"', size)}"`) },
  { attack: 'quotes and escapes', make: (size) => header(`To: "${fill('\\', size)}`) },
  { attack: 'opening angles', make: (size) => header(`From: ${fill('<', size)}`) },
  { attack: 'angles never closed', make: (size) => header(`To: ${fill('<a,', size)}`) },
  { attack: 'closing angles', make: (size) => header(`To: ${fill('>', size)}`) },
  { attack: 'brackets never closed', make: (size) => header(`To: ${fill('[', size)}`) },
  { attack: 'at signs', make: (size) => header(`To: ${fill('@', size)}`) },
  { attack: 'at signs and letters', make: (size) => header(`To: ${fill('a@', size)}`) },
  { attack: 'addresses without commas', make: (size) => header(`To: ${fill('a@b.example ', size)}`) },
  { attack: 'dots and blanks', make: (size) => header(`To: a@b${fill(' . c', size)}`) },
  { attack: 'many recipients', make: (size) => header(`To: ${fill('a@example.com, ', size)}`) },
  { attack: 'commas', make: (size) => header(`To: ${fill(',', size)}`) },
  { attack: 'groups in groups', make: (size) => header(`To: ${fill('a:', size)}`) },
  { attack: 'a source route without end', make: (size) => header(`To: <${fill('@a.example,', size)}:b@example.com>`) },
  { attack: 'words in a display name', make: (size) => header(`To: ${fill('ab ', size)}<b@example.com>`) },
  { attack: 'encoded words', make: (size) => header(`Subject: ${fill('=?utf-8?Q?a?= ', size)}`) },
  { attack: 'encoded words never closed', make: (size) => header(`Subject: ${fill('=?utf-8?Q?a ', size)}`) },
  { attack: 'openings of encoded words', make: (size) => header(`Subject: ${fill('=?', size)}`) },
  { attack: 'openings of encoded words with one end', make: (size) => header(`Subject: ${fill('=?a?q?', size)}?=`) },
  { attack: 'encoded words in unknown charsets', make: (size) => header(`Subject: ${fill('=?z?Q?a?=', size)}`) },
  {
    attack: 'encoded words in changing charsets',
    make: (size) => header(`Subject: ${fill('=?utf-8?Q?a?= =?koi8-r?Q?b?= ', size)}`),
  },
  { attack: 'question marks', make: (size) => header(`Subject: =?utf-8?Q?${fill('?', size)}`) },
  { attack: 'encoded words in a name', make: (size) => header(`From: ${fill('=?utf-8?Q?a?= ', size)}<b@example.com>`) },
  { attack: 'a long date', make: (size) => header(`Date: ${fill('1 ', size)}`) },
  { attack: 'a date of comments', make: (size) => header(`Date: ${fill('(', size)}`) },
  { attack: 'a date of digits', make: (size) => header(`Date: ${fill('1', size)}`) },
  { attack: 'a date of colons', make: (size) => header(`Date: ${fill('1:', size)}`) },
  { attack: 'a message id of brackets', make: (size) => header(`Message-ID: ${fill('<', size)}`) },
  { attack: 'a message id that never closes', make: (size) => header(`Message-ID: ${fill('>', size)}x`) },
  { attack: 'a Received field of keywords', make: (size) => header(`Received: ${fill('from by with id for ', size)}`) },
  {
    attack: 'a Received field of comments',
    make: (size) => header(`Received: from a ${fill('(b [192.0.2.1]) ', size)}by c; 1`),
  },
  { attack: 'a Received field of semicolons', make: (size) => header(`Received: from a by b${fill(';', size)}`) },
  {
    attack: 'many Received fields',
    make: (size) =>
      header(
        fill('Received: from a (b [192.0.2.1]) by c with SMTP id 1; 1 Jan 2020 00:00:00 +0000\r\n', size).trimEnd(),
      ),
  },
  { attack: 'a Received field of brackets', make: (size) => header(`Received: from a (${fill('[', size)}) by b; 1`) },
  { attack: 'parameters', make: (size) => header(`Content-Type: x/y${fill('; a=b', size)}`) },
  { attack: 'parameters with quotes never closed', make: (size) => header(`Content-Type: x/y${fill('; a="b', size)}`) },
  {
    attack: 'parameters with comments never closed',
    make: (size) => header(`Content-Type: x/y${fill('; a=(b', size)}`),
  },
  {
    attack: 'parameters in pieces',
    make: (size) =>
      header(
        `Content-Type: x/y${Array.from({ length: Math.floor(size / 12) }, (_, index) => `;a*${index}=b`).join('')}`,
      ),
  },
  { attack: 'percent signs in a parameter', make: (size) => header(`Content-Type: x/y; a*=utf-8''${fill('%', size)}`) },
  { attack: 'semicolons in a type', make: (size) => header(`Content-Type: ${fill(';', size)}`) },
  { attack: 'a long boundary', make: (size) => header(`Content-Type: multipart/mixed; boundary=${fill('b', size)}`) },
  {
    attack: 'lines like boundaries',
    make: (size) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${fill('--a\r\n', size)}`,
  },
  {
    attack: 'empty parts',
    make: (size) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${fill('--b\r\n', size)}`,
  },
  {
    attack: 'closing boundaries',
    make: (size) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${fill('--b--\r\n', size)}`,
  },
  {
    attack: 'parts that open and close',
    make: (size) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n${fill('--b\r\n\r\nx\r\n--b--\r\n', size)}`,
  },
  {
    attack: 'multiparts in multiparts',
    make: (size) =>
      Array.from(
        { length: Math.floor(size / 60) },
        (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
      ).join(''),
  },
  { attack: 'messages in messages', make: (size) => fill('Content-Type: message/rfc822\r\n\r\n', size) },
  {
    attack: 'multiparts without a boundary',
    make: (size) => fill('Content-Type: multipart/mixed\r\n\r\n--b\r\n', size),
  },
  {
    attack: 'multiparts that share one boundary',
    make: (size) => fill('Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n', size),
  },
  {
    attack: 'parts with long headers',
    make: (size) =>
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${fill(`--b\r\nX: ${'y'.repeat(500)}\r\n\r\nz\r\n`, size)}`,
  },
  {
    attack: 'a long line that begins like a boundary',
    make: (size) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n--${fill('b', size)}`,
  },
  {
    attack: 'blanks behind a boundary',
    make: (size) => `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b${fill(' ', size)}\r\n`,
  },
];
