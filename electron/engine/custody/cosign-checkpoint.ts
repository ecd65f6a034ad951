/** A witness signs a checkpoint that was handed over as a file, without the case. */

import { FailureError } from '../../../shared/contract/failure';
import { caseIdSchema } from '../../../shared/contract/model';
import { equalBytes } from '../../../shared/packet-format/der';
import { checkSignatures } from '../../../shared/packet-format/tree/check-signatures';
import { type Checkpoint, originOf, parseCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { keyIdOf } from '../../../shared/packet-format/tree/signed-note';
import type { TreeState } from '../../../shared/packet-format/tree/verify-proofs';
import { witnessWords } from '../../../shared/wording/witness';
import type { Environment } from '../environment';
import { keyOf } from '../identity/known-key';
import type { Signer } from '../identity/signer';
import { verifyLineSignature } from '../identity/verify-line-signature';
import { seenJournal } from '../profile/seen-journals';
import type { GivenCheckpoint } from './examine-checkpoints';
import { lastCosigned, rememberCosigned } from './witness-memory';

export interface Witness {
  readonly signer: Signer;
  /** Where the identity file lies: there the key remembers what it signed. */
  readonly keyFolder: string;
  /** The profile folder: what it saw of the case counts too. */
  readonly home: string;
}

export interface Cosigned {
  readonly checkpoint: Checkpoint;
  /** Whether the key or the profile knew the case before. */
  readonly wasCompared: boolean;
}

/**
 * Adds the witness's signature, unless key or profile know a state that this one contradicts, or may contradict: without
 * the case's folder two sizes cannot be compared.
 *
 * @param certificates PEM, of the examiners of the case: one of them must have signed
 * @throws FailureError `unreadable-input`, `bad-request`, `journal-broken` with what stands in the way; nothing is signed
 */
export async function cosignCheckpoint(
  given: GivenCheckpoint,
  certificates: readonly string[],
  witness: Witness,
  env: Environment,
): Promise<Cosigned> {
  const { checkpoint, caseId } = readOwn(given);
  const { signer, keyFolder } = witness;
  const { signers, wrong } = await checkSignatures(checkpoint, certificates.flatMap(keyOf), verifyLineSignature);
  if (signers.length === 0 || wrong.length > 0) {
    throw new FailureError('bad-request', witnessWords.unsigned(given.file));
  }
  const known = await knownStates(caseId, witness);
  for (const { name, state } of known) {
    assertSame(given.file, checkpoint, name, state);
  }
  const signed = await withSignature(checkpoint, signer);
  await rememberCosigned(keyFolder, caseId, signed, signer, env);
  return { checkpoint: signed, wasCompared: known.length > 0 };
}

function readOwn({ file, bytes }: GivenCheckpoint): { readonly checkpoint: Checkpoint; readonly caseId: string } {
  const reading = parseCheckpoint(bytes);
  if (!reading.ok) {
    throw new FailureError('unreadable-input', witnessWords.malformed(file, reading.problem));
  }
  const caseId = reading.value.origin.slice(originOf('').length);
  if (!caseIdSchema.safeParse(caseId).success || originOf(caseId) !== reading.value.origin) {
    throw new FailureError('unreadable-input', witnessWords.notOurs(file));
  }
  return { checkpoint: reading.value, caseId };
}

interface NamedKnowledge {
  readonly name: string;
  readonly state: TreeState;
}

async function knownStates(caseId: string, { signer, keyFolder, home }: Witness): Promise<readonly NamedKnowledge[]> {
  const cosigned = await lastCosigned(keyFolder, caseId, signer);
  const seen = await seenJournal(home, caseId);
  return [
    ...(cosigned === null ? [] : [{ name: witnessWords.memory, state: cosigned }]),
    ...(seen === null || seen === 'damaged'
      ? []
      : [{ name: witnessWords.seen, state: { size: seen.size, root: Buffer.from(seen.root, 'hex') } }]),
  ];
}

function assertSame(file: string, { size, root }: TreeState, name: string, known: TreeState): void {
  if (size !== known.size) {
    throw new FailureError('bad-request', witnessWords.needsCase(file, size, name, known.size));
  }
  if (!equalBytes(root, known.root)) {
    throw new FailureError('journal-broken', witnessWords.contradicts(file, name, size));
  }
}

async function withSignature(checkpoint: Checkpoint, signer: Signer): Promise<Checkpoint> {
  const keyId = keyIdOf(signer.fingerprint);
  const others = checkpoint.signatures.filter((signature) => signature.keyId !== keyId);
  const signature = await signer.sign(Buffer.from(checkpoint.text, 'utf8'));
  return { ...checkpoint, signatures: [...others, { name: checkpoint.origin, keyId, signature }] };
}
