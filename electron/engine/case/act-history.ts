import type { JournalAct, JournalEntry } from '../../../shared/packet-format/journal-line';
import { isUndo, stepOf, type UndoStep } from '../../../shared/packet-format/undo';

/** An act that cannot be undone and came after what could be. */
export interface InBetween {
  readonly entry: number;
  readonly act: JournalAct;
}

/** Acts that stand in nobody's way: the program's own, and those that only look. */
const SILENT: ReadonlySet<JournalAct> = new Set(['key.enrol', 'clock.jump', 'journal.repair', 'case.verify']);

/** What can be undone and done again, from the entries that it is told of in their order; each key has its own. */
export class ActHistory {
  #done: UndoStep[] = [];
  #undone: UndoStep[] = [];
  #inBetween: (InBetween & { readonly key: string })[] = [];

  note(entry: JournalEntry): void {
    const step = stepOf(entry);
    if (step === null) {
      this.#noteOther(entry);
    } else if (entry.act === 'act.undo') {
      this.#done = this.#done.filter((one) => one.entry !== entry.subject['entry']);
      this.#undone.push(step);
    } else {
      // A new act leaves nothing to be done again; a redo leaves the others.
      this.#undone = this.#undone.filter((one) =>
        isUndo(entry.act) ? one.entry !== entry.subject['entry'] : one.key !== step.key,
      );
      this.#done.push(step);
    }
  }

  #noteOther({ seq, act, actor }: JournalEntry): void {
    if (!SILENT.has(act)) {
      this.#inBetween.push({ entry: seq, act, key: actor.key });
    }
  }

  lastDone(key: string): UndoStep | null {
    return this.#done.findLast((one) => one.key === key) ?? null;
  }

  lastUndone(key: string): UndoStep | null {
    return this.#undone.findLast((one) => one.key === key) ?? null;
  }

  /** The act of this key after all that it did or undid; null where there is none. */
  inBetween(key: string): InBetween | null {
    const last = this.#inBetween.findLast((one) => one.key === key);
    const before = Math.max(this.lastDone(key)?.entry ?? -1, this.lastUndone(key)?.entry ?? -1);
    return last !== undefined && last.entry > before ? last : null;
  }

  /** The step of an act that stands, by the entry that did it first. */
  standing(first: number): UndoStep | null {
    return this.#done.find((one) => one.first === first) ?? null;
  }
}
