/** Headers of 1 MB, each made to cost a reader much: by many fields, long ones, deep nesting, or what almost matches. */
const BYTES = 1 << 20;

const repeat = (text: string): string => text.repeat(Math.ceil(BYTES / text.length)).slice(0, BYTES);
const field = (name: string, body: string) => (): string => `${name}: ${repeat(body)}\n`;

const MADE: Readonly<Record<string, () => string>> = {
  'many small fields': () => repeat('X-A: b\n'),
  'one long field': field('X-Long', 'a'),
  'one long folded field': field('X-Folded', 'a\n '),
  'To with 60,000 addresses': field('To', 'a@example.com, '),
  'To with open angles': field('To', '<'),
  'To with open quotes': field('To', '"a\\'),
  'From with open comments': field('From', '('),
  'From with commas': field('From', ','),
  'From with colons': field('From', 'a:b;'),
  'Subject of encoded words': field('Subject', '=?utf-8?q?a?= '),
  'Subject of almost encoded words': field('Subject', '=?utf-8?q?'),
  'one Received without an end': field('Received', 'from a by b '),
  'many Received': () =>
    repeat('Received: from a.example (b.example [192.0.2.1]) by c.example; 1 Jan 2020 00:00:00 +0000\n'),
  'Received of brackets': field('Received', '[('),
  'Received of semicolons': field('Received', '; '),
  'Date of digits': field('Date', '1'),
  'Date of comments': field('Date', '()'),
  'Message-ID of dots': field('Message-ID', '<a.@'),
  'References of a million angles': field('References', '<a@b>'),
  'Content-Type of parameters': field('Content-Type', 'text/plain; a=b; '),
  'Content-Type of continuations': field('Content-Type', 'text/plain; a*0=b; a*1=c; '),
  'many Content-Type': () => repeat('Content-Type: multipart/mixed; boundary=a\n'),
  'DKIM-Signature of tags': field('DKIM-Signature', 't=1; '),
  'Authentication-Results of results': field('Authentication-Results', 'a.example; spf=pass; '),
  'lines without a colon': () => repeat('no field\n'),
  'blank folds': () => `X-A: b\n${repeat(' \n')}`,
  'NUL bytes': field('X-Nul', '\0'),
  'bytes above 127': field('Subject', '\xff\xfe'),
};

export const HOSTILE_HEADERS = Object.entries(MADE).map(([name, make]) => ({
  name,
  bytes: (): Uint8Array => Buffer.from(`From: a@example.com\n${make()}\nbody\n`, 'latin1'),
}));
