import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeRequest, readRequest } from '../../../electron/engine/identity/certificate-request';
import { fingerprintOf, makeKeyPair } from '../../../electron/engine/identity/key-pair';
import { FailureError } from '../../../shared/contract/failure';
import { pemBlocks, toPem } from '../../../shared/packet-format/pem';
import { requestSentences } from '../../../shared/wording/identity';
import fc from '../../helpers/properties';

const SUBJECT = { name: 'Dana Größe', organisation: 'Prüflabor & Co' };
let keys: Awaited<ReturnType<typeof makeKeyPair>>;
let request: string;

beforeAll(async () => {
  keys = await makeKeyPair();
  request = makeRequest(SUBJECT, keys.publicKey, keys.privateKey);
});

function refusalOf(text: string): string {
  try {
    readRequest(text);
    return 'accepted';
  } catch (error) {
    return error instanceof FailureError ? error.message : `not a failure: ${String(error)}`;
  }
}

describe('a certificate request', () => {
  test('is read back, with talk around it and under its old name', () => {
    const old = request.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST');
    for (const text of [request, `Request of Dana\n\n${request}`, request.replaceAll('\n', '\r\n'), old]) {
      const read = readRequest(text);
      expect([read.name, read.organisation]).toEqual([SUBJECT.name, SUBJECT.organisation]);
      expect(fingerprintOf(read.publicKey)).toBe(fingerprintOf(keys.publicKey));
    }
  });

  test('for any name is read back as far as a certificate holds it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        (name, organisation) => {
          fc.pre(name.trim() !== '' && !/\p{Cc}/u.test(name + organisation));
          const read = readRequest(makeRequest({ name, organisation }, keys.publicKey, keys.privateKey));
          expect(read.name).toBe([...name].slice(0, 64).join(''));
          expect(read.organisation).toBe([...organisation].slice(0, 64).join(''));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('with any bit changed is refused in a sentence', () => {
    const [der = new Uint8Array()] = pemBlocks(request, 'CERTIFICATE REQUEST') ?? [];
    for (let at = 0; at < der.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(der);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const refusal = refusalOf(toPem(changed, 'CERTIFICATE REQUEST'));
        if (!Object.values<string>(requestSentences).includes(refusal)) {
          expect.fail(`bit ${bit} of byte ${at}: ${refusal}`);
        }
      }
    }
  });

  test('of any bytes is refused in a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (bytes) => {
        expect(refusalOf(toPem(bytes, 'CERTIFICATE REQUEST'))).toBe(requestSentences.notRequest);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(refusalOf(text)).toBe(requestSentences.notRequest);
      }),
    );
  });

  test('by another key than the one that it names, for another kind of key, or for nobody is refused', async () => {
    const other = await makeKeyPair();
    expect(refusalOf(makeRequest(SUBJECT, keys.publicKey, other.privateKey))).toBe(requestSentences.notProven);
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    expect(refusalOf(makeRequest(SUBJECT, p384.publicKey, p384.privateKey))).toBe(requestSentences.otherKind);
    const nobody = makeRequest({ name: ' ', organisation: '' }, keys.publicKey, keys.privateKey);
    expect(refusalOf(nobody)).toBe(requestSentences.nameless);
    expect(refusalOf(request + request)).toBe(requestSentences.notRequest);
  });
});
