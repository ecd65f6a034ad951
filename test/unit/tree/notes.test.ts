/** Signed notes, checkpoints and proofs as texts: what is written reads back, and nothing else is accepted. */

import { beforeAll, describe, expect, test } from 'vitest';
import { sha256Bytes, treeOf } from '../../../electron/engine/custody/journal-tree';
import type { Signer } from '../../../electron/engine/identity/signer';
import { verifyLineSignature } from '../../../electron/engine/identity/verify-line-signature';
import { toBase64 } from '../../../shared/packet-format/pem';
import { checkSignatures, type KnownKey } from '../../../shared/packet-format/tree/check-signatures';
import {
  type Checkpoint,
  formatCheckpoint,
  headText,
  originOf,
  parseCheckpoint,
} from '../../../shared/packet-format/tree/checkpoint';
import { formatNote, keyIdOf, parseNote } from '../../../shared/packet-format/tree/signed-note';
import { fromBase64 } from '../../../shared/packet-format/tree/strict-base64';
import { formatProof, parseProof, provesLeaf } from '../../../shared/packet-format/tree/tlog-proof';
import fc from '../../helpers/properties';
import { testSigner } from '../../helpers/test-signer';

const utf8 = (text: string) => new TextEncoder().encode(text);
const ORIGIN = originOf(`case_${'ab'.repeat(16)}`);
const JOURNAL = Buffer.from('one\ntwo\nthree\nfour\nfive\n');

let first: Signer;
let second: Signer;
let checkpoint: Checkpoint;

beforeAll(async () => {
  first = await testSigner('Dana Test');
  second = await testSigner('Robin Second');
  checkpoint = await signed(first, second);
});

async function signed(...signers: readonly Signer[]): Promise<Checkpoint> {
  const tree = treeOf(JOURNAL);
  const head = { origin: ORIGIN, size: tree.size, root: Uint8Array.from(tree.root()) };
  const text = headText(head);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      name: ORIGIN,
      keyId: keyIdOf(signer.fingerprint),
      signature: Uint8Array.from(await signer.sign(utf8(text))),
    })),
  );
  return { ...head, text, signatures };
}

const keyOf = ({ fingerprint, name, certificatePem: certificate }: Signer): KnownKey => ({
  fingerprint,
  name,
  certificate,
});

describe('base64', () => {
  test('reads back what it writes and accepts no second way to write it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(text)).toEqual(bytes);
      }),
    );
    for (const text of ['A', 'AA', 'AA=', 'AB==', 'AAB=', 'AA==\n', ' AA==', 'AA==AA==', 'AA-_', '====']) {
      expect(fromBase64(text)).toBeUndefined();
    }
  });
});

describe('a signed note', () => {
  test('of the specification is read', () => {
    const text =
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';
    const reading = parseNote(utf8(text));

    expect(reading).toMatchObject({
      ok: true,
      value: {
        text: 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n',
        signatures: [{ name: 'quasimodo.example/salvatore', keyId: '367ba04b' }],
      },
    });
    expect(reading.ok && formatNote(reading.value)).toBe(text);
  });

  test('with sixteen signatures is read, as the specification asks', () => {
    const line = (n: number) => `— key${n} ${toBase64(Uint8Array.of(0, 0, 0, n, 1))}\n`;
    const note = `text\n\n${Array.from({ length: 16 }, (_, n) => line(n)).join('')}`;

    expect(parseNote(utf8(note))).toMatchObject({ ok: true, value: { signatures: { length: 16 } } });
    expect(parseNote(utf8(`text\n\n${line(1).repeat(65)}`)).ok).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['no signature', 'text\n\n'],
    ['no empty line', 'text\n— a AAAAAAE=\n'],
    ['no line end at its end', 'text\n\n— a AAAAAAE='],
    ['a carriage return', 'text\r\n\n— a AAAAAAE=\n'],
    ['a control character', 'te\u0007xt\n\n— a AAAAAAE=\n'],
    ['a tab', 'te\txt\n\n— a AAAAAAE=\n'],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAE=\n'],
    ['an en dash', 'text\n\n– a AAAAAAE=\n'],
    ['no name', 'text\n\n—  AAAAAAE=\n'],
    ['a plus in the name', 'text\n\n— a+b AAAAAAE=\n'],
    ['a blank in the name', 'text\n\n— a b AAAAAAE=\n'],
    ['an odd blank in the name', 'text\n\n— a\u2003b AAAAAAE=\n'],
    ['a next-line character in the name', 'text\n\n— a\u0085b AAAAAAE=\n'],
    ['two blanks', 'text\n\n— a  AAAAAAE=\n'],
    ['something behind the signature', 'text\n\n— a AAAAAAE= x\n'],
    ['base64 with loose bits', 'text\n\n— a AAAAAAF=\n'],
    ['a key id and no signature', 'text\n\n— a AAAAAA==\n'],
    ['a signature line of another form between', 'text\n\n— a AAAAAAE=\nx\n— a AAAAAAE=\n'],
    ['a mark of byte order', '\ufefftext\n\n— a AAAAAAE=\n\ufeff'],
  ])('with %s is none', (_, text) => {
    expect(parseNote(utf8(text)).ok).toBe(false);
  });

  test('that is not UTF-8, or far too long, is none', () => {
    expect(parseNote(Uint8Array.of(0xff, 0x0a, 0x0a)).ok).toBe(false);
    expect(parseNote(utf8(`${'x'.repeat(200_000)}\n\n— a AAAAAAE=\n`)).ok).toBe(false);
  });

  test('of any bytes throws nothing, and what is read is written again byte for byte', () => {
    const piece = fc.constantFrom('\n', '\n\n', '— ', 'a ', 'AAAAAAE=', 'text', '0', '\u2028', ORIGIN, 'x+y', ' ');
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(piece, { maxLength: 30 }).map((parts) => utf8(parts.join(''))),
    );
    fc.assert(
      fc.property(noise, (bytes) => {
        const reading = parseNote(bytes);
        if (reading.ok) {
          expect(Buffer.from(formatNote(reading.value))).toEqual(Buffer.from(bytes));
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a checkpoint', () => {
  test('has three lines, and reads back with its signatures', () => {
    const text = formatCheckpoint(checkpoint);

    expect(text.split('\n').slice(0, 4)).toEqual([ORIGIN, '5', toBase64(treeOf(JOURNAL).root()), '']);
    expect(parseCheckpoint(utf8(text))).toEqual({ ok: true, value: checkpoint });
  });

  test('of the specification is read', () => {
    const text =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';

    expect(parseCheckpoint(utf8(text))).toMatchObject({
      ok: true,
      value: { origin: 'example.com/behind-the-sofa', size: 20852163 },
    });
  });

  test('with lines after the root is read; they say nothing', () => {
    const text = `o\n1\n${toBase64(new Uint8Array(32))}\nmore\n\n— o AAAAAAE=\n`;

    expect(parseCheckpoint(utf8(text))).toMatchObject({ ok: true, value: { size: 1 } });
  });

  test.each([
    ['no root', 'o\n1\n'],
    ['an empty origin', `\n1\n${toBase64(new Uint8Array(32))}\n`],
    ['a leading zero', `o\n01\n${toBase64(new Uint8Array(32))}\n`],
    ['a sign', `o\n+1\n${toBase64(new Uint8Array(32))}\n`],
    ['a size that cannot be counted', `o\n9999999999999999\n${toBase64(new Uint8Array(32))}\n`],
    ['a size in hexadecimal', `o\n0x1\n${toBase64(new Uint8Array(32))}\n`],
    ['a root of 31 bytes', `o\n1\n${toBase64(new Uint8Array(31))}\n`],
    ['a root of 33 bytes', `o\n1\n${toBase64(new Uint8Array(33))}\n`],
    ['an empty line among its lines', `o\n1\n\n${toBase64(new Uint8Array(32))}\n`],
    ['an empty extension line', `o\n1\n${toBase64(new Uint8Array(32))}\n\nmore\n`],
  ])('with %s is none', (_, lines) => {
    expect(parseCheckpoint(utf8(`${lines}\n— o AAAAAAE=\n`)).ok).toBe(false);
  });

  test('names each key whose signature fits', async () => {
    const report = await checkSignatures(checkpoint, [keyOf(first), keyOf(second)], verifyLineSignature);

    expect(report.signers.map(({ name }) => name)).toEqual(['Dana Test', 'Robin Second']);
    expect([report.wrong, report.unknown]).toEqual([[], []]);
  });

  test('leaves signatures of unknown keys alone', async () => {
    const report = await checkSignatures(checkpoint, [keyOf(second)], verifyLineSignature);

    expect(report.signers.map(({ name }) => name)).toEqual(['Robin Second']);
    expect(report.unknown).toEqual([keyIdOf(first.fingerprint)]);
  });

  test('under another name is by no known key', async () => {
    const renamed = { ...checkpoint, signatures: checkpoint.signatures.map((one) => ({ ...one, name: 'other' })) };
    const report = await checkSignatures(renamed, [keyOf(first), keyOf(second)], verifyLineSignature);

    expect([report.signers, report.unknown.length]).toEqual([[], 2]);
  });

  test('with any bit changed is refused, or its signature does not fit, or is by nobody', async () => {
    const bytes = utf8(formatCheckpoint(await signed(first)));
    for (let offset = 0; offset < bytes.length; offset += 1) {
      for (const bit of [0, 3, 6]) {
        const changed = Uint8Array.from(bytes);
        changed[offset] = (changed[offset] ?? 0) ^ (1 << bit);
        const reading = parseCheckpoint(changed);
        const report = reading.ok ? await checkSignatures(reading.value, [keyOf(first)], verifyLineSignature) : null;
        expect(report?.signers ?? []).toEqual([]);
      }
    }
  });
});

describe('a proof', () => {
  const proofOf = (index: number) => {
    const hashes = treeOf(JOURNAL)
      .inclusionProof(index)
      .map((hash) => Uint8Array.from(hash));
    return { index, hashes, checkpoint };
  };

  test('reads back, and shows its line and no other', () => {
    const lines = JOURNAL.toString().trimEnd().split('\n').map(utf8);
    for (const [index, line] of lines.entries()) {
      const reading = parseProof(utf8(formatProof(proofOf(index))));
      expect(reading).toEqual({ ok: true, value: proofOf(index) });
      expect(reading.ok && provesLeaf(sha256Bytes, reading.value, line)).toBe(true);
      expect(reading.ok && provesLeaf(sha256Bytes, reading.value, utf8('other'))).toBe(false);
    }
  });

  test('of a journal of one entry needs no hash', () => {
    const tree = treeOf(Buffer.from('only\n'));
    const head = { origin: ORIGIN, size: 1, root: tree.root() };
    const alone = { ...head, text: headText(head), signatures: checkpoint.signatures };
    const reading = parseProof(utf8(formatProof({ index: 0, hashes: [], checkpoint: alone })));

    expect(reading.ok && provesLeaf(sha256Bytes, reading.value, utf8('only'))).toBe(true);
  });

  test('with extra data is read, and the data dropped', () => {
    const text = formatProof(proofOf(2)).replace('\nindex', '\nextra AAE=\nindex');

    expect(parseProof(utf8(text))).toEqual({ ok: true, value: proofOf(2) });
  });

  test.each<readonly [string, (text: string) => string]>([
    ['another first line', (text) => text.replace('@v1', '@v2')],
    ['extra data that is not base64', (text) => text.replace('\nindex', '\nextra !\nindex')],
    ['two lines of extra data', (text) => text.replace('\nindex', '\nextra AAE=\nextra AAE=\nindex')],
    ['no index', (text) => text.replace(/index \d+\n/, '')],
    ['an index with a zero before it', (text) => text.replace('index ', 'index 0')],
    ['a negative index', (text) => text.replace('index ', 'index -')],
    ['a hash cut short', (text) => text.replace(/^([A-Za-z0-9+/]{43})=$/m, '$1')],
    ['no checkpoint', (text) => text.split('\n\n')[0] ?? ''],
    ['no empty line', (text) => text.replace('\n\n', '\n')],
    ['carriage returns', (text) => text.replaceAll('\n', '\r\n')],
    ['a checkpoint without a signature', (text) => text.slice(0, text.indexOf('—'))],
    [
      '65 hashes',
      (text) => text.replace(/^index.*\n/m, (line) => line + `${toBase64(new Uint8Array(32))}\n`.repeat(65)),
    ],
  ])('with %s is none', (_, change) => {
    expect(parseProof(utf8(change(formatProof(proofOf(2))))).ok).toBe(false);
  });

  test('of any bytes throws nothing', () => {
    const piece = fc.constantFrom(
      'c2sp.org/tlog-proof@v1\n',
      'index 0\n',
      'index 9\n',
      'extra AAE=\n',
      `${toBase64(new Uint8Array(32))}\n`,
      '\n',
      'o\n1\n',
      '— o AAAAAAE=\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.array(piece).map((all) => utf8(all.join(''))),
        ),
        (bytes) => {
          const reading = parseProof(bytes);
          expect(reading.ok ? reading.value.index >= 0 : reading.problem.length > 0).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
