import { useEffect, useState } from 'react';
import { importing } from '../../../shared/wording/window/evidence';
import { votersPage } from '../../../shared/wording/window/voters';
import { importDropped } from '../actions/import-actions';
import { dropVoterFiles } from '../actions/lookup-actions';
import { desk } from '../state/desk';
import { dialogs } from '../state/dialogs';
import { session } from '../state/session';
import './drop-target.css';

/** Takes files dropped anywhere in the window, and says for what while they hover. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      event.preventDefault();
      setOver(carriesFiles(event) && dialogs.get().length === 0);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && dialogs.get().length === 0) {
        void (isForVoters() ? dropVoterFiles(files) : importDropped(files));
      }
    };
    // Over an element that was drawn under the pointer a moment ago, a report is an entry, not a hovering.
    window.addEventListener('dragenter', onOver);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    // No pointer moves and no key is pressed while something is dragged: whatever ended the drag, it has ended.
    const onEnded = (): void => setOver(false);
    window.addEventListener('pointermove', onEnded);
    window.addEventListener('keydown', onEnded);
    return () => {
      window.removeEventListener('dragenter', onOver);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('pointermove', onEnded);
      window.removeEventListener('keydown', onEnded);
    };
  }, []);
  return over ? <div className="drop-target">{isForVoters() ? votersPage.dropHere : importing.dropHere}</div> : null;
}

/** Where voter files are chosen, what is dropped is one: it must not land in the vault. */
function isForVoters(): boolean {
  return session.get().openCase !== null && desk.get().place === 'voters';
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
