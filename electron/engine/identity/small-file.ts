/** Certificates, requests and PKCS #12 files that a person names. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { identityTold } from '../../../shared/wording/identity';

/** More than any of them has. */
const MAX_FILE = 1 << 20;

/** @throws FailureError `not-found`, `unreadable-input` */
export async function smallFile(path: string): Promise<Buffer> {
  const bytes = await readFile(resolve(path)).catch((error: unknown) => {
    throw new FailureError('not-found', identityTold.fileMissing(path), { cause: error });
  });
  if (bytes.length > MAX_FILE) {
    throw new FailureError('unreadable-input', identityTold.fileLarge(path));
  }
  return bytes;
}

export async function smallText(path: string): Promise<string> {
  return (await smallFile(path)).toString('utf8');
}
