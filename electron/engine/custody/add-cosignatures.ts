import { FailureError } from '../../../shared/contract/failure';
import { checkSignatures } from '../../../shared/packet-format/tree/check-signatures';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { keyIdOf } from '../../../shared/packet-format/tree/signed-note';
import { witnessWords } from '../../../shared/wording/witness';
import type { CaseStore } from '../case/case-store';
import { keyOf } from '../identity/known-key';
import { verifyLineSignature } from '../identity/verify-line-signature';
import { readCheckpointFiles, writeCertificate, writeCheckpoint } from './checkpoint-folder';
import type { GivenCheckpoint } from './examine-checkpoints';

export interface AddedSignatures {
  readonly size: number;
  /** Names in the certificates of those whose signatures came in. */
  readonly names: readonly string[];
}

/**
 * Adds a witness's signatures to the case's checkpoint of the same size. Needs no key: nothing is stated anew.
 *
 * @param certificates PEM, of the witnesses; other signatures in the file are passed over
 * @throws FailureError `unreadable-input`, `bad-request`, `case-locked`; nothing is added then
 */
export async function addCosignatures(
  store: CaseStore,
  given: GivenCheckpoint,
  certificates: readonly string[],
): Promise<AddedSignatures> {
  const reading = parseCheckpoint(given.bytes);
  if (!reading.ok) {
    throw new FailureError('unreadable-input', witnessWords.malformed(given.file, reading.problem));
  }
  await store.assertUnchanged();
  const stored = await storedLike(store, given.file, reading.value);
  const keys = certificates.flatMap(keyOf);
  const { signers } = await checkSignatures(reading.value, keys, verifyLineSignature);
  const there = new Set(stored.signatures.map(({ keyId }) => keyId));
  const fresh = signers.filter(({ fingerprint }) => !there.has(keyIdOf(fingerprint)));
  if (fresh.length === 0) {
    throw new FailureError('bad-request', witnessWords.nothingNew(given.file));
  }
  const ids = new Set(fresh.map(({ fingerprint }) => keyIdOf(fingerprint)));
  const added = reading.value.signatures.filter(({ keyId }) => ids.has(keyId));
  for (const { fingerprint, certificate: pem } of keys.filter(({ fingerprint }) => ids.has(keyIdOf(fingerprint)))) {
    await writeCertificate(store.dir, { fingerprint, pem }, store.env);
  }
  const checkpoint: Checkpoint = { ...stored, signatures: [...stored.signatures, ...added] };
  await writeCheckpoint(store.dir, stored.size, formatCheckpoint(checkpoint), store.env);
  return { size: stored.size, names: fresh.map(({ name }) => name) };
}

async function storedLike(store: CaseStore, file: string, { size, text }: Checkpoint): Promise<Checkpoint> {
  const { checkpoints } = await readCheckpointFiles(store.dir);
  const found = checkpoints.find((one) => one.size === size);
  if (found === undefined) {
    throw new FailureError('bad-request', witnessWords.notStored(file, size));
  }
  const reading = parseCheckpoint(found.bytes);
  if (!reading.ok || reading.value.text !== text) {
    throw new FailureError('bad-request', witnessWords.otherText(file));
  }
  return reading.value;
}
