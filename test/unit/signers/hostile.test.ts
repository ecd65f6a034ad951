import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { basename, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { HEAD_BYTES } from '../../../electron/engine/ingest/readers/reader';
import { readerFor } from '../../../electron/engine/ingest/readers/registry';
import { verifyScheme } from '../../../electron/engine/signers/verify-scheme';
import { derElement, derInteger } from '../../../shared/packet-format/timestamp/der-writer';
import { looksLikeCertificates, readCertificateFile } from '../../../shared/signers/certificate-file';
import { readPathCertificate } from '../../../shared/signers/path-certificate';
import { readKeyBlock } from '../../../shared/signers/pgp/key-block';
import { looksLikeKeys, readKeyFile } from '../../../shared/signers/pgp/key-file';
import { keyMaterial } from '../../../shared/signers/pgp/key-material';
import { verifyRsa } from '../../../shared/signers/rsa';
import { signatureScheme } from '../../../shared/signers/scheme';
import fc from '../../helpers/properties';
import { pgpKey } from '../analysis/signatures/sample-signatures';
import { everyNth, filesBelow, hasSharedCorpora, readBytes, sharedCorpora } from '../email/corpora';
import { sampleCertificate, sampleKey } from './sample-certificates';

const READERS: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  looksLikeCertificates,
  readCertificateFile,
  readPathCertificate,
  looksLikeKeys,
  readKeyFile,
  readKeyBlock,
  signatureScheme: (bytes) => signatureScheme(bytes, 'sha256'),
  keyMaterial: (bytes) => [1, 17, 19, 22, 27].map((algorithm) => keyMaterial(algorithm, bytes)),
  verifyRsa: (bytes) => verifyRsa({ kind: 'rsa', digest: 'sha256' }, bytes, bytes, bytes),
};

const key = sampleKey();
const certificate = sampleCertificate({ subject: 'Root', issuer: 'Root', key, issuerKey: key });
const pem = (der: Uint8Array) =>
  Buffer.from(`-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`);

/** One byte is another, or some are missing. */
const damaged = (whole: Uint8Array) =>
  fc.tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length)).map(([at, byte, length]) => {
    const copy = Uint8Array.from(whole.subarray(0, length));
    if (at < copy.length) copy[at] = byte;
    return copy;
  });

describe('readers of certificates and keys', () => {
  test.each(Object.entries(READERS))('%s takes any bytes without an exception', (_, read) => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      damaged(certificate),
      damaged(pem(certificate)),
      damaged(pgpKey('2020-01-01T00:00:00Z')),
    );
    void fc.assert(fc.property(bytes, (one) => read(one) !== null));
  });

  it('take a file of ten thousand certificates, and of so many blocks that are none', () => {
    const many = Buffer.concat(Array.from({ length: 10_000 }, () => pem(certificate)));
    expect(readCertificateFile(many).certificates).toHaveLength(10_000);
    const none = Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'.repeat(30_000));
    expect(readCertificateFile(none)).toMatchObject({ certificates: [], strange: 20_000 });
    expect(readCertificateFile(Buffer.from('-----BEGIN CERTIFICATE-----\n'.repeat(100_000))).certificates).toEqual([]);
    expect(readKeyFile(Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'.repeat(100_000))).keys).toEqual([]);
    expect(readKeyFile(new Uint8Array(1 << 20).fill(0x88)).keys).toEqual([]);
  });

  it('do not take mail, or a text that speaks of certificates, for them', () => {
    expect(looksLikeCertificates(Buffer.from('See -----BEGIN CERTIFICATE----- there'))).toBe(false);
    expect(looksLikeKeys(Buffer.from('> -----BEGIN PGP PUBLIC KEY BLOCK-----'))).toBe(false);
    expect(looksLikeKeys(Buffer.from('-----BEGIN PGP PRIVATE KEY BLOCK-----\n'))).toBe(false);
    expect(looksLikeCertificates(derElement(0x30, derInteger(Uint8Array.of(1))))).toBe(false);
  });
});

describe.skipIf(!hasSharedCorpora)('files of the collections', () => {
  it('of mail are not taken for certificates or keys', () => {
    const files = ['ham', 'parser-suites', 'formats/smime-pgp'].flatMap((name) =>
      everyNth(filesBelow(join(sharedCorpora, name)), name === 'ham' ? 5 : 1),
    );
    const taken = files.filter((file) => {
      const reader = readerFor(readBytes(file).subarray(0, HEAD_BYTES), basename(file));
      return reader?.id === 'certificates' || reader?.id === 'openpgp-keys';
    });
    expect(taken.map((file) => basename(file)).sort()).toEqual([
      'StartComCertificationAuthority.crt',
      'StartComClass1PrimaryIntermediateClientCA.crt',
      'mimekit.gpg.pub',
    ]);
  });
});

describe('keys that cost time', () => {
  const rsa = (modulus: Uint8Array, exponent: Uint8Array) =>
    derElement(
      0x30,
      derElement(0x30, derElement(0x06, Buffer.from('2a864886f70d010101', 'hex')), derElement(0x05)),
      derElement(0x03, Uint8Array.of(0), derElement(0x30, derInteger(modulus), derInteger(exponent))),
    );
  const scheme = { kind: 'rsa', digest: 'sha256' } as const;
  const data = Buffer.from('Good morning');

  test.each([
    ['65,536 bits', rsa(Buffer.alloc(8_192, 0xff), Uint8Array.of(1, 0, 1))],
    ['an exponent as long as the modulus', rsa(Buffer.alloc(256, 0xff), Buffer.alloc(255, 0xff))],
  ])('%s: not computed', (_, spki) => {
    expect(verifyScheme(scheme, spki, data, Buffer.alloc(256, 1))).toBe('unknown');
    expect(verifyRsa(scheme, spki, data, Buffer.alloc(256, 1))).toBe('unknown');
  });

  it('of OpenPGP are not read', () => {
    const long = Buffer.concat([Uint8Array.of(0xff, 0xff), Buffer.alloc(8_192, 0xff), Uint8Array.of(0, 17, 1, 0, 1)]);
    expect(keyMaterial(1, long)).toBeUndefined();
    expect(keyMaterial(17, Buffer.concat([long, long]))).toBeUndefined();
  });
});

describe('RSA by numbers beside Node', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const data = Buffer.from('Good morning');

  test.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('%s', (digest) => {
    const scheme = { kind: 'rsa', digest } as const;
    const signature = sign(digest, data, pair.privateKey);
    const other = Buffer.from(signature);
    other.writeUInt8(other.readUInt8(40) ^ 1, 40);
    for (const one of [signature, other, signature.subarray(1), Buffer.alloc(128), Buffer.alloc(128, 0xff)]) {
      expect(verifyRsa(scheme, spki, data, one)).toBe(verifyScheme(scheme, spki, data, one));
    }
    expect(verifyRsa(scheme, spki, data, signature)).toBe('good');
  });

  it('knows neither PSS nor other keys', () => {
    const pss = sign('sha256', data, { key: pair.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING });
    expect(verifyRsa({ kind: 'pss', digest: 'sha256', saltLength: 32 }, spki, data, pss)).toBe('unknown');
    expect(verifyRsa({ kind: 'rsa', digest: 'sha256' }, spki, data, pss)).toBe('bad');
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
    expect(verifyRsa({ kind: 'rsa', digest: 'sha256' }, curve, data, pss)).toBe('unknown');
  });
});
