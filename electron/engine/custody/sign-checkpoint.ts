/**
 * Signing the state of the journal. The one rule: never a checkpoint that is inconsistent with one signed before
 * (c2sp.org/tlog-checkpoint, "Signatures").
 */
import { FailureError } from '../../../shared/contract/failure';
import { toBase64 } from '../../../shared/packet-format/pem';
import {
  type Checkpoint,
  formatCheckpoint,
  headText,
  originOf,
  parseCheckpoint,
} from '../../../shared/packet-format/tree/checkpoint';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { keyIdOf, type NoteSignature } from '../../../shared/packet-format/tree/signed-note';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import type { CaseStore } from '../case/case-store';
import type { Signer } from '../identity/signer';
import { verifyLineSignature } from '../identity/verify-line-signature';
import { readCheckpointFiles, writeCertificate, writeCheckpoint } from './checkpoint-folder';
import { compareWithTree } from './compare-with-tree';

/**
 * Signs the tree as it is now and keeps the checkpoint in the case; where this size was signed already, adds the
 * signature. A key that signed this size before signs nothing again.
 *
 * @returns the checkpoint with all its signatures
 * @throws FailureError `case-locked` when the case is open to read only; `journal-broken` when the journal does not
 *   continue a checkpoint signed before, or another program wrote to it; `disk-full`, `internal`
 */
export async function signCheckpoint(store: CaseStore, tree: MerkleTree, signer: Signer): Promise<Checkpoint> {
  await store.assertUnchanged();
  const signed = await signedBefore(store, tree);
  const head = { origin: originOf(store.view.id), size: tree.size, root: tree.root() };
  const same = signed.find(({ size }) => size === head.size);
  const text = headText(head);
  const keyId = keyIdOf(signer.fingerprint);
  const own = same?.signatures.find((signature) => signature.keyId === keyId);
  if (same !== undefined && own !== undefined && fits(text, own, signer)) {
    return same;
  }
  const before = same?.signatures.filter((signature) => signature !== own) ?? [];
  const signature = { name: head.origin, keyId, signature: await signer.sign(Buffer.from(text, 'utf8')) };
  const checkpoint: Checkpoint = { ...head, text, signatures: [...before, signature] };
  await keepCertificate(store, signer);
  await writeCheckpoint(store.dir, head.size, formatCheckpoint(checkpoint), store.env);
  return checkpoint;
}

function fits(text: string, { signature }: NoteSignature, { certificatePem }: Signer): boolean {
  return verifyLineSignature(Buffer.from(text, 'utf8'), toBase64(signature), certificatePem);
}

/**
 * The checkpoints of this case that were signed before; the tree continues each of them.
 *
 * A file that is no checkpoint states nothing. One whose signature was spoiled counts: signing waits until it is looked at.
 */
async function signedBefore(store: CaseStore, tree: MerkleTree): Promise<readonly Checkpoint[]> {
  const { checkpoints } = await readCheckpointFiles(store.dir);
  const readable = checkpoints.flatMap(({ file, bytes }) => {
    const reading = parseCheckpoint(bytes);
    return reading.ok && reading.value.origin === originOf(store.view.id) ? [{ file, checkpoint: reading.value }] : [];
  });
  const [problem] = compareWithTree(tree, readable);
  if (problem !== undefined) {
    throw new FailureError('journal-broken', checkpointWords.refusedToSign(problem));
  }
  return readable.map(({ checkpoint }) => checkpoint);
}

/** Who signs without being in the journal leaves the certificate beside the checkpoint. */
async function keepCertificate(store: CaseStore, { fingerprint, certificatePem: pem }: Signer): Promise<void> {
  const isEnrolled = store.view.keys.some((key) => key.fingerprint === fingerprint);
  const { certificates } = await readCheckpointFiles(store.dir);
  const isThere = certificates.some((known) => known.fingerprint === fingerprint && known.pem === pem);
  if (!isEnrolled && !isThere) {
    await writeCertificate(store.dir, { fingerprint, pem }, store.env);
  }
}
