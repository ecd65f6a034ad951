import type { RefObject } from 'react';
import { clamped } from './split-model';
import { useWidth } from './use-width';

/** Below the least width a figure is drawn smaller, above the greatest it leaves room. */
const LIMITS = { min: 440, max: 740 } as const;

/** How wide a figure of a message is drawn, in pixels of its place, so that its words keep their size. */
export function useFigureWidth(place: RefObject<HTMLElement | null>): number {
  return clamped(useWidth(place, LIMITS.max), LIMITS);
}
