import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { readBody } from '../../../electron/engine/message/body-reading';
import { analyse } from '../../../shared/analysis/analyse';
import { readAnatomy } from '../../../shared/email/anatomy';
import { fromByteString } from '../../../shared/email/byte-string';
import { readExtras } from '../../../shared/email/extra-readings';
import { decodeDomain } from '../../../shared/email/punycode';
import type { ExtraReading } from '../../../shared/email/reading-list';
import { readRoute } from '../../../shared/email/route';
import { readTnef } from '../../../shared/email/tnef';
import { usualPreamble } from '../../../shared/email/usual-preamble';
import { writtenFiles } from '../../../shared/email/written-files';
import fc from '../../helpers/properties';
import { findFault } from '../email/check-anatomy';
import { hostileMails } from '../email/hostile';
import { identityAttacks } from './hostile-senders';
import { structureAttacks } from './hostile-set';

vi.setConfig({ testTimeout: 120_000 });

const seeds: readonly string[] = [
  ...structureAttacks.map(({ message }) => message),
  ...identityAttacks.map(({ header }) => `${header}\r\nTo: ben@example.net\r\n\r\nGood morning\r\n`),
  ...hostileMails.map(({ make }) => make(600)),
];

/** Pieces on which readers differ, to be thrown into other messages. */
const splinters = [
  ...[
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\0',
    ' ',
    '\t',
    '--b1',
    '--b1--',
    '\r\n--b1\r\n',
    '=',
    '"',
    '(',
    ')',
    '<',
    '>',
    '@',
  ],
  ...[
    ',',
    ';',
    ':',
    '\\',
    '=?utf-8?B?',
    '?=',
    '\xff',
    '\x1b$B',
    '~{',
    '+AGEA',
    'begin 644 x\r\n',
    '=ybegin name=x\r\n',
  ],
  ...[
    'Content-Type: multipart/mixed; boundary=b1\r\n',
    'Content-Transfer-Encoding: base64\r\n',
    'From: x@y.example\r\n',
  ],
  ...[
    '__proto__',
    'constructor',
    'message/rfc822',
    'boundary*0=',
    'Received: from a by b; 1 Jan 2020 00:00:00 +0000\r\n',
  ],
] as const;

/** A small generator of its own: a failure is found again by its number. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

function mutant(seed: number): string {
  const chance = createChance(seed * 2_654_435_761);
  const pick = (): string => seeds[chance(seeds.length)] ?? '';
  let text = pick();
  for (let round = 1 + chance(6); round > 0; round -= 1) {
    const at = chance(text.length + 1);
    const length = chance(40);
    const other = pick();
    const from = chance(other.length + 1);
    const changes = [
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + (splinters[chance(splinters.length)] ?? '') + text.slice(at),
      () => text.slice(0, at) + String.fromCharCode(chance(256)) + text.slice(at + 1),
      () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
      () => text.slice(0, at) + other.slice(from, from + 400) + text.slice(at),
      () => text.slice(0, at),
    ];
    text = changes[chance(changes.length)]?.() ?? text;
  }
  return text.slice(0, 20_000);
}

function faultOf(bytes: Uint8Array): string | undefined {
  const { anatomy, failures, findings } = analyse(bytes);
  const fault = findFault(bytes, anatomy, readRoute(anatomy));
  if (fault !== undefined) return fault;
  if (failures.length > 0) return JSON.stringify(failures);
  const { readings } = readExtras(bytes, anatomy);
  const spans = [...findings.flatMap((finding) => finding.spans), ...readings.map(({ span }) => span)];
  const outside = spans.find(({ start, end }) => !(start >= 0 && start <= end && end <= bytes.length));
  return outside === undefined ? undefined : `span outside: ${JSON.stringify(outside)}`;
}

describe('mutants of hostile mail', () => {
  test('10,000 of them: no exception, no span outside, no prototype changed', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const fault = faultOf(fromByteString(mutant(seed)));
      if (fault !== undefined) expect(`mutant ${seed}: ${fault}`).toBe('');
    }

    expect(Object.getOwnPropertyNames(Object.prototype).length).toBe(before);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('10,000 of them as bodies: each is read', async () => {
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const body = await readBody(fromByteString(mutant(seed)), undefined);
      if (body.attachments.length > 1000) expect(`mutant ${seed}`).toBe('');
    }

    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('the same bytes give the same readings', () => {
    const digest = (seed: number): string => {
      const bytes = fromByteString(mutant(seed));
      const { readings } = readExtras(bytes, readAnatomy(bytes));
      return createHash('sha256').update(JSON.stringify(readings)).digest('hex');
    };
    for (let seed = 1; seed <= 100; seed += 1) expect(digest(seed)).toBe(digest(seed));
  });
});

/** Bytes handed on as content: what extra readings cost is bounded by it, whatever the message does. */
function contentBytes(readings: readonly ExtraReading[]): number {
  return readings.reduce((sum, { content }) => sum + content.length, 0);
}

const grown: readonly (readonly [name: string, make: (size: number) => string])[] = [
  ...hostileMails.map(({ attack, make }) => [attack, make] as const),
  ...structureAttacks
    .filter((_, index) => index % 4 === 0)
    .map(
      ({ attack, message }) =>
        [attack, (size: number) => message + `\r\n${message}`.repeat(size / message.length)] as const,
    ),
  [
    'loose parts',
    (size) =>
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--c\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(size / 40)}`,
  ],
  [
    'messages in base64 in each other',
    (size) => {
      let inner = 'Subject: x\r\n\r\nGood morning';
      while (inner.length < size)
        inner = `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(inner).toString('base64')}`;
      return inner;
    },
  ],
  ['uuencoded files', (size) => `\r\n\r\n${'begin 644 x\r\n#86)C\r\n`\r\nend\r\n'.repeat(size / 30)}`],
];

describe('work grows no faster than the message', () => {
  test.each(grown)('%s', (_name, make) => {
    const bytes = fromByteString(make(200_000));
    const { readings } = readExtras(bytes, readAnatomy(bytes));

    expect(readings.length).toBeLessThanOrEqual(1000);
    expect(contentBytes(readings)).toBeLessThanOrEqual(bytes.length * 12 + (5 << 20));
  });

  test('20,000 parts, 10,000 fields, a line of 30 MB', () => {
    const parts = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(20_000)}--b--\r\n`;
    const fields = `${'X-A: b\r\n'.repeat(10_000)}From: a@example.com\r\n\r\nx`;
    const line = `From: a@example.com\r\nSubject: ${'x'.repeat(30 << 20)}\r\n\r\nx`;

    expect(readAnatomy(fromByteString(parts)).structure.parts).toHaveLength(19_999);
    expect(readAnatomy(fromByteString(fields)).fields).toHaveLength(10_001);
    expect(readAnatomy(fromByteString(line)).fields).toHaveLength(2);
  });

  test('300 MB in one message', () => {
    const bytes = new Uint8Array(300 << 20).fill(65);
    bytes.set(fromByteString('From: a@example.com\r\nContent-Type: application/octet-stream\r\n\r\n'));
    for (let at = 1000; at < bytes.length; at += 78) bytes[at] = 10;
    const anatomy = readAnatomy(bytes);

    expect(anatomy.structure.bodySpan.end).toBe(bytes.length);
    expect(readExtras(bytes, anatomy).readings).toEqual([]);
  });
});

describe('what is read beside MIME', () => {
  test('any bytes: written files, packages of Outlook, domains', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const tnef = fromByteString('\x78\x9f\x3e\x22\0\0');
        writtenFiles(bytes);
        readTnef(new Uint8Array([...tnef, ...bytes]));
        decodeDomain(`xn--${String.fromCharCode(...bytes)}`);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['xn--bnk-qla.example', 'b\u00e4nk.example'],
    ['xn--80ak6aa92e.example', '\u0430\u0440\u0440\u04cf\u0435.example'],
    ['www.xn--mnchen-3ya.example', 'www.m\u00fcnchen.example'],
    ['xn--eckwd4c7cu47r2wf.example', '\u30c9\u30e1\u30a4\u30f3\u540d\u4f8b.example'],
  ])('%s', (domain, shown) => {
    expect(decodeDomain(domain)).toBe(shown);
  });

  test('the usual sentence before the first part is no hidden text, another one is', () => {
    expect(usualPreamble('This is a multi-part message in MIME format.\r\n')).toBe(true);
    expect(usualPreamble('This is an S/MIME signed message\r\n\r\n')).toBe(true);
    expect(usualPreamble('This is a multi-part message in MIME format.\r\nPay to 123\r\n')).toBe(false);
  });
});
