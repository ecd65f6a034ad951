import { useState } from 'react';
import { readSetting, writeSetting } from '../../api/settings';
import { readSize } from '../../components/split-model';

/** A pane's size, remembered for each case. */
export function useRememberedSize(caseId: string, pane: string, fallback: number): [number, (size: number) => void] {
  const key = `size.${caseId}.${pane}`;
  const [size, setSize] = useState(() => readSize(readSetting(key), fallback));
  return [
    size,
    (next) => {
      setSize(next);
      writeSetting(key, String(next));
    },
  ];
}
