/** Undoing an entry: what stood before it is looked up in the journal, and put back by a new entry. */
import { FailureError } from '../../../shared/contract/failure';
import type { JournalLine } from '../../../shared/packet-format/journal-line';
import type { UndoStep } from '../../../shared/packet-format/undo';
import { undoWords } from '../../../shared/wording/undo';
import type { Signer } from '../identity/signer';
import type { CaseStore } from './case-store';
import type { CaseView } from './case-view';
import { readMaterial } from './entry-material';
import { type Piece, type PieceKey, piecesOf, samePieces } from './pieces';
import { applyEntry } from './project';
import { rebuildView } from './rebuild-view';
import { touchedBy } from './touched';

/** The case around an entry, as far as the entry touched it. */
export interface Around {
  readonly keys: readonly PieceKey[];
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
}

/** @param view the case as the entry found it, and as it left it */
export function aroundEntry(
  view: { readonly before: CaseView; readonly after: CaseView },
  line: JournalLine,
  record: Parameters<typeof touchedBy>[2],
): Around {
  const keys = touchedBy(view.before, line.entry, record);
  return { keys, before: piecesOf(view.before, keys), after: piecesOf(view.after, keys) };
}

/**
 * Records that a step is undone, or that an undone one is done again.
 *
 * @throws FailureError `bad-request` where it was changed since, or the key may not
 */
export async function takeBack(
  store: CaseStore,
  signer: Signer,
  act: 'act.undo' | 'act.redo',
  { entry, first, of }: UndoStep,
): Promise<{ readonly line: JournalLine; readonly pieces: readonly Piece[] }> {
  store.refuse(signer, act, { entry, first, of });
  const { keys, before, after } = await lookAround(store, entry);
  if (!samePieces(after, piecesOf(store.view, keys))) {
    throw new FailureError('bad-request', undoWords.changedSince(first));
  }
  refuseTakenLabels(store.view, before);
  const record = await store.writeRecord(signer, 'undo', { entry, pieces: [...before] });
  return { line: await store.act(signer, act, { entry, first, of, record }), pieces: before };
}

async function lookAround(store: CaseStore, seq: number): Promise<Around> {
  const line = await lineAt(store, seq);
  const before = await rebuildView(() => linesBefore(store, seq), store.vault);
  const material = await readMaterial(store.vault, line.entry);
  return aroundEntry({ before, after: applyEntry(before, line, material) }, line, material.record);
}

async function lineAt(store: CaseStore, seq: number): Promise<JournalLine> {
  for await (const line of store.lines()) {
    if (line.entry.seq === seq) {
      return line;
    }
  }
  throw new FailureError('bad-request', undoWords.noEntry(seq));
}

async function* linesBefore(store: CaseStore, seq: number): AsyncGenerator<JournalLine> {
  for await (const line of store.lines()) {
    if (line.entry.seq >= seq) {
      return;
    }
    yield line;
  }
}

/** A label that came free may have been given to another message since. */
function refuseTakenLabels({ exhibits }: CaseView, pieces: readonly Piece[]): void {
  const holders = new Map(exhibits.map(({ label, ref }) => [label, ref]));
  for (const piece of pieces) {
    const label = piece.what === 'exhibit' ? piece.was?.label : undefined;
    if (label !== undefined && (holders.get(label) ?? piece.key) !== piece.key) {
      throw new FailureError('bad-request', undoWords.labelTaken(label));
    }
  }
}
