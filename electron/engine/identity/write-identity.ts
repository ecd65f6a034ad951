import type { KeyObject } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { identitySentences } from '../../../shared/wording/identity';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { ignoring } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';
import { boundText, type IdentityPublicPart, serialiseIdentity } from './identity-file';
import { sealKey } from './sealed-key';

/**
 * Seals a private key under a passphrase and writes its file, whole or not at all; a file that is there is replaced.
 *
 * @throws FailureError `disk-full`, `internal`
 */
export async function writeIdentity(
  path: string,
  part: IdentityPublicPart,
  privateKey: KeyObject,
  passphrase: string,
  env: Environment,
): Promise<void> {
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
  const key = await sealKey(secret, passphrase, boundText(part), randomBytesOf(env));
  secret.fill(0);
  await asStorage(identitySentences.what, () => privateFolder(dirname(path)));
  const what = identitySentences.what;
  await durableWrite(path, serialiseIdentity({ ...part, key }), env.randomHex, { what });
}

export function randomBytesOf(env: Environment): (count: number) => Buffer {
  return (count) => Buffer.from(env.randomHex(count), 'hex');
}

/** This moment in whole seconds, as certificates state it. */
export function wholeSecond(env: Environment): Date {
  return new Date(Math.trunc(env.now() / 1000) * 1000);
}

/**
 * A key that has signed must not be lost to a second one.
 *
 * @throws FailureError `target-exists`
 */
export async function refuseExisting(path: string): Promise<void> {
  await ignoring(['ENOENT'], async () => {
    await stat(path);
    throw new FailureError('target-exists', identitySentences.exists(path));
  });
}

/** @throws FailureError `bad-request` */
export function refuseEmpty(name: string, passphrase: string): void {
  if (name.trim() === '' || passphrase === '') {
    throw new FailureError('bad-request', identitySentences.needsBoth);
  }
}
