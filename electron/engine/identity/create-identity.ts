import { rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Environment } from '../environment';
import { makeCertificate, type Subject } from './certificate';
import {
  EXAMINER_FORMAT,
  IDENTITY_VERSION,
  type IdentityFormat,
  type IdentityPublicPart,
  ROOT_FORMAT,
} from './identity-file';
import { type KeyWithCertificate, makeExaminer, makeRoot } from './issue-chain';
import { fingerprintOf, makeKeyPair } from './key-pair';
import { defaultIdentityFile } from './profile-folder';
import { randomBytesOf, refuseEmpty, refuseExisting, wholeSecond, writeIdentity } from './write-identity';

export interface NewIdentity {
  readonly name: string;
  /** May be empty. */
  readonly organisation: string;
  readonly passphrase: string;
}

/** A key with its certificate in a file of its own. */
export interface CreatedKey {
  /** SHA-256 of the public key, hexadecimal. */
  readonly fingerprint: string;
  readonly certificatePem: string;
  readonly file: string;
}

export interface CreatedIdentity extends CreatedKey {
  /** The laboratory's root that vouches for it: to be moved to a safe place. */
  readonly root: CreatedKey;
}

/**
 * Makes a laboratory's root and an examiner's key below it, and writes each to a file of its own, sealed under the
 * passphrase.
 *
 * @param file the profile's identity file unless told; the root's lies beside it
 * @throws FailureError `target-exists`, `bad-request`, `disk-full`, `internal`
 */
export async function createIdentity(
  { name, organisation, passphrase }: NewIdentity,
  file: string | undefined,
  env: Environment,
): Promise<CreatedIdentity> {
  const path = file ?? defaultIdentityFile();
  const rootPath = rootFileBeside(path);
  refuseEmpty(name, passphrase);
  await refuseExisting(path);
  await refuseExisting(rootPath);
  const from = wholeSecond(env);
  const root = await makeRoot({ name, organisation }, from, randomBytesOf(env));
  const examiner = await makeExaminer({ name, organisation }, root, from, randomBytesOf(env));
  const createdRoot = await writeNew(rootPath, ROOT_FORMAT, root, [], passphrase, env);
  try {
    const created = await writeNew(path, EXAMINER_FORMAT, examiner, [root.certificatePem], passphrase, env);
    return { ...created, root: createdRoot };
  } catch (error) {
    // Without its examiner the root is of no use, and in the way of the next attempt.
    await rm(rootPath, { force: true });
    throw error;
  }
}

/**
 * Makes a laboratory's root alone.
 *
 * @throws FailureError `target-exists`, `bad-request`, `disk-full`, `internal`
 */
export async function createRoot(
  { name, organisation, passphrase }: NewIdentity,
  file: string | undefined,
  env: Environment,
): Promise<CreatedKey> {
  const path = file ?? rootFileBeside(defaultIdentityFile());
  refuseEmpty(name, passphrase);
  await refuseExisting(path);
  const root = await makeRoot({ name, organisation }, wholeSecond(env), randomBytesOf(env));
  return await writeNew(path, ROOT_FORMAT, root, [], passphrase, env);
}

/**
 * Makes an examiner's key that waits for a laboratory's certificate; until then it has one that it signed itself.
 *
 * @throws FailureError `target-exists`, `bad-request`, `disk-full`, `internal`
 */
export async function createWaitingIdentity(
  { name, organisation, passphrase }: NewIdentity,
  file: string | undefined,
  env: Environment,
): Promise<CreatedKey> {
  const path = file ?? defaultIdentityFile();
  refuseEmpty(name, passphrase);
  await refuseExisting(path);
  const subject: Subject = { name, organisation };
  const keys = await makeKeyPair();
  const serial = randomBytesOf(env)(16);
  const certificatePem = makeCertificate({ ...subject, ...keys, serial, from: wholeSecond(env) });
  return await writeNew(path, EXAMINER_FORMAT, { ...subject, ...keys, certificatePem }, [], passphrase, env);
}

/** Writes the file of a key that has none yet. @param issuers from the certificate's issuer up to the root, PEM */
export async function writeNew(
  file: string,
  format: IdentityFormat,
  key: KeyWithCertificate,
  issuers: readonly string[],
  passphrase: string,
  env: Environment,
): Promise<CreatedKey> {
  const part: IdentityPublicPart = {
    format,
    version: IDENTITY_VERSION,
    name: key.name,
    organisation: key.organisation,
    fingerprint: fingerprintOf(key.publicKey),
    certificate: key.certificatePem,
    issuers: [...issuers],
    createdAt: wholeSecond(env).toISOString(),
  };
  await writeIdentity(file, part, key.privateKey, passphrase, env);
  return { fingerprint: part.fingerprint, certificatePem: part.certificate, file };
}

/** `identity.json` has its root in `identity-root.json`. */
export function rootFileBeside(file: string): string {
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}-root${ext}`);
}
