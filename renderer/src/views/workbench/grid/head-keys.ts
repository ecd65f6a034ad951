import type { KeyPress } from '../../../commands/keys';

/** What a key means on the head of a column; `step` is -1 to the left and 1 to the right. */
export type HeadAct =
  | { readonly kind: 'focus'; readonly step: 1 | -1 | 'first' | 'last' }
  | { readonly kind: 'widen'; readonly by: number }
  | { readonly kind: 'move'; readonly step: 1 | -1 }
  | { readonly kind: 'fit' };

const STEP = 8;

/** Arrows go from head to head, with Ctrl they change the width, with Ctrl and Shift the place; Ctrl+0 fits it again. */
export function headActOf(press: KeyPress): HeadAct | null {
  const withControl = press.ctrlKey || press.metaKey;
  if (press.altKey) {
    return null;
  }
  switch (press.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return arrowAct(press.key === 'ArrowRight' ? 1 : -1, withControl, press.shiftKey);
    case 'Home':
      return withControl ? null : { kind: 'focus', step: 'first' };
    case 'End':
      return withControl ? null : { kind: 'focus', step: 'last' };
    case '0':
      return withControl ? { kind: 'fit' } : null;
    default:
      return null;
  }
}

function arrowAct(step: 1 | -1, withControl: boolean, withShift: boolean): HeadAct | null {
  if (!withControl) {
    return withShift ? null : { kind: 'focus', step };
  }
  return withShift ? { kind: 'move', step } : { kind: 'widen', by: step * STEP };
}
