/** PKCS #12 files as openssl writes them: the present form is taken over, others are refused by name. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { certificatesIn } from '../../../electron/engine/identity/certificate-bundle';
import { importPkcs12 } from '../../../electron/engine/identity/import-pkcs12';
import { readPkcs12 } from '../../../electron/engine/identity/read-pkcs12';
import { unlockIdentity } from '../../../electron/engine/identity/unlock-identity';
import { chainSentences, pkcs12Sentences } from '../../../shared/wording/identity';
import { failureOf, hasOpenssl, workbench } from './lab';

const FILE_PASSPHRASE = 'gr\u00fc\u00dfe';
const bench = workbench('pkcs12');
let hasLegacy = false;

/** Makes a file from the key and certificate of `name`. */
function exported(file: string, name: string, ...more: readonly string[]): Buffer {
  const words = ['pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.crt`, '-out', file];
  bench.openssl(...words, '-passout', `pass:${FILE_PASSPHRASE}`, ...more);
  return readFileSync(bench.path(file));
}

/** Turns the first bit of the number of rounds on: the value that follows its tag and length. */
function withRounds(bytes: Buffer, rounds: number): Buffer {
  const asked = Buffer.of(0x02, 0x02, 0x08, 0x00);
  const at = bytes.lastIndexOf(asked);
  expect(at, 'the number of rounds').toBeGreaterThan(0);
  const changed = Buffer.from(bytes);
  changed.writeUInt16BE(rounds, at + 2);
  return changed;
}

beforeAll(() => {
  if (!hasOpenssl) {
    return;
  }
  const root = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '3650'];
  bench.openssl(...root, '-subj', '/O=Agency/CN=Agency Root', '-keyout', 'root.key', '-out', 'root.crt');
  bench.write('leaf.ext', 'keyUsage=critical,digitalSignature\nextendedKeyUsage=emailProtection\n');
  const keys = { ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], rsa: ['rsa:2048'] };
  for (const [name, kind] of Object.entries(keys)) {
    const subject = ['-subj', '/O=Agency/CN=Eve Example', '-keyout', `${name}.key`, '-out', `${name}.csr`];
    bench.openssl('req', '-newkey', ...kind, '-nodes', ...subject);
    const by = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-extfile', 'leaf.ext', '-days', '365'];
    bench.openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.crt`);
  }
  try {
    exported('legacy.p12', 'ec', '-legacy');
    hasLegacy = true;
  } catch {
    // An openssl without its provider of old ciphers.
  }
});

async function refusal(bytes: Uint8Array, passphrase = FILE_PASSPHRASE): Promise<string> {
  return (await failureOf(readPkcs12(bytes, passphrase))).sentence;
}

describe.skipIf(!hasOpenssl)('a PKCS#12 file', () => {
  test('in the present form becomes an identity with its chain', async () => {
    const bytes = exported('full.p12', 'ec', '-certfile', 'root.crt');
    const order = { bytes, filePassphrase: FILE_PASSPHRASE, passphrase: 'own', issuers: [] };
    const made = await importPkcs12(order, bench.path('eve.json'), env);
    const signer = await unlockIdentity(made.file, 'own');
    expect([signer.name, signer.organisation, signer.issuersPem.length]).toEqual(['Eve Example', 'Agency', 1]);
    const key = bench.openssl('x509', '-in', 'ec.crt', '-noout', '-pubkey');
    bench.write('key.pem', key);
    bench.openssl('pkey', '-pubin', '-in', 'key.pem', '-outform', 'DER', '-out', 'key.der');
    expect(bench.openssl('dgst', '-sha256', 'key.der')).toContain(signer.fingerprint);
  });

  test.each([
    ['AES-128-CBC', []],
    ['AES-256-CBC', ['-macalg', 'SHA512']],
    ['AES-256-CBC', ['-certpbe', 'NONE']],
    ['AES-256-CBC', ['-macalg', 'SHA1', '-iter', '1000']],
  ])('sealed with %s and %j is read', async (cipher, more) => {
    const bytes = exported('kind.p12', 'ec', '-keypbe', cipher, '-certpbe', cipher, ...more);
    const { privateKey, certificates } = await readPkcs12(bytes, FILE_PASSPHRASE);
    expect([privateKey.asymmetricKeyType, certificates.length]).toEqual(['ec', 1]);
  });

  test('without its issuers takes them from a file of their own, and names who is missing', async () => {
    const order = {
      bytes: exported('bare.p12', 'ec'),
      filePassphrase: FILE_PASSPHRASE,
      passphrase: 'own',
      issuers: [],
    };
    const alone = await failureOf(importPkcs12(order, bench.path('bare.json'), env));
    expect(alone.sentence).toBe(chainSentences.unknownIssuer('Eve Example'));
    const issuers = certificatesIn(bench.read('root.crt'));
    const made = await importPkcs12({ ...order, issuers }, bench.path('bare.json'), env);
    expect((await unlockIdentity(made.file, 'own')).issuersPem).toHaveLength(1);
  });

  test('opens only with its passphrase', async () => {
    const bytes = exported('locked.p12', 'ec');
    for (const wrong of ['', 'wrong', FILE_PASSPHRASE.toUpperCase()]) {
      const refused = await failureOf(readPkcs12(bytes, wrong));
      expect(refused).toEqual({ code: 'wrong-passphrase', sentence: pkcs12Sentences.passphrase });
    }
  });

  test('with an old cipher is refused by name, before the passphrase is tried', async (context) => {
    if (!hasLegacy) {
      context.skip('this openssl has no old ciphers');
    }
    const old = pkcs12Sentences.form(pkcs12Sentences.oldEncryption);
    expect(await refusal(readFileSync(bench.path('legacy.p12')), 'wrong')).toBe(old);
  });

  test('with another kind of key, without a key or without a check sum is refused by name', async () => {
    expect(await refusal(exported('rsa.p12', 'rsa'))).toBe(pkcs12Sentences.otherKey);
    expect(await refusal(exported('keyless.p12', 'ec', '-nokeys'))).toBe(pkcs12Sentences.keys(0));
    const bare = exported('nomac.p12', 'ec', '-nomac');
    expect(await refusal(bare)).toBe(pkcs12Sentences.form(pkcs12Sentences.noMac));
  });

  test('that asks for endless rounds of hashing is refused before the first', async () => {
    const bytes = exported('rounds.p12', 'ec', '-iter', '2048');
    expect(await refusal(withRounds(bytes, 0x7fff))).toBe(pkcs12Sentences.passphrase);
    const many = exported('many.p12', 'ec', '-iter', '2000001', '-macalg', 'SHA1');
    expect(await refusal(many)).toBe(pkcs12Sentences.form(pkcs12Sentences.greedy));
  });

  test('with any byte changed, or cut short, is refused in a sentence or is the same key', async () => {
    const bytes = exported('flips.p12', 'ec', '-iter', '1');
    const known: readonly unknown[] = Object.values(pkcs12Sentences);
    const { oldEncryption, otherMac, noMac, greedy, nested } = pkcs12Sentences;
    const forms = [oldEncryption, otherMac, noMac, greedy, nested].map((what) => pkcs12Sentences.form(what));
    const { privateKey } = await readPkcs12(bytes, FILE_PASSPHRASE);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const sentence = await refusal(changed);
      if (sentence === '') {
        expect((await readPkcs12(changed, FILE_PASSPHRASE)).privateKey.equals(privateKey)).toBe(true);
      } else if (![...known, ...forms].includes(sentence)) {
        expect.fail(`byte ${at}: ${sentence}`);
      }
      expect(await refusal(bytes.subarray(0, at))).not.toBe('');
    }
  });
});
