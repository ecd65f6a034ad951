import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect } from 'react';
import { indexIn, stepAfter } from './step-keys';

/** Elements that arrow keys move between carry this; they are rendered with `tabIndex={-1}`. */
const ITEM = '[data-roving]';

const SIDEWAYS: Readonly<Record<string, string>> = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' };

interface Roving {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * One stop in the tab order for many elements: arrow keys, Home and End move between them, and the last one that had the
 * focus is the stop. The stop is kept in the document, not in state, so that moving renders nothing.
 *
 * @param sideways whether left and right move too, as in a picture
 */
export function useRoving(container: RefObject<HTMLElement | null>, sideways = false): Roving {
  useEffect(() => {
    if (container.current !== null && stopsOf(container.current).length === 0) {
      const [first] = itemsOf(container.current);
      first?.setAttribute('tabindex', '0');
    }
  });
  const move = (from: Element | null, key: string): boolean => {
    const items = container.current === null ? [] : itemsOf(container.current);
    const next = items[stepAfter(key, indexIn(items, from), items.length) ?? -1];
    next?.focus();
    return next !== undefined;
  };
  return {
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
        return;
      }
      const key = sideways ? (SIDEWAYS[event.key] ?? event.key) : event.key;
      if (move(document.activeElement, key)) {
        event.preventDefault();
      }
    },
    onFocus: ({ target }) => {
      const item = target.closest<HTMLElement>(ITEM);
      if (item !== null && container.current !== null) {
        for (const stop of stopsOf(container.current)) {
          stop.setAttribute('tabindex', '-1');
        }
        item.setAttribute('tabindex', '0');
      }
    },
  };
}

function itemsOf(container: HTMLElement): readonly HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(ITEM)];
}

function stopsOf(container: HTMLElement): readonly HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(`${ITEM}[tabindex="0"]`)];
}
