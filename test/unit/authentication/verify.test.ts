import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fieldSource } from '../../../shared/authentication/field-source';
import { readSignature } from '../../../shared/authentication/signature';
import { messageSignedData } from '../../../shared/authentication/verify-signature';
import { readHeader } from '../../../shared/email/anatomy';
import fc from '../../helpers/properties';
import { authenticationOf, held } from './held';

/** Messages signed here with keys made here: what verifies, and what a change does to it. */

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ed = generateKeyPairSync('ed25519');
const short = generateKeyPairSync('rsa', { modulusLength: 512 });

const spki = (key: typeof rsa): string => key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const KEYS = `
; date: 2026-11-20T10:00:00Z
rsa._domainkey.example.org. 300 IN TXT "v=DKIM1; p=${spki(rsa)}"
ed._domainkey.example.org. 300 IN TXT "v=DKIM1; k=ed25519; p=${ed.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')}"
short._domainkey.example.org. 300 IN TXT "v=DKIM1; p=${spki(short)}"
old._domainkey.example.org. 300 IN TXT "v=DKIM1; p="
pkcs._domainkey.example.org. 300 IN TXT "v=DKIM1; p=${rsa.publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')}"
example.org. 300 IN TXT "v=spf1 ip4:192.0.2.0/24 -all"
_dmarc.example.org. 300 IN TXT "v=DMARC1; p=reject"
`;

const HEADER =
  'Return-Path: <anna@example.org>\r\n' +
  'Received: from mail.example.org (mail.example.org [192.0.2.10])\r\n by mx.example.net (Postfix) with ESMTPS id 4FmBc10nF4z307P;\r\n Thu, 20 May 2021 14:16:01 +0000\r\n' +
  'From: Anna <anna@example.org>\r\nTo: ben@example.net\r\nSubject: [list] Minutes\r\n  of Thursday\r\nDate: Thu, 20 May 2021 16:15:55 +0200\r\n';
const BODY = 'Good  morning \r\n\r\nAnna\r\n\r\n';

interface Choices {
  readonly selector?: 'rsa' | 'ed' | 'short' | 'old' | 'pkcs';
  readonly algorithm?: string;
  readonly form?: string;
  readonly more?: string;
  readonly header?: string;
}

/** A message with a signature that is right. */
function signed({
  selector = 'rsa',
  algorithm = selector === 'ed' ? 'ed25519-sha256' : 'rsa-sha256',
  form = 'relaxed/relaxed',
  more = '',
  header = HEADER,
}: Choices = {}): string {
  const isSimple = form.endsWith('simple');
  const canonical = isSimple ? 'Good  morning \r\n\r\nAnna\r\n' : 'Good morning\r\n\r\nAnna\r\n';
  const hash = algorithm.slice(algorithm.indexOf('-') + 1);
  const length = /l=(\d+)/.exec(more)?.[1];
  const bh = createHash(hash)
    .update(length === undefined ? canonical : canonical.slice(0, Number(length)))
    .digest('base64');
  const field = (b: string): string =>
    `DKIM-Signature: v=1; a=${algorithm}; c=${form}; d=example.org; s=${selector};\r\n h=from:to:subject:date:from; t=1621520157;${more} bh=${bh};\r\n b=${b}\r\n`;
  const bytes = Buffer.from(`${field('')}${header}\r\n`, 'latin1');
  const { fields } = readHeader(bytes);
  const own = fields[0] === undefined ? undefined : readSignature(fields[0]);
  if (own === undefined) {
    throw new Error('no signature');
  }
  const data = messageSignedData(own, fields, fieldSource(bytes));
  const key = selector === 'short' ? short.privateKey : rsa.privateKey;
  const value =
    selector === 'ed'
      ? signBytes(null, createHash('sha256').update(data).digest(), ed.privateKey)
      : signBytes(hash, data, key);
  const base64 = value.toString('base64');
  return `${field(`${base64.slice(0, 40)}\r\n  ${base64.slice(40)}`)}${header}\r\n${BODY}`;
}

const read = (text: string, keys = KEYS) => authenticationOf(new Uint8Array(Buffer.from(text, 'latin1')), held(keys));
const first = (text: string, keys = KEYS) => {
  const [one] = read(text, keys).dkim;
  if (one === undefined) {
    throw new Error('no signature was read');
  }
  return one;
};

describe('DKIM with keys held as evidence', () => {
  test.each([
    ['RSA', {}],
    ['Ed25519', { selector: 'ed' }],
    ['a bare RSA key (PKCS #1)', { selector: 'pkcs' }],
    ['simple forms', { form: 'simple/simple' }],
    ['SHA-1, marked as weak', { algorithm: 'rsa-sha1' }],
  ] as const)('%s: pass, also with LF line ends', (_, choices) => {
    for (const text of [signed(choices), signed(choices).replaceAll('\r\n', '\n')]) {
      expect(first(text)).toMatchObject({ bodyHash: 'match', signature: 'pass', headerSignature: 'pass' });
      expect(first(text).reason.includes('SHA-1')).toBe('algorithm' in choices);
    }
  });

  test('DMARC and SPF with it, each naming evidence and date', () => {
    const { spf, dmarc, dnsEvidence } = read(signed());
    expect([spf.result, dmarc.result]).toEqual(['pass', 'pass']);
    expect(spf.reason).toContain('E-002, asked 2026-11-20 10:00:00 UTC');
    expect(dnsEvidence).toBe('E-002, asked 2026-11-20 10:00:00 UTC');
    const forged = read(
      signed().replace('From: Anna <anna@example.org>', 'From: Anna <anna@example.com>'),
      `${KEYS}\n_dmarc.example.com. IN TXT "v=DMARC1; p=none"`,
    );
    expect(forged.dmarc.result).toBe('fail');
  });

  test('without the key it is not determined; a key that was withdrawn or too short proves nothing', () => {
    expect(first(signed(), '').signature).toBe('not-determined');
    expect(read(signed(), '').dnsEvidence).toBeNull();
    expect(first(signed({ selector: 'old' })).signature).toBe('permerror');
    expect(first(signed({ selector: 'short' }))).toMatchObject({
      signature: 'fail',
      reason: expect.stringContaining('512 bits'),
    });
    const gone =
      ';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 1\n;; QUESTION SECTION:\n;rsa._domainkey.example.org. IN TXT\n';
    expect(first(signed(), gone)).toMatchObject({
      signature: 'not-determined',
      reason: expect.stringContaining('says nothing about the day'),
    });
  });

  test('one of two recorded keys fits: that is a proof', () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const two = `rsa._domainkey.example.org. IN TXT "v=DKIM1; p=${spki(other)}"\n${KEYS}`;
    expect(first(signed(), two).signature).toBe('pass');
  });

  test('a changed header, a changed body, a second From', () => {
    expect(first(signed().replace('Anna <', 'Anne <'))).toMatchObject({ bodyHash: 'match', signature: 'fail' });
    expect(first(signed().replace('Good', 'Bad'))).toMatchObject({
      bodyHash: 'mismatch',
      signature: 'fail',
      headerSignature: 'pass',
    });
    expect(first(`From: Eve <eve@example.com>\r\n${signed()}`).signature).toBe('fail');
  });

  test('a list: footer and subject tag, each undone by itself', () => {
    const posted = `${signed({ header: HEADER.replace('[list] ', '') })}-- \r\nlist@example.com\r\n`.replace(
      'Minutes',
      '[list] Minutes',
    );
    const one = first(posted);
    expect(one).toMatchObject({ bodyHash: 'mismatch', signature: 'fail' });
    expect(one.reason).toContain('intact except for what was added');
    expect(one.reason).toContain('without a tag in the subject');
    expect(one.undone?.added.map(({ start, end }) => posted.slice(start, end).trim())).toEqual([
      '-- \r\nlist@example.com',
    ]);
  });

  test('the cover: fields by instance from the bottom, the body as far as it is signed', () => {
    const text = `Subject: later\r\n${signed({ more: ' l=12;' })}`;
    const one = first(text);
    const covered = one.covers.map(({ start, end }) => text.slice(start, end)).join('');
    expect(one.bodyHash).toBe('match');
    expect(covered).toContain('Subject: [list] Minutes');
    expect(covered).not.toContain('Subject: later');
    expect(covered).not.toContain('Received:');
    expect(covered.endsWith('Good  morning')).toBe(true);
    expect(one.uncovered.map(({ start, end }) => text.slice(start, end))).toEqual(['Subject: later\r\n']);
  });
});

describe('any header', () => {
  const words = [
    ...signed().split(/(?<=[;\r\n =])/),
    'ARC-Seal: i=1; cv=none;',
    'ARC-Message-Signature: i=1;',
    'Authentication-Results: a.example;',
    ' dkim=pass',
    '(',
    '"',
    'Received-SPF: pass',
  ];

  test('no exception, spans inside, the same again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join('')),
          fc.string({ maxLength: 300 }),
        ),
        (text) => {
          const one = read(text);
          expect(read(text)).toEqual(one);
          const spans = [
            ...one.results,
            ...one.furtherResults,
            ...one.dkim,
            ...one.arc,
            ...one.dkim.flatMap(({ covers, uncovered }) => [...covers, ...uncovered]),
          ];
          const length = Buffer.from(text, 'latin1').length;
          expect(spans.filter(({ start, end }) => start < 0 || end < start || end > length)).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('what was made to cost time ends all the same', () => {
    const folds = `DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=rsa; h=from${':from'.repeat(20_000)}; bh=AA==; b=${' \r\n A'.repeat(20_000)}\r\n`;
    const many = Array.from(
      { length: 400 },
      (_, index) => signed().replace('s=rsa', `s=rsa${index}`).split('\r\nReturn-Path')[0],
    ).join('\r\n');
    const results = `Authentication-Results: a.example;${' dkim=pass header.d=x;'.repeat(5_000)}\r\n`;
    const nested = `Authentication-Results: ${'('.repeat(50_000)}\r\n`;
    const word = `Authentication-Results: a; dkim=pass ${'a'.repeat(100_000)}\r\n`;
    for (const hostile of [folds, `${many}\r\n`, results, nested, word]) {
      const { dkim, results: stated } = read(`${hostile}${HEADER}\r\n${BODY}`);
      expect(stated.length).toBeLessThanOrEqual(100);
      expect(dkim.every(({ signature }) => signature !== 'pass')).toBe(true);
    }
    expect(first(`X: ${'a'.repeat(300_000)}\r\n${signed()}`)).toMatchObject({
      signature: 'not-determined',
      reason: expect.stringContaining('not evaluated'),
    });
  });
});
