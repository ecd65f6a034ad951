import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

interface FixedRowsOptions {
  readonly count: number;
  readonly rowHeight: number;
  /** What stands at the top of the scrolled area and covers rows that pass under it. */
  readonly headHeight: number;
  /** Rows that are painted before and after those on the screen. */
  readonly overscan: number;
  readonly scroller: RefObject<HTMLElement | null>;
}

export interface FixedRows {
  /** The first row to paint, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Scrolls no further than is needed to have the row on the screen. */
  readonly scrollTo: (index: number) => void;
}

/** Which of many rows of one height are to be painted. Costs the same for ten rows and for a million. */
export function useFixedRows({ count, rowHeight, headHeight, overscan, scroller }: FixedRowsOptions): FixedRows {
  const [{ top, height }, setSeen] = useState({ top: 0, height: 0 });
  const look = useCallback((): void => {
    const element = scroller.current;
    if (element !== null) {
      const now = { top: element.scrollTop, height: element.clientHeight };
      setSeen((before) => (before.top === now.top && before.height === now.height ? before : now));
    }
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, look]);

  const scrollTo = useCallback(
    (index: number): void => {
      const element = scroller.current;
      if (element === null) {
        return;
      }
      const start = index * rowHeight;
      const end = start + rowHeight + headHeight - element.clientHeight;
      if (element.scrollTop > start) {
        element.scrollTop = start;
      } else if (element.scrollTop < end) {
        element.scrollTop = end;
      }
      look();
    },
    [scroller, look, rowHeight, headHeight],
  );

  const last = Math.ceil((top + height - headHeight) / rowHeight);
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), count) - overscan);
  return { first, end: Math.max(first, Math.min(count, last + overscan)), scrollTo };
}
