import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { ignoring } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';
import { makeCertificate } from './certificate';
import { boundText, IDENTITY_VERSION, serialiseIdentity } from './identity-file';
import { fingerprintOf, makeKeyPair } from './key-pair';
import { defaultIdentityFile } from './profile-folder';
import { sealKey } from './sealed-key';

export interface NewIdentity {
  readonly name: string;
  /** May be empty. */
  readonly organisation: string;
  readonly passphrase: string;
}

export interface CreatedIdentity {
  /** SHA-256 of the public key, hexadecimal. */
  readonly fingerprint: string;
  readonly certificatePem: string;
  readonly file: string;
}

/**
 * Makes a key pair and a self-signed certificate, and writes them to `file`, the key under the passphrase.
 *
 * @param file the profile's identity file unless told
 * @throws FailureError `target-exists`, `bad-request`, `disk-full`, `internal`
 */
export async function createIdentity(
  { name, organisation, passphrase }: NewIdentity,
  file: string | undefined,
  env: Environment,
): Promise<CreatedIdentity> {
  const path = file ?? defaultIdentityFile();
  refuseEmpty(name, passphrase);
  await refuseExisting(path);
  const { privateKey, publicKey } = await makeKeyPair();
  const random = (count: number) => Buffer.from(env.randomHex(count), 'hex');
  const from = new Date(Math.trunc(env.now() / 1000) * 1000);
  const certificate = makeCertificate({ name, organisation, publicKey, privateKey, serial: random(16), from });
  const part = {
    format: 'chainmail-identity' as const,
    version: IDENTITY_VERSION as 1,
    name,
    organisation,
    fingerprint: fingerprintOf(publicKey),
    certificate,
    createdAt: from.toISOString(),
  };
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
  const key = await sealKey(secret, passphrase, boundText(part), random);
  secret.fill(0);
  await asStorage('the identity file', () => privateFolder(dirname(path)));
  await durableWrite(path, serialiseIdentity({ ...part, key }), env.randomHex, { what: 'the identity file' });
  return { fingerprint: part.fingerprint, certificatePem: certificate, file: path };
}

function refuseEmpty(name: string, passphrase: string): void {
  if (name.trim() === '' || passphrase === '') {
    throw new FailureError(
      'bad-request',
      'An identity needs a name and a passphrase. Nothing was written. Give both and try again.',
    );
  }
}

/** A key that has signed must not be lost to a second one. */
async function refuseExisting(path: string): Promise<void> {
  await ignoring(['ENOENT'], async () => {
    await stat(path);
    throw new FailureError(
      'target-exists',
      `There is already an identity at "${path}". It was not touched. Use it, or name another file for the new one.`,
    );
  });
}
