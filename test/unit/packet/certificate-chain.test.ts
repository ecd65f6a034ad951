import { randomBytes, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type KeyWithCertificate, makeExaminer, makeRoot } from '../../../electron/engine/identity/issue-chain';
import { verifyIssued } from '../../../electron/engine/identity/verify-issued';
import { chainProblem, p256Point, validityOf } from '../../../shared/packet-format/certificate-chain';
import { type CertificateFields, readCertificate } from '../../../shared/packet-format/certificate-fields';
import fc from '../../helpers/properties';

const OWNER = { name: 'J. Doe', organisation: 'Example State Police' };
const FROM = new Date(Date.UTC(2026, 0, 1));
let rootKeys: KeyWithCertificate;
let root: CertificateFields;
let leaf: CertificateFields;

function fieldsOf(pem: string): CertificateFields {
  const fields = readCertificate(new X509Certificate(pem).raw);
  if (fields === undefined) {
    throw new Error('a certificate of ours is not read');
  }
  return fields;
}

beforeAll(async () => {
  rootKeys = await makeRoot(OWNER, FROM, randomBytes);
  root = fieldsOf(rootKeys.certificatePem);
  leaf = fieldsOf((await makeExaminer(OWNER, rootKeys, FROM, randomBytes)).certificatePem);
});

describe('a certificate', () => {
  test('is read as Node reads it', () => {
    for (const fields of [root, leaf]) {
      const node = new X509Certificate(fields.der);
      expect(fields.serial.toUpperCase()).toBe(node.serialNumber);
      expect(new Date(fields.notBefore)).toEqual(new Date(node.validFrom));
      expect(new Date(fields.notAfter)).toEqual(new Date(node.validTo));
      expect(fields.isAuthority).toBe(node.ca);
      expect(Buffer.from(fields.publicKey)).toEqual(node.publicKey.export({ type: 'spki', format: 'der' }));
    }
    expect([root.name, leaf.name]).toEqual(['Root of Example State Police', 'J. Doe']);
    expect([root.pathLength, root.maySign, leaf.maySign]).toEqual([0, false, true]);
    expect(p256Point(leaf.publicKey)).toHaveLength(65);
  });

  test('of any bytes, and with any bit changed, is taken calmly', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void readCertificate(bytes)));
    for (let at = 0; at < leaf.der.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Uint8Array.from(leaf.der);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        readCertificate(changed);
      }
      expect(readCertificate(leaf.der.subarray(0, at))).toBeUndefined();
    }
  });
});

describe('a chain', () => {
  test('holds from the examiner to the root, and for a root alone only its own signature', async () => {
    expect(await chainProblem([leaf, root], verifyIssued)).toBeUndefined();
    expect(await chainProblem([root], verifyIssued)).toMatchObject({ kind: 'wrong-use' });
    expect(await chainProblem([], verifyIssued)).toMatchObject({ kind: 'wrong-use' });
  });

  test('with any bit of a certificate changed does not hold', async () => {
    for (let at = 0; at < leaf.der.length; at += 1) {
      const changed = Uint8Array.from(leaf.der);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const read = readCertificate(changed);
      if (read !== undefined && (await chainProblem([read, root], verifyIssued)) === undefined) {
        expect.fail(`byte ${at} does not count`);
      }
    }
  });

  test('says who is missing, who did not sign and who may not', async () => {
    const impostor = fieldsOf((await makeRoot(OWNER, FROM, randomBytes)).certificatePem);
    const stranger = fieldsOf((await makeRoot({ name: 'X', organisation: 'Y' }, FROM, randomBytes)).certificatePem);
    const below = fieldsOf(
      (
        await makeExaminer(
          { name: 'Below', organisation: '' },
          { ...rootKeys, certificatePem: pemOf(leaf) },
          FROM,
          randomBytes,
        )
      ).certificatePem,
    );
    expect(await chainProblem([leaf], verifyIssued)).toEqual({ kind: 'unknown-issuer', name: 'J. Doe' });
    expect(await chainProblem([leaf, stranger], verifyIssued)).toEqual({ kind: 'unknown-issuer', name: 'J. Doe' });
    expect(await chainProblem([leaf, impostor], verifyIssued)).toEqual({
      kind: 'broken',
      name: 'J. Doe',
      issuer: 'Root of Example State Police',
    });
    // Issued in the examiner's name: their key did not sign it, and could not have.
    expect(await chainProblem([below, leaf, root], verifyIssued)).toMatchObject({ kind: 'broken', name: 'Below' });
    expect(await chainProblem([below, leaf, root], () => true)).toEqual({ kind: 'no-authority', name: 'J. Doe' });
  });

  test('is judged by the time of signing; what ran out later is only said', () => {
    const year = (number: number) => Date.UTC(number, 5, 1);
    const at = (signed: number, now: number) => validityOf([leaf, root], year(signed), year(now))?.state;
    expect(at(2026, 2027)).toBe('valid');
    expect(at(2026, 2040)).toBe('expired-since');
    expect(at(2026, 2060)).toBe('expired-since');
    expect(at(2037, 2037)).toBe('expired-when-signed');
    expect(at(2025, 2026)).toBe('not-yet-valid');
    expect(validityOf([leaf, root], leaf.notBefore, leaf.notAfter)?.state).toBe('valid');
    expect(validityOf([leaf, root], leaf.notAfter, leaf.notAfter + 1)?.state).toBe('expired-since');
  });
});

function pemOf(fields: CertificateFields): string {
  return new X509Certificate(fields.der).toString();
}
