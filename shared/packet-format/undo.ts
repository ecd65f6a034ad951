/**
 * Undoing by new entries: which acts can be undone, by whom, and what an entry that undoes has to name.
 *
 * Nothing is removed from a journal. `act.undo` names an entry and puts back what stood before it; `act.redo` names an
 * `act.undo` and does the same, so that the first act holds again. Both say which act stood first and of what kind it was.
 */
import { undoRuleWords } from '../wording/undo-rules';
import type { JournalAct, JournalEntry, JournalSubject } from './journal-line';

/** Acts that say something about the case and change nothing outside of it. */
export const UNDOABLE: ReadonlySet<JournalAct> = new Set([
  'finding.assess',
  'finding.assess-many',
  'message.annotate',
  'message.annotate-many',
  'tag.add',
  'tag.remove',
  'boundary.move',
  'protection.change',
  'redaction.change',
  'search.save',
  'search.remove',
  'exhibit.add',
  'exhibit.remove',
  'briefing.write',
]);

/** What can be undone or done again: the entry to name, and the act that stood first. */
export interface UndoStep {
  readonly entry: number;
  /** Entry of the act that was done first; `entry` itself unless it was done again. */
  readonly first: number;
  /** Its kind. */
  readonly of: JournalAct;
  /** Key of whoever did it. */
  readonly key: string;
}

/** The step that an entry is for a later undo or redo; null for acts that cannot be undone. */
export function stepOf({ seq, act, subject, actor }: JournalEntry): UndoStep | null {
  if (UNDOABLE.has(act)) {
    return { entry: seq, first: seq, of: act, key: actor.key };
  }
  const named = namedBy(subject);
  return isUndo(act) && named !== null ? { entry: seq, first: named.first, of: named.of, key: actor.key } : null;
}

export function isUndo(act: JournalAct): act is 'act.undo' | 'act.redo' {
  return act === 'act.undo' || act === 'act.redo';
}

interface Named {
  readonly entry: number;
  readonly first: number;
  readonly of: JournalAct;
}

function namedBy({ entry, first, of }: JournalSubject): Named | null {
  const act = [...UNDOABLE].find((one) => one === of);
  return typeof entry === 'number' && typeof first === 'number' && act !== undefined ? { entry, first, of: act } : null;
}

/**
 * Why an entry may not undo what it names, as a sentence; null where it may, and for other acts.
 *
 * @param at an earlier entry by its number
 */
export function undoAgainst(
  { act, subject, actor }: Pick<JournalEntry, 'act' | 'subject' | 'actor'>,
  at: (seq: number) => JournalEntry | undefined,
): string | null {
  if (!isUndo(act)) {
    return null;
  }
  const named = namedBy(subject);
  const target = named === null ? undefined : at(named.entry);
  const step = target === undefined ? null : stepOf(target);
  if (named === null || target === undefined || step === null) {
    return undoRuleWords.namesNothing;
  }
  if (step.first !== named.first || step.of !== named.of || (target.act === 'act.undo') !== (act === 'act.redo')) {
    return undoRuleWords.namesAnother;
  }
  return step.key === actor.key ? null : undoRuleWords.ofAnother(named.first);
}
