import type { SortKey } from '../../../state/desk';

/**
 * The columns of the message grid and how they are laid out: which are shown, in what order, how wide.
 *
 * Widths are tracks of one CSS grid that all rows share, so that a row costs no layout of its own. Sizes are in pixels.
 */
export const COLUMN_KEYS = [
  'severity',
  'ref',
  'received',
  'date',
  'from',
  'to',
  'subject',
  'exhibit',
  'tags',
  'assessed',
  'attachments',
  'size',
  'evidence',
  'messageId',
  'proof',
  'high',
  'medium',
  'low',
  'info',
] as const;

export type ColumnKey = (typeof COLUMN_KEYS)[number];

export interface ColumnSpec {
  /** What a press on its head orders by; null where the catalogue cannot order by it. */
  readonly sort: SortKey | null;
  /** Its least width, which is also its width where nothing grows. */
  readonly width: number;
  /** The same in a narrow pane. */
  readonly narrow: number;
  /** Its share of the room that is left; 0 for columns whose content has one length. */
  readonly grows: number;
}

const fixed = (sort: SortKey | null, width: number, narrow = width): ColumnSpec => ({ sort, width, narrow, grows: 0 });

export const COLUMNS: Readonly<Record<ColumnKey, ColumnSpec>> = {
  severity: fixed('severity', 38, 34),
  ref: fixed('ref', 82, 74),
  received: fixed('received', 122),
  date: fixed('date', 122),
  from: { sort: 'from', width: 90, narrow: 74, grows: 1 },
  to: { sort: 'to', width: 90, narrow: 76, grows: 1 },
  subject: { sort: 'subject', width: 120, narrow: 92, grows: 2 },
  exhibit: fixed(null, 56, 50),
  tags: fixed(null, 110, 90),
  assessed: fixed(null, 74, 60),
  attachments: fixed('attachments', 92, 64),
  size: fixed('size', 76, 70),
  evidence: { sort: null, width: 110, narrow: 90, grows: 1 },
  messageId: { sort: 'messageId', width: 150, narrow: 110, grows: 1 },
  proof: fixed('proof', 92, 60),
  high: fixed('high', 52, 44),
  medium: fixed('medium', 66, 56),
  low: fixed('low', 52, 44),
  info: fixed('info', 66, 56),
};

/** What the examiner chose for the grid of one case. */
export interface GridLayout {
  /** The columns that are shown, in their order. */
  readonly shown: readonly ColumnKey[];
  /** Only those whose width was set. */
  readonly widths: Readonly<Partial<Record<ColumnKey, number>>>;
}

export const DEFAULT_LAYOUT: GridLayout = {
  shown: ['severity', 'ref', 'received', 'from', 'subject', 'exhibit'],
  widths: {},
};

export const WIDTH_LIMITS = { min: 24, max: 900 } as const;

function isColumnKey(value: unknown): value is ColumnKey {
  return COLUMN_KEYS.some((key) => key === value);
}

/** Reads a stored layout; whatever does not make sense in it falls back, column by column. */
export function readLayout(stored: string | null): GridLayout {
  const value = parsed(stored);
  const shown = [...new Set(listIn(value, 'shown').filter(isColumnKey))];
  const widths = COLUMN_KEYS.flatMap((key) => {
    const width = numberIn(value, key);
    return width === undefined ? [] : [[key, clampedWidth(width)] as const];
  });
  return { shown: shown.length === 0 ? DEFAULT_LAYOUT.shown : shown, widths: Object.fromEntries(widths) };
}

function parsed(stored: string | null): unknown {
  try {
    return JSON.parse(stored ?? 'null');
  } catch {
    return null;
  }
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return Array.isArray(list) ? list : [];
}

function numberIn(value: unknown, key: ColumnKey): number | undefined {
  const widths: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'widths') : undefined;
  const width: unknown = typeof widths === 'object' && widths !== null ? Reflect.get(widths, key) : undefined;
  return typeof width === 'number' && Number.isFinite(width) ? width : undefined;
}

export function clampedWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, WIDTH_LIMITS.min), WIDTH_LIMITS.max));
}

/** A column that was hidden comes to the place it has among all columns; the last one shown cannot be hidden. */
export function withShown(layout: GridLayout, key: ColumnKey, isShown: boolean): GridLayout {
  if (!isShown) {
    const shown = layout.shown.filter((one) => one !== key);
    return shown.length === 0 ? layout : { ...layout, shown };
  }
  if (layout.shown.includes(key)) {
    return layout;
  }
  const later = new Set(COLUMN_KEYS.slice(COLUMN_KEYS.indexOf(key)));
  const at = layout.shown.findIndex((one) => later.has(one));
  return { ...layout, shown: layout.shown.toSpliced(at < 0 ? layout.shown.length : at, 0, key) };
}

/** `width` undefined: back to what the column has by itself. */
export function withWidth(layout: GridLayout, key: ColumnKey, width: number | undefined): GridLayout {
  const { [key]: _, ...others } = layout.widths;
  return { ...layout, widths: width === undefined ? others : { ...others, [key]: clampedWidth(width) } };
}

/** One place to the left (-1) or to the right (1), where there is one. */
export function withMoved(layout: GridLayout, key: ColumnKey, step: 1 | -1): GridLayout {
  const from = layout.shown.indexOf(key);
  const to = from + step;
  if (from < 0 || to < 0 || to >= layout.shown.length) {
    return layout;
  }
  return { ...layout, shown: layout.shown.toSpliced(from, 1).toSpliced(to, 0, key) };
}

/** Pixels of the column that chooses a row, and of the button at the end of the heads. */
const CHOOSE = 24;
const MENU = 28;

export interface Tracks {
  /** For `grid-template-columns`. */
  readonly template: string;
  /** Least width of a row, in pixels: below it the grid is scrolled sideways. */
  readonly least: number;
}

/** The tracks of all rows, in a pane of usual width or in a narrow one. */
export function tracksOf({ shown, widths }: GridLayout, pane: 'wide' | 'narrow'): Tracks {
  const least = (key: ColumnKey): number => widths[key] ?? COLUMNS[key][pane === 'wide' ? 'width' : 'narrow'];
  const tracks = shown.map((key) => {
    const { grows } = COLUMNS[key];
    return grows > 0 && widths[key] === undefined ? `minmax(${least(key)}px, ${grows}fr)` : `${least(key)}px`;
  });
  return {
    template: [`${CHOOSE}px`, ...tracks, `${MENU}px`].join(' '),
    least: shown.reduce((sum, key) => sum + least(key), CHOOSE + MENU),
  };
}
