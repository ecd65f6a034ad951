/** Checkpoints and proofs of a case for whoever asks: the window, the command line. */
import type { CheckpointView } from '../../../shared/contract/case-info';
import { FailureError } from '../../../shared/contract/failure';
import { type Checkpoint, formatCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { toBase64 } from '../../../shared/packet-format/tree/strict-base64';
import { formatProof } from '../../../shared/packet-format/tree/tlog-proof';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { readCheckpointFiles } from '../custody/checkpoint-folder';
import { examineCheckpoints, type SignedCheckpoint } from '../custody/examine-checkpoints';
import { signCheckpoint } from '../custody/sign-checkpoint';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** The last checkpoint that fits the journal and carries a good signature; null when there is none. */
export async function lastCheckpoint({ store, tree }: CaseSession): Promise<SignedCheckpoint | null> {
  const examined = { id: store.view.id, tree: await tree.current(), keys: store.view.keys };
  const { checkpoints, problems } = await examineCheckpoints(examined, await readCheckpointFiles(store.dir));
  if (problems[0] !== undefined) {
    throw new FailureError('journal-broken', checkpointWords.doesNotFit(problems[0]));
  }
  return checkpoints.at(-1) ?? null;
}

/** The same for showing: a checkpoint that does not fit is for the verification to name. */
export async function describeCheckpoint(session: CaseSession): Promise<CheckpointView | null> {
  const last = await lastCheckpoint(session).catch(() => null);
  return last === null ? null : viewOf(last);
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

function proofText(tree: Awaited<ReturnType<CaseSession['tree']['current']>>, checkpoint: Checkpoint, index: number) {
  return formatProof({ index, hashes: tree.inclusionProof(index, checkpoint.size), checkpoint });
}
