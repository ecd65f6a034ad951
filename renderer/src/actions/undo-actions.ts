/** Undo and redo: each is a new entry, and the notice says which act it was about. */
import { undoWords } from '../../../shared/wording/undo';
import { undoing } from '../../../shared/wording/window/undo';
import { request } from '../api/client';
import { isTypedInto } from '../commands/typed-into';
import { notify } from '../state/notices';
import { refreshCase, session } from '../state/session';
import { attempt, signed } from './perform';

/** Undoes the last act of this opening; where an act that cannot be undone came after it, that is said first. */
export function undo(): Promise<void> {
  if (leftToField('undo')) {
    return Promise.resolve();
  }
  const openCase = session.get().openCase;
  const between = openCase?.inBetween ?? null;
  if (between === null) {
    return undoLast();
  }
  const step = openCase?.undo ?? null;
  const offer = step === null ? null : { name: undoing.earlier(step.first, step.of), run: () => void undoLast() };
  notify(undoWords.cannot(between.entry, between.act), 'plain', offer);
  return Promise.resolve();
}

function undoLast(): Promise<void> {
  return attempt(async () => {
    if (session.get().openCase?.undo === null) {
      notify(undoWords.nothingToUndo);
      return;
    }
    const done = await signed(() => request('act:undo', {}));
    if (done !== undefined) {
      notify(undoWords.undone(done.first, done.of, done.entry), 'plain', {
        name: undoing.redo,
        run: () => void redo(),
      });
      await refreshCase();
    }
  });
}

export function redo(): Promise<void> {
  if (leftToField('redo')) {
    return Promise.resolve();
  }
  return attempt(async () => {
    if (session.get().openCase?.redo === null) {
      notify(undoWords.nothingToRedo);
      return;
    }
    const done = await signed(() => request('act:redo', {}));
    if (done !== undefined) {
      notify(undoWords.redone(done.first, done.of, done.entry), 'plain', {
        name: undoing.undo,
        run: () => void undo(),
      });
      await refreshCase();
    }
  });
}

/** What is being typed has an undo of its own, which the menu means too. */
function leftToField(way: 'undo' | 'redo'): boolean {
  return isTypedInto(document.activeElement) && document.execCommand(way);
}
