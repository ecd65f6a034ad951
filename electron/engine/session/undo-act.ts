/** Undo and redo: of the acts of this opening in the window, of any standing act of one's own by its number. */
import { FailureError } from '../../../shared/contract/failure';
import type { JournalAct } from '../../../shared/packet-format/journal-line';
import { UNDOABLE, type UndoStep } from '../../../shared/packet-format/undo';
import { undoWords } from '../../../shared/wording/undo';
import { undoRuleWords } from '../../../shared/wording/undo-rules';
import { ActHistory } from '../case/act-history';
import type { CaseStore } from '../case/case-store';
import { takeBack } from '../case/taking-back';
import type { Signer } from '../identity/signer';

export type Way = 'undo' | 'redo';

export interface TakenBack {
  readonly entry: number;
  /** Entry of the act that was undone, or that was done again. */
  readonly first: number;
  readonly of: JournalAct;
  /** What the findings of messages rest on was changed: they have to be looked at again. */
  readonly revises: boolean;
}

/**
 * @param history the acts that are meant: those of this opening, or all of the journal
 * @throws FailureError `bad-request` where there is nothing, or what there is was changed since
 */
export async function takeBackLast(
  store: CaseStore,
  signer: Signer,
  way: Way,
  history: ActHistory,
): Promise<TakenBack> {
  const step = way === 'undo' ? history.lastDone(signer.fingerprint) : history.lastUndone(signer.fingerprint);
  if (step === null) {
    throw new FailureError('bad-request', way === 'undo' ? undoWords.nothingToUndo : undoWords.nothingToRedo);
  }
  return await take(store, signer, way, step);
}

/**
 * Undoes the act of an entry.
 *
 * @param first the entry that did it first
 * @throws FailureError `bad-request` for acts that cannot be undone, of somebody else, or undone already
 */
export async function undoEntry(store: CaseStore, signer: Signer, first: number): Promise<TakenBack> {
  const history = new ActHistory();
  let act: JournalAct | null = null;
  for await (const { entry } of store.lines()) {
    history.note(entry);
    act = entry.seq === first ? entry.act : act;
  }
  if (act === null) {
    throw new FailureError('bad-request', undoWords.noEntry(first));
  }
  if (!UNDOABLE.has(act)) {
    throw new FailureError('bad-request', undoWords.cannot(first, act));
  }
  const step = history.standing(first);
  if (step === null) {
    throw new FailureError('bad-request', undoWords.isUndone(first));
  }
  if (step.key !== signer.fingerprint) {
    throw new FailureError('bad-request', undoRuleWords.ofAnother(first));
  }
  return await take(store, signer, 'undo', step);
}

/** Every act of the journal, for where no opening is meant. */
export async function wholeHistory(store: CaseStore): Promise<ActHistory> {
  const history = new ActHistory();
  for await (const { entry } of store.lines()) {
    history.note(entry);
  }
  return history;
}

async function take(store: CaseStore, signer: Signer, way: Way, step: UndoStep): Promise<TakenBack> {
  const { line, pieces } = await takeBack(store, signer, `act.${way}`, step);
  const revises = pieces.some(({ what }) => what === 'boundary' || what === 'protection');
  return { entry: line.entry.seq, first: step.first, of: step.of, revises };
}
