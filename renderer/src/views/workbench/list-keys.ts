import type { KeyPress } from '../../commands/keys';
import { indexAfter } from './selection';

export type ListAct = 'move' | 'extend' | 'toggle' | 'all' | 'clear' | 'enter';

/** What a key means in the list; null where it belongs to somebody else, such as the button of a column's head. */
export function listActOf(press: KeyPress, onButton: boolean): ListAct | null {
  if (press.ctrlKey || press.metaKey) {
    return press.key === 'a' ? 'all' : null;
  }
  if (press.altKey) {
    return null;
  }
  switch (press.key) {
    case 'x':
      return 'toggle';
    case 'Escape':
      return 'clear';
    case 'Enter':
      return onButton ? null : 'enter';
    case ' ':
      return onButton ? null : 'toggle';
    default:
      return movingAct(press);
  }
}

function movingAct({ key, shiftKey }: KeyPress): ListAct | null {
  if (indexAfter(key, 0, 1, 1) === undefined) {
    return null;
  }
  return shiftKey ? 'extend' : 'move';
}
