import { randomBytes } from 'node:crypto';
import { makeCertificate } from '../../electron/engine/identity/certificate';
import { makeKeyPair } from '../../electron/engine/identity/key-pair';
import { makeSigner } from '../../electron/engine/identity/make-signer';
import type { Signer } from '../../electron/engine/identity/signer';

/** An examiner with a fresh key, without a file and without the time that a passphrase takes. */
export async function testSigner(name = 'Dana Test', organisation = 'Test Laboratory'): Promise<Signer> {
  const { privateKey, publicKey } = await makeKeyPair();
  const from = new Date('2026-01-01T00:00:00Z');
  const certificatePem = makeCertificate({ name, organisation, publicKey, privateKey, serial: randomBytes(16), from });
  return makeSigner({ name, organisation, certificatePem, privateKey });
}
