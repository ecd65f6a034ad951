import { useState } from 'react';
import { readSetting, writeSetting } from '../../api/settings';
import { readSize } from '../../components/split-model';

/** Stands for a size that nobody chose. */
const UNMOVED = 0;

/** A pane's size, remembered for each case; until somebody moves it, it is `fallback`, which may follow the window. */
export function useRememberedSize(caseId: string, pane: string, fallback: number): [number, (size: number) => void] {
  const key = `size.${caseId}.${pane}`;
  const [size, setSize] = useState(() => readSize(readSetting(key), UNMOVED));
  return [
    size === UNMOVED ? fallback : size,
    (next) => {
      setSize(next);
      writeSetting(key, String(next));
    },
  ];
}
