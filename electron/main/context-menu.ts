/** The right mouse button: copy what is selected, edit where something can be typed. Nothing that leaves the program. */
import { type ContextMenuParams, Menu } from 'electron';

type Target = Pick<ContextMenuParams, 'isEditable' | 'selectionText'>;

export function showTextMenu(target: Target): void {
  if (target.isEditable) {
    Menu.buildFromTemplate([{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }]).popup();
  } else if (target.selectionText !== '') {
    Menu.buildFromTemplate([{ role: 'copy' }]).popup();
  }
}
