/** Sizes of panes in pixels; the part of the separator pattern that can be computed without a screen. */
export interface SplitLimits {
  readonly min: number;
  readonly max: number;
}

const STEP = 16;
const BIG_STEP = 64;

export function clamped(size: number, { min, max }: SplitLimits): number {
  return Math.round(Math.min(Math.max(size, min), Math.max(min, max)));
}

/**
 * The size that a key asks for; undefined for keys that are not the separator's.
 *
 * `grows` is the direction in which the measured pane grows: 1 when it lies before the separator, -1 when after.
 */
export function sizeAfterKey(
  key: string,
  shift: boolean,
  size: number,
  limits: SplitLimits,
  grows: 1 | -1,
): number | undefined {
  const step = (shift ? BIG_STEP : STEP) * grows;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return clamped(size - step, limits);
    case 'ArrowRight':
    case 'ArrowDown':
      return clamped(size + step, limits);
    case 'Home':
      return clamped(grows === 1 ? limits.min : limits.max, limits);
    case 'End':
      return clamped(grows === 1 ? limits.max : limits.min, limits);
    default:
      return undefined;
  }
}

/** Reads remembered sizes; anything that is not a sensible number falls back. */
export function readSize(stored: string | null, fallback: number): number {
  const size = Number(stored ?? Number.NaN);
  return Number.isFinite(size) && size > 0 ? size : fallback;
}
