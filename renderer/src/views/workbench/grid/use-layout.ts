import { useState } from 'react';
import { readSetting, writeSetting } from '../../../api/settings';
import { type GridLayout, readLayout } from './columns';

export interface RememberedLayout {
  readonly layout: GridLayout;
  /** `isDone` false while a width is being dragged: it is shown and not yet remembered. */
  readonly change: (layout: GridLayout, isDone?: boolean) => void;
}

/** The columns of a case's grid, remembered for the case. */
export function useLayout(caseId: string): RememberedLayout {
  const key = `columns.${caseId}`;
  const [layout, setLayout] = useState(() => readLayout(readSetting(key)));
  return {
    layout,
    change: (next, isDone = true) => {
      setLayout(next);
      if (isDone) {
        writeSetting(key, JSON.stringify(next));
      }
    },
  };
}
