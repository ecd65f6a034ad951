import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { type Derivative, regenerate } from '../../../shared/redaction/regenerate';
import { SpanMap } from '../../../shared/redaction/span-map';
import { leaksIn } from '../../helpers/independent-scan';
import fc from '../../helpers/properties';
import { ENCODERS, JANE, needles, sha256, ZOE } from './lab';

const VALUES = [...JANE.addresses, ...ZOE.addresses, JANE.name, ZOE.name];
const ADDRESS = JANE.addresses[0] ?? '';
const NOTICE = ['X-Chainmail-Derivative: a copy'];

function copyOf(message: string | Uint8Array): Derivative {
  const bytes = typeof message === 'string' ? Buffer.from(message, 'utf8') : message;
  return regenerate(bytes, { needles, sha256, holdsValue: () => false, notice: NOTICE });
}

const textOf = (copy: Derivative) => Buffer.from(copy.bytes).toString('utf8');
const lines = (...all: readonly string[]) => all.join('\r\n');

const MIXED = lines(
  `Return-Path: <bounce-${ADDRESS.replace('@', '=')}@bulk.example>`,
  'Received: from a.example by b.example with ESMTP id 42',
  `\tfor <${ADDRESS}>; Tue, 20 Oct 2020 13:02:19 +0000`,
  'DKIM-Signature: v=1; d=bulk.example; h=from:to; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;',
  `\tb=${'Ab3d'.repeat(40)}`,
  'From: Office <office@bulk.example>',
  `To: =?utf-8?Q?Jane_Voter?= <${ADDRESS}>, "Ben" <ben@other.example>`,
  'Subject: Office hours',
  'Content-Type: multipart/mixed; boundary="jane.voter"',
  '',
  `Sent to ${ADDRESS} and nobody else, who reads this in an old program that knows no parts.`.repeat(4),
  '--jane.voter',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Gr=FC=DFe, Jane=20Voter',
  '--jane.voter',
  'Content-Type: image/png; name="jane voter.png"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('\x89PNG not searched').toString('base64'),
  '--jane.voter',
  'Content-Type: message/rfc822',
  '',
  `To: ${ADDRESS}`,
  'Subject: inner',
  '',
  'inner text',
  '--jane.voter--',
  '',
);

describe('a copy', () => {
  const copy = copyOf(MIXED);
  const text = textOf(copy);

  test('holds no value, keeps the structure and what names nobody', async () => {
    expect(leaksIn(copy.bytes, [...VALUES, 'Jane Voter'])).toEqual([]);
    const read = await simpleParser(Buffer.from(copy.bytes));
    expect(read.text).toContain('Grüße, [PERSON-01]');
    expect(read.subject).toBe('Office hours');
    expect(text).toContain('To: [PERSON-01] <[PERSON-01]>, "Ben" <ben@other.example>');
    expect(text).toContain('Return-Path: <bounce-[PERSON-01]@bulk.example>');
    const { structure } = readAnatomy(copy.bytes);
    expect(structure.parts.map(({ mediaType }) => mediaType)).toEqual(['text/plain', 'text/plain', 'message/rfc822']);
    expect(structure.parts[2]?.parts[0]?.fields.map(({ name }) => name)).toEqual([
      'To',
      'Subject',
      'Content-Type',
      'Content-Transfer-Encoding',
    ]);
  });

  test('says first what it is, and is the same each time', () => {
    expect(text.startsWith(`${NOTICE[0]}\r\n`)).toBe(true);
    expect(copyOf(MIXED)).toEqual(copy);
  });

  test('is written without signatures, and a file becomes a note with its hash', () => {
    expect(text).toContain('bh=[WITHHELD];\r\n\tb=[WITHHELD]');
    expect(text).toContain('Name: [PERSON-01].png\r\nType: image/png');
    expect(text).toContain(`SHA-256: ${sha256(Buffer.from('\x89PNG not searched'))}`);
    expect(copy.omissions.map(({ place, kind }) => [place, kind])).toEqual([
      ['DKIM-Signature', 'signature'],
      ['DKIM-Signature', 'body-hash'],
      ['part of the message', 'outside'],
      ['part 2 (image/png)', 'attachment'],
    ]);
  });

  test('is told place by place, without a value', () => {
    expect(copy.changes).toContainEqual({
      place: 'Received',
      token: '[PERSON-01]',
      form: 'address',
      encodings: [],
      count: 1,
    });
    expect(copy.changes).toContainEqual({
      place: 'To',
      token: '[PERSON-01]',
      form: 'name',
      encodings: ['encoded-word'],
      count: 1,
    });
    expect(leaksIn(Buffer.from(JSON.stringify([copy.changes, copy.omissions])), VALUES)).toEqual([]);
  });

  test('has the bytes of each place of the original at the place that the map gives', () => {
    const map = new SpanMap(copy.segments, copy.bytes.length);
    const at = (needle: string) => ({ start: MIXED.indexOf(needle), end: MIXED.indexOf(needle) + needle.length });
    const copied = ({ start, end }: { start: number; end: number }) =>
      Buffer.from(copy.bytes.subarray(start, end)).toString();
    expect(copied(map.map(at('with ESMTP id 42')))).toBe('with ESMTP id 42');
    expect(copied(map.map(at('Tue, 20 Oct 2020 13:02:19 +0000')))).toBe('Tue, 20 Oct 2020 13:02:19 +0000');
    expect(copied(map.map(at(`<${ADDRESS}>; Tue`)))).toBe('<[PERSON-01]>; Tue');
    expect(copied(map.map(at('Office hours')))).toBe('Office hours');
    expect(copied(map.map(at('Gr=FC=DFe')))).toBe('Grüße, [PERSON-01]');
    expect(Buffer.from(copy.bytes.subarray(copy.bodyStart - 4, copy.bodyStart)).toString()).toBe('\r\n\r\n');
  });

  test('of a file that names a person gives no hash of it', () => {
    const named = regenerate(Buffer.from(MIXED), { needles, sha256, holdsValue: () => true, notice: [] });
    expect(textOf(named)).toContain('SHA-256: not given');
    expect([...named.tellingHashes]).toContain(sha256(Buffer.from('\x89PNG not searched')));
  });
});

test.each([
  ['no header', 'just text'],
  ['nothing', ''],
  ['a boundary that is never closed', 'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nJane Voter'],
  ['uuencoded text', `Subject: x\r\n\r\nbegin 644 a.txt\r\n#0V%T\r\n\`\r\nend\r\n`],
  [
    'a picture in the page',
    'Content-Type: text/html\r\n\r\n<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA">',
  ],
  ['a line from a mailbox', `From ${ADDRESS} Tue Oct 20 13:02:19 2020\r\nSubject: x\r\n\r\ny`],
  ['UTF-16', Buffer.from('\ufeffSubject: x\r\n\r\nJane Voter', 'utf16le')],
])('%s', (_, message) => {
  expect(leaksIn(copyOf(message).bytes, VALUES)).toEqual([]);
});

/** Where in a message a value may hide; each takes the value as it is to stand there. */
const PLACES: readonly ((hidden: string) => string)[] = [
  (hidden) => lines(`X-Note: ${hidden.replace(/\s+/g, ' ')}`, '', 'text'),
  (hidden) => lines(`Message-ID: <1.${hidden}@bulk.example>`, `References: <${hidden}>`, '', 'text'),
  (hidden) => lines(`List-Unsubscribe: <https://bulk.example/u?e=${hidden}>, <mailto:${hidden}>`, '', 'text'),
  (hidden) => lines(`Received: from a by b for <${hidden}>; Tue, 20 Oct 2020 13:02:19 +0000`, '', 'text'),
  (hidden) => lines('Content-Type: text/plain; charset=utf-8', '', 'text', hidden, 'text'),
  (hidden) =>
    part('text/html; charset=utf-8', 'base64', `<a href="https://x.example/${hidden}" title='${hidden}'>${hidden}</a>`),
  (hidden) => part('text/html; charset=utf-16le', 'base64', Buffer.from(`<p>${hidden}</p>`, 'utf16le')),
  (hidden) => part('text/calendar', 'base64', `BEGIN:VCALENDAR\r\nATTENDEE:mailto:${hidden}\r\nEND:VCALENDAR`),
  (hidden) => part('application/json', 'base64', JSON.stringify({ to: hidden })),
  (hidden) => part(`application/pdf; name="${hidden.replace(/["\r\n]/g, '')}"`, 'base64', 'a file'),
  (hidden) => part('application/octet-stream', 'base64', `binary ${hidden}`),
  (hidden) => lines('Content-Type: message/rfc822', '', `To: ${hidden.replace(/\s+/g, ' ')}`, '', hidden),
];

function part(type: string, encoding: string, content: string | Buffer): string {
  const text = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
  return lines(`Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`, '', text, '');
}

test('wherever a value hides and however it is encoded, it is not in the copy', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES),
      fc.constantFrom(...Object.entries(ENCODERS)),
      fc.constantFrom(...VALUES),
      fc.constantFrom('', ' ', ',', '/', '<', '&amp;'),
      (place, [, encode], value, beside) => {
        const copy = copyOf(place(`${beside}${encode(value)}${beside}`));
        expect(leaksIn(copy.bytes, [value])).toEqual([]);
      },
    ),
    { numRuns: 1_500 },
  );
}, 120_000);

test('any bytes: no exception, a copy that is told as one, and a map that stays inside of it', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .constantFrom(
        '\r\n',
        '\r\n\r\n',
        '--x',
        '--x--',
        'Content-Type: multipart/mixed; boundary=x\r\n',
        `To: ${ADDRESS}\r\n`,
        'DKIM-Signature: b=',
      )
      .map((text) => Buffer.from(text)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(400), fc.nat(60), (pieces, start, length) => {
      const bytes = Buffer.concat(pieces);
      const copy = copyOf(bytes);
      expect(textOf(copy).startsWith(NOTICE[0] ?? '')).toBe(true);
      const span = new SpanMap(copy.segments, copy.bytes.length).map({ start, end: start + length });
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(copy.bytes.length);
    }),
    { numRuns: 500 },
  );
});
