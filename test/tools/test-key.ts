import { createPrivateKey, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { makeCertificate } from '../../electron/engine/identity/certificate';
import { makeKeyPair } from '../../electron/engine/identity/key-pair';
import { makeSigner } from '../../electron/engine/identity/make-signer';
import type { Signer } from '../../electron/engine/identity/signer';

/** Writes a test key and its certificate to `file`, in plain, for child programs to sign with. */
export async function writeTestKey(file: string): Promise<void> {
  const { privateKey, publicKey } = await makeKeyPair();
  const certificatePem = makeCertificate({
    name: 'Dana Test',
    organisation: 'Test Laboratory',
    publicKey,
    privateKey,
    serial: randomBytes(16),
    from: new Date('2026-01-01T00:00:00Z'),
  });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(file, JSON.stringify({ certificatePem, key }));
}

export function readTestKey(file: string): Signer {
  const { certificatePem, key } = JSON.parse(readFileSync(file, 'utf8')) as { certificatePem: string; key: string };
  return makeSigner({
    name: 'Dana Test',
    organisation: 'Test Laboratory',
    certificatePem,
    privateKey: createPrivateKey(key),
  });
}
