/**
 * What a key signed last of each case, beside its identity file: `cosigned/<case id>.checkpoint`, with its own signature.
 *
 * A witness signs once and often sees the case never again: this is what a later checkpoint is compared with
 * (c2sp.org/tlog-witness: a witness signs nothing that is inconsistent with what it signed).
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { caseIdSchema } from '../../../shared/contract/model';
import { checkSignatures } from '../../../shared/packet-format/tree/check-signatures';
import {
  type Checkpoint,
  formatCheckpoint,
  originOf,
  parseCheckpoint,
} from '../../../shared/packet-format/tree/checkpoint';
import { keyIdOf } from '../../../shared/packet-format/tree/signed-note';
import { witnessWords } from '../../../shared/wording/witness';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { errorCode, ignoring } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';
import type { Signer } from '../identity/signer';
import { verifyLineSignature } from '../identity/verify-line-signature';
import type { NamedState } from './compare-with-tree';

const FOLDER = 'cosigned';

/**
 * Null when this key signed none of this case.
 *
 * @param folder where the identity file lies
 * @throws FailureError `bad-request` when the memory is damaged: forgetting would let a contradiction be signed
 */
export async function lastCosigned(folder: string, caseId: string, signer: Signer): Promise<Checkpoint | null> {
  const file = fileOf(folder, caseId, signer);
  const bytes = await readOrNull(file);
  if (bytes === null) {
    return null;
  }
  const reading = parseCheckpoint(bytes);
  if (reading.ok && reading.value.origin === originOf(caseId) && (await isBy(reading.value, signer))) {
    return reading.value;
  }
  throw new FailureError('bad-request', witnessWords.damagedMemory(file));
}

/**
 * What the keys of a profile signed of a case, as far as it can be read: for who opens or verifies the case.
 *
 * @param home the profile folder
 */
export async function cosignedStates(home: string, caseId: string): Promise<readonly NamedState[]> {
  const folder = join(home, FOLDER);
  const states: NamedState[] = [];
  await ignoring(['ENOENT', 'ENOTDIR'], async () => {
    for (const name of (await readdir(folder)).filter((one) => one.startsWith(`${caseId}.`))) {
      const reading = parseCheckpoint((await readOrNull(join(folder, name))) ?? new Uint8Array(0));
      if (reading.ok && reading.value.origin === originOf(caseId)) {
        states.push({ file: witnessWords.memory, checkpoint: reading.value });
      }
    }
  });
  return states;
}

async function isBy(
  checkpoint: Checkpoint,
  { fingerprint, name, certificatePem: certificate }: Signer,
): Promise<boolean> {
  const { signers } = await checkSignatures(checkpoint, [{ fingerprint, name, certificate }], verifyLineSignature);
  return signers.length === 1;
}

/** @throws FailureError `disk-full`, `internal` */
export async function rememberCosigned(
  folder: string,
  caseId: string,
  checkpoint: Checkpoint,
  signer: Signer,
  env: Environment,
): Promise<void> {
  const keyId = keyIdOf(signer.fingerprint);
  const own = checkpoint.signatures.filter((signature) => signature.keyId === keyId);
  await asStorage(witnessWords.what, () => privateFolder(join(folder, FOLDER)));
  const text = formatCheckpoint({ ...checkpoint, signatures: own });
  await durableWrite(fileOf(folder, caseId, signer), text, env.randomHex, { what: witnessWords.what });
}

/** Several identities may lie in one folder. The id comes from a file of somebody else: only its one form is a name. */
function fileOf(folder: string, caseId: string, { fingerprint }: Signer): string {
  return join(folder, FOLDER, `${caseIdSchema.parse(caseId)}.${keyIdOf(fingerprint)}.checkpoint`);
}

async function readOrNull(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      return null;
    }
    throw error;
  }
}
