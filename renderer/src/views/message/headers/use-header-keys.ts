import { type KeyboardEvent, useEffect } from 'react';
import { isTypedInto } from '../../../commands/typed-into';
import { type Caret, caretAfter } from './caret';
import { selectedBytes } from './dom-offset';
import type { HeaderPage } from './model';

interface HeaderActs {
  readonly step: (by: 1 | -1) => void;
  readonly cite: () => void;
  readonly close: () => void;
  readonly moveTo: (caret: Caret) => void;
}

/** The keys of the header view; keys typed into a field of a card stay with the field. */
export function headerKeys(page: HeaderPage, caret: Caret, acts: HeaderActs): (event: KeyboardEvent) => void {
  return (event) => {
    if (isTypedInto(event.target)) {
      return;
    }
    if (takeLetter(event, acts)) {
      event.preventDefault();
      return;
    }
    const onBytes = event.target instanceof HTMLElement && event.target.dataset['bytes'] !== undefined;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const next = onBytes && plain ? caretAfter(page.header, page.lines, caret, event.key, event.shiftKey) : undefined;
    if (next !== undefined) {
      event.preventDefault();
      document.getSelection()?.removeAllRanges();
      acts.moveTo(next);
    }
  };
}

function takeLetter(event: KeyboardEvent, acts: HeaderActs): boolean {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.shiftKey && event.key.toLowerCase() === 'c') {
    acts.cite();
    return true;
  }
  if (control || event.altKey) {
    return false;
  }
  switch (event.key) {
    case 'n':
      acts.step(1);
      return true;
    case 'p':
      acts.step(-1);
      return true;
    case 'Escape':
      acts.close();
      return true;
    default:
      return false;
  }
}

/** Follows what the mouse selects in the bytes, once the button is let go. */
export function useMouseSelection(element: HTMLElement | null, moveTo: (caret: Caret) => void): void {
  useEffect(() => {
    const onUp = (): void => {
      const selected = element === null ? null : selectedBytes(element);
      if (selected !== null) {
        moveTo(selected);
      }
    };
    element?.addEventListener('pointerup', onUp);
    return () => element?.removeEventListener('pointerup', onUp);
  }, [element, moveTo]);
}

/** Opens the card of the marked bytes that were pressed; a drag selects and opens nothing. */
export function usePressedMarks(element: HTMLElement | null, pick: (ids: readonly string[]) => void): void {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-marks]') : null;
      const ids = target?.dataset['marks']?.split('|') ?? [];
      if (ids.length > 0 && document.getSelection()?.isCollapsed !== false) {
        pick(ids);
      }
    };
    element?.addEventListener('click', onClick);
    return () => element?.removeEventListener('click', onClick);
  }, [element, pick]);
}
