/** Checks the checkpoints of a case against its journal's tree and the keys that are known. */

import {
  type CheckpointSigner,
  checkSignatures,
  type KnownKey,
} from '../../../shared/packet-format/tree/check-signatures';
import { type Checkpoint, originOf, parseCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { certificateName } from '../identity/certificate-name';
import { keyFingerprint } from '../identity/key-pair';
import { verifyLineSignature } from '../identity/verify-line-signature';
import { type CheckpointFiles, checkpointFile, type StoredCertificate } from './checkpoint-folder';
import { compareWithTree, type NamedState } from './compare-with-tree';

export interface SignedCheckpoint {
  readonly file: string;
  readonly checkpoint: Checkpoint;
  /** Whose signatures fit. */
  readonly signers: readonly CheckpointSigner[];
}

export interface CheckpointReport {
  /** By size; those that can be read and are of this case. */
  readonly checkpoints: readonly SignedCheckpoint[];
  /** In sentences, each naming its file and, where the journal differs, the entries. */
  readonly problems: readonly string[];
}

/** What is stated of a case from outside of it: a checkpoint of a packet, or one kept elsewhere. */
export interface GivenCheckpoint {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ExaminedCase {
  readonly id: string;
  readonly tree: MerkleTree;
  /** Keys that the journal enrolled. */
  readonly keys: readonly KnownKey[];
}

export async function examineCheckpoints(examined: ExaminedCase, files: CheckpointFiles): Promise<CheckpointReport> {
  const problems = files.certificates.filter(isDamaged).map(({ file }) => checkpointWords.damagedCertificate(file));
  const misnamed = new Map(files.checkpoints.map(({ file, size }) => [file, size]));
  const report = await examineGiven(examined, files.checkpoints, files.certificates);
  for (const { file, checkpoint } of report.checkpoints) {
    if (misnamed.get(file) !== checkpoint.size || file !== checkpointFile(checkpoint.size)) {
      problems.push(checkpointWords.misnamed(file, checkpoint.size));
    }
  }
  return { checkpoints: report.checkpoints, problems: [...problems, ...report.problems] };
}

/** The same for checkpoints that came from elsewhere, such as from a packet. */
export async function examineGiven(
  examined: ExaminedCase,
  given: readonly GivenCheckpoint[],
  certificates: readonly StoredCertificate[],
): Promise<CheckpointReport> {
  const keys = [...examined.keys, ...certificates.filter((one) => !isDamaged(one)).map(toKey)];
  const problems: string[] = [];
  const checkpoints: SignedCheckpoint[] = [];
  for (const { file, bytes } of given) {
    const reading = parseCheckpoint(bytes);
    if (!reading.ok) {
      problems.push(checkpointWords.malformed(file, reading.problem));
    } else if (reading.value.origin !== originOf(examined.id)) {
      problems.push(checkpointWords.otherCase(file));
    } else {
      const { signers, problems: wrong } = await examineSignatures(file, reading.value, keys);
      problems.push(...wrong);
      checkpoints.push({ file, checkpoint: reading.value, signers });
    }
  }
  const states: readonly NamedState[] = checkpoints;
  return { checkpoints, problems: [...problems, ...compareWithTree(examined.tree, states)] };
}

/** In a case every signature is by a key that it knows: one that is not was put there or changed. */
async function examineSignatures(file: string, checkpoint: Checkpoint, keys: readonly KnownKey[]) {
  const { signers, wrong, unknown } = await checkSignatures(checkpoint, keys, verifyLineSignature);
  const problems = [
    ...wrong.map(({ name }) => checkpointWords.wrongSignature(file, name)),
    ...unknown.map((keyId) => checkpointWords.unknownSignature(file, keyId)),
  ];
  return {
    signers,
    problems: signers.length === 0 && problems.length === 0 ? [checkpointWords.unsigned(file)] : problems,
  };
}

function isDamaged({ fingerprint, pem }: StoredCertificate): boolean {
  return keyFingerprint(pem) !== fingerprint;
}

function toKey({ fingerprint, pem }: StoredCertificate): KnownKey {
  return { fingerprint, name: certificateName(pem), certificate: pem };
}
