/** Undo and redo in the window. */
import type { JournalAct } from '../../packet-format/journal-line';
import { undoWords } from '../undo';

export const undoing = {
  undo: 'Undo',
  redo: 'Redo',
  earlier: (first: number, act: JournalAct) => `Undo entry ${first}, ${undoWords.name(act)}`,
} as const;
