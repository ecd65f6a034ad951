import { useState } from 'react';
import { readSetting, writeSetting } from '../../../api/settings';

/** Whether a group of the left pane is folded, remembered for the case. */
export function useFold(caseId: string, group: string): [folded: boolean, fold: (folded: boolean) => void] {
  const key = `fold.${caseId}.${group}`;
  const [folded, setFolded] = useState(() => readSetting(key) === 'folded');
  return [
    folded,
    (next) => {
      setFolded(next);
      writeSetting(key, next ? 'folded' : 'open');
    },
  ];
}
