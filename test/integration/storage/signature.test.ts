import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { verifyDetached } from '../../../electron/engine/identity/verify-detached';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';

const folder = tempFolder('cms');
const content = Buffer.from('tag manifest\r\nwith both\nkinds of line ends\r', 'utf8');
const signingTime = new Date('2026-11-23T19:07:59.123Z');
let signer: Signer;
let signature: Uint8Array;

beforeAll(async () => {
  signer = await testSigner('Dana Größe, J.D.', 'Prüflabor & Co');
  signature = await signer.signDetached(content, signingTime);
  writeFileSync(join(folder, 'examiner.crt'), signer.certificatePem);
  writeFileSync(join(folder, 'root.crt'), signer.issuersPem[0] ?? '');
  writeFileSync(join(folder, 'content'), content);
  writeFileSync(join(folder, 'signature.p7s'), signature);
  const changed = Buffer.from(content);
  changed[3] = (changed[3] ?? 0) ^ 1;
  writeFileSync(join(folder, 'changed'), changed);
});

function openssl(...words: string[]): { readonly ok: boolean; readonly output: string } {
  try {
    return { ok: true, output: execFileSync('openssl', words, { cwd: folder, stdio: 'pipe', encoding: 'utf8' }) };
  } catch (error) {
    return { ok: false, output: error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error) };
  }
}

function cmsVerify(file: string, ...more: string[]) {
  const words = ['-binary', '-inform', 'DER', '-in', 'signature.p7s', '-content', file, '-CAfile', 'root.crt'];
  return openssl('cms', '-verify', ...words, '-out', 'out', ...more);
}

describe('a detached signature', () => {
  test('is verified by openssl, also as CAdES', () => {
    for (const more of [[], ['-purpose', 'any'], ['-cades'], ['-purpose', 'smimesign', '-cades']]) {
      expect([more, cmsVerify('content', ...more)]).toMatchObject([more, { ok: true }]);
    }
  });

  test('over a changed byte is refused by openssl', () => {
    expect(cmsVerify('changed')).toMatchObject({ ok: false });
  });

  test('names its signer and time, and is verified by Chainmail', () => {
    expect(verifyDetached(content, signature)).toEqual({
      ok: true,
      signer: { name: 'Dana Größe, J.D.', fingerprint: signer.fingerprint, certificatePem: signer.certificatePem },
      signingTime: '2026-11-23T19:07:59.000Z',
      detail: 'The signature fits: the bytes are those that Dana Größe, J.D. signed.',
    });
  });

  test('has the fingerprint that openssl computes from the certificate', () => {
    const pem = openssl('x509', '-in', 'examiner.crt', '-noout', '-pubkey').output;
    writeFileSync(join(folder, 'pub.pem'), pem);
    execFileSync('openssl', ['pkey', '-pubin', '-in', 'pub.pem', '-outform', 'DER', '-out', 'pub.der'], {
      cwd: folder,
    });
    expect(openssl('dgst', '-sha256', 'pub.der').output).toContain(signer.fingerprint);
  });

  test('with a byte changed, every third by turns, never verifies as somebody else and never throws', () => {
    let accepted = 0;
    for (let at = 0; at < signature.length; at += 3) {
      const changed = Uint8Array.from(signature);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const result = verifyDetached(content, changed);
      accepted += result.ok ? 1 : 0;
      if (result.ok) {
        expect(result.signer?.fingerprint).toBe(signer.fingerprint);
        expect(result.signer?.certificatePem).toBe(signer.certificatePem);
      }
    }
    // Bytes that nothing signs: version numbers, the unsigned list of digest algorithms, spellings of the signer's identifier.
    console.log(`signature flips: ${accepted} of ${Math.ceil(signature.length / 3)} harmless, the rest refused`);
  });

  test('of random bytes is refused without throwing', () => {
    for (let n = 0; n < 300; n += 1) {
      expect(verifyDetached(content, randomBytes(n * 3)).ok).toBe(false);
    }
  });

  test('with another key than P-256 is refused', () => {
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'rsa.key', '-x509', '-subj', '/CN=Rsa', '-out', 'rsa.crt'];
    expect(openssl('req', ...key).ok).toBe(true);
    const cms = ['-binary', '-in', 'content', '-signer', 'rsa.crt', '-inkey', 'rsa.key', '-outform', 'DER'];
    expect(openssl('cms', '-sign', ...cms, '-out', 'rsa.p7s').ok).toBe(true);
    const bytes = execFileSync('cat', [join(folder, 'rsa.p7s')]);
    const result = verifyDetached(content, bytes);
    expect(result).toMatchObject({ ok: false });
    expect(result.detail).toContain('P-256');
  });
});

describe('the root', () => {
  test('may issue certificates and lists, and nothing below an examiner', () => {
    const text = openssl('x509', '-in', 'root.crt', '-noout', '-text').output;
    expect(text).toContain('CA:TRUE, pathlen:0');
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    expect(text).toContain('Not After : Jan  1 00:00:00 2046 GMT');
    expect(openssl('verify', '-x509_strict', '-CAfile', 'root.crt', 'examiner.crt')).toMatchObject({ ok: true });
  });
});

describe('the certificate', () => {
  test('has the uses of a signer and ten years', () => {
    const text = openssl('x509', '-in', 'examiner.crt', '-noout', '-text').output;
    expect(text).toContain('Digital Signature, Non Repudiation');
    expect(text).toContain('E-mail Protection, 1.3.6.1.5.5.7.3.36');
    expect(text).toContain('CA:FALSE');
    expect(text).toContain('Not After : Jan  1 00:00:00 2036 GMT');
    expect(text).toContain('prime256v1');
  });
});
