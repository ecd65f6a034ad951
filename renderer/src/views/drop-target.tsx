import { useEffect, useState } from 'react';
import { importing } from '../../../shared/wording/window/evidence';
import { importDropped } from '../actions/import-actions';
import { dialogs } from '../state/dialogs';
import './drop-target.css';

/** Takes files dropped anywhere in the window; shows so while they hover. */
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
        void importDropped(files);
      }
    };
    // Over an element that was drawn under the pointer a moment ago, a report is an entry, not a hovering.
    window.addEventListener('dragenter', onOver);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onOver);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return over ? <div className="drop-target">{importing.dropHere}</div> : null;
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
