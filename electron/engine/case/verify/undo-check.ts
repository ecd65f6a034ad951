import type { Check } from '../../../../shared/contract/outcomes';
import { canonicalJson } from '../../../../shared/packet-format/canonical';
import type { JournalLine } from '../../../../shared/packet-format/journal-line';
import { isUndo } from '../../../../shared/packet-format/undo';
import { undoWords } from '../../../../shared/wording/undo';
import type { CaseView } from '../case-view';
import { piecesOf, samePieces } from '../pieces';
import type { CaseRecord } from '../records';
import { type Around, aroundEntry } from '../taking-back';
import { checkResult } from './check-result';

/** Compares what entries put back with what stood before the entries that they undo, along a walk through the journal. */
export class UndoCheck {
  readonly #named: ReadonlySet<unknown>;
  readonly #around = new Map<unknown, Around>();
  readonly #problems: string[] = [];
  #count = 0;

  constructor(lines: readonly JournalLine[]) {
    this.#named = new Set(lines.flatMap(({ entry }) => (isUndo(entry.act) ? [entry.subject['entry']] : [])));
  }

  /** @param view the case as the entry found it, and as it left it */
  look(
    view: { readonly before: CaseView; readonly after: CaseView },
    line: JournalLine,
    record: CaseRecord | null,
  ): void {
    const { seq, act, subject } = line.entry;
    if (isUndo(act) && record?.kind === 'undo') {
      this.#count += 1;
      this.#compare(seq, Number(subject['entry']), view.before, record.pieces);
    }
    if (this.#named.has(seq)) {
      this.#around.set(seq, aroundEntry(view, line, record));
    }
  }

  #compare(seq: number, target: number, now: CaseView, pieces: Parameters<typeof samePieces>[0]): void {
    const around = this.#around.get(target);
    if (around === undefined || canonicalJson(around.before) !== canonicalJson(pieces)) {
      this.#problems.push(undoWords.notBefore(seq, target));
    } else if (!samePieces(around.after, piecesOf(now, around.keys))) {
      this.#problems.push(undoWords.notStanding(seq, target));
    }
  }

  /** Null where nothing was undone. */
  result(): Check | null {
    return this.#count === 0 ? null : checkResult(undoWords.checkName, this.#problems, undoWords.kept(this.#count));
  }
}
