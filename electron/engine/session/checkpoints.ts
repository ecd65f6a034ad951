/** Checkpoints and proofs of a case for whoever asks: the window, the command line. */
import type { CheckpointView } from '../../../shared/contract/case-info';
import { FailureError } from '../../../shared/contract/failure';
import { toBase64 } from '../../../shared/packet-format/pem';
import { type Checkpoint, formatCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { formatProof } from '../../../shared/packet-format/tree/tlog-proof';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { type CheckpointFiles, readCheckpointFiles, readLastCheckpoint } from '../custody/checkpoint-folder';
import { type CheckpointReport, examineCheckpoints, type SignedCheckpoint } from '../custody/examine-checkpoints';
import { signCheckpoint } from '../custody/sign-checkpoint';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/**
 * The last checkpoint; null when there is none.
 *
 * @throws FailureError `journal-broken` when one of the case's checkpoints does not fit
 */
async function lastCheckpoint(session: CaseSession): Promise<SignedCheckpoint | null> {
  const { checkpoints, problems } = await examine(session, await readCheckpointFiles(session.store.dir));
  if (problems[0] !== undefined) {
    throw new FailureError('journal-broken', checkpointWords.doesNotFit(problems[0]));
  }
  return checkpoints.at(-1) ?? null;
}

/** The last checkpoint for showing; null when there is none, or it does not fit: that is for the verification to name. */
export async function describeCheckpoint(session: CaseSession): Promise<CheckpointView | null> {
  const { checkpoints, problems } = await examine(session, await readLastCheckpoint(session.store.dir));
  const last = checkpoints.at(-1);
  return last === undefined || problems.length > 0 ? null : viewOf(last);
}

async function examine({ store, tree }: CaseSession, files: CheckpointFiles): Promise<CheckpointReport> {
  const examined = { id: store.view.id, tree: await tree.current(), keys: store.view.keys };
  return await examineCheckpoints(examined, files);
}

export function viewOf({ file, checkpoint: { size, root }, signers }: SignedCheckpoint): CheckpointView {
  const shown = signers.map(({ name, fingerprint }) => ({ name, fingerprint }));
  return { file, size, root: toBase64(root), signers: shown };
}

export interface CurrentCheckpoint {
  readonly origin: string;
  readonly view: CheckpointView;
  /** The checkpoint as it is stored, to be handed out or printed. */
  readonly text: string;
}

/**
 * The checkpoint of the journal as it is now. With a key, it is signed by that key first where it is not yet.
 *
 * @throws FailureError `identity-locked` when nothing covers the journal and no key was given; as `signCheckpoint`
 */
export async function currentCheckpoint(session: CaseSession, signer: Signer | null): Promise<CurrentCheckpoint> {
  const { store } = session;
  if (signer !== null) {
    await signCheckpoint(store, await session.tree.current(), signer);
  }
  const last = await lastCheckpoint(session);
  if (last === null || last.checkpoint.size <= store.view.head.seq) {
    throw new FailureError('identity-locked', checkpointWords.noCheckpoint(store.view.head.seq + 1));
  }
  return { origin: last.checkpoint.origin, view: viewOf(last), text: formatCheckpoint(last.checkpoint) };
}

export interface EntryProof {
  readonly entry: number;
  readonly view: CheckpointView;
  /** A `.tlog-proof`. */
  readonly text: string;
}

/**
 * A proof of one journal entry against the last checkpoint.
 *
 * @throws FailureError `not-found` when there is no such entry or no checkpoint covers it yet
 */
export async function proveEntry(session: CaseSession, entry: number): Promise<EntryProof> {
  const { head } = session.store.view;
  if (entry > head.seq) {
    throw new FailureError('not-found', checkpointWords.noEntry(entry, head.seq));
  }
  const last = await lastCheckpoint(session);
  if (last === null || entry >= last.checkpoint.size) {
    throw new FailureError('not-found', checkpointWords.notCovered(entry));
  }
  return { entry, view: viewOf(last), text: proofText(await session.tree.current(), last.checkpoint, entry) };
}

function proofText(tree: MerkleTree, checkpoint: Checkpoint, index: number): string {
  return formatProof({ index, hashes: tree.inclusionProof(index, checkpoint.size), checkpoint });
}
