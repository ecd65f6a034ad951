/** What happens to the evidence outside of the program: handed over, taken over, given out, taken in, disposed of, corrected. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { JournalLine } from '../../../shared/packet-format/journal-line';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { transferWords } from '../../../shared/wording/transfers';
import * as acts from '../case/custody-acts';
import type { RecordData } from '../case/records';
import { findEvidence } from '../case/selectors';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** Bytes of a receipt's document at most. */
const MAX_DOCUMENT = 64 << 20;

/** Number of the journal's entry. */
export interface Recorded {
  readonly entry: number;
}

/** Records that custody passed to somebody else, and signs what the journal holds then. */
export async function handOver(
  session: CaseSession,
  signer: Signer,
  transfer: RecordData<'handOver'>,
): Promise<Recorded> {
  assertItems(session, transfer.items);
  return await covered(session, signer, acts.handOver(session.store, signer, transfer));
}

/**
 * Records that the signer took custody over, as it was handed over in an entry of somebody else.
 *
 * @throws FailureError `bad-request` when there is no such hand-over, it is the signer's own, or was taken over already
 */
export async function takeOver(session: CaseSession, signer: Signer, taken: RecordData<'takeOver'>): Promise<Recorded> {
  const giver = await keyOf(session, taken.handOver);
  if (giver === signer.fingerprint) {
    throw new FailureError('bad-request', transferWords.ownHandOver);
  }
  return await covered(session, signer, acts.takeOver(session.store, signer, taken));
}

/** Records a receipt; its document, as it was signed on paper or sent, is kept byte for byte. */
export async function recordReceipt(
  session: CaseSession,
  signer: Signer,
  receipt: Omit<RecordData<'receipt'>, 'document'>,
  document: Uint8Array | null,
): Promise<Recorded> {
  assertItems(session, receipt.items);
  session.store.refuse(signer, 'custody.receipt', {});
  const stored = document === null ? null : await session.store.vault.put(document);
  return await covered(session, signer, acts.recordReceipt(session.store, signer, { ...receipt, document: stored }));
}

/** Records what was done with items in the end. Chainmail itself removes nothing. */
export async function dispose(
  session: CaseSession,
  signer: Signer,
  disposal: RecordData<'disposal'>,
): Promise<Recorded> {
  assertItems(session, disposal.items);
  return await covered(session, signer, acts.dispose(session.store, signer, disposal));
}

/** Records what is to be read otherwise in an entry, which itself stays as it is. */
export async function correctEntry(
  session: CaseSession,
  signer: Signer,
  correction: RecordData<'correction'>,
): Promise<Recorded> {
  const line = await acts.correct(session.store, signer, correction);
  return { entry: line.entry.seq };
}

/**
 * The signed paper of a receipt, as a person named it.
 *
 * @throws FailureError `not-found`, `bad-request` for one that is too large
 */
export async function readDocument(file: string): Promise<Uint8Array> {
  const path = resolve(file);
  const stats = await stat(path).catch((error: unknown) => {
    throw new FailureError('not-found', checkpointWords.unreadableFile(file), { cause: error });
  });
  if (stats.size > MAX_DOCUMENT) {
    throw new FailureError('bad-request', transferWords.documentLarge(file));
  }
  return await readFile(path).catch((error: unknown) => {
    throw new FailureError('not-found', checkpointWords.unreadableFile(file), { cause: error });
  });
}

/** How something changed hands: only what was said; left empty or naming no item, it is the whole case and nothing more. */
export function transferSaid({
  organisation,
  items,
  method,
  remarks,
}: {
  readonly organisation: string;
  readonly items: readonly string[];
  readonly method: string;
  readonly remarks: string;
}) {
  return {
    ...(organisation === '' ? {} : { organisation }),
    ...(items.length === 0 ? {} : { items: [...items] }),
    ...(method === '' ? {} : { method }),
    ...(remarks === '' ? {} : { remarks }),
  };
}

async function covered(session: CaseSession, signer: Signer, act: Promise<JournalLine>): Promise<Recorded> {
  const line = await act;
  await session.coverOrNote(signer);
  return { entry: line.entry.seq };
}

function assertItems({ store }: CaseSession, items: readonly string[] = []): void {
  const missing = items.find((number) => findEvidence(store.view, number) === null);
  if (missing !== undefined) {
    throw new FailureError('not-found', transferWords.noItem(missing));
  }
}

/** The key that signed an entry; null when there is no such entry. */
async function keyOf({ store }: CaseSession, seq: number): Promise<string | null> {
  for await (const { entry } of store.lines()) {
    if (entry.seq === seq) {
      return entry.actor.key;
    }
  }
  return null;
}
