import type { MessagePart } from '../../../../../shared/contract/structure';

/** A part as a row of the tree; parts are named by their place in the list that the engine gives. */
export interface TreeRow {
  readonly index: number;
  readonly part: MessagePart;
  /** From 1, as ARIA counts. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** Null for a part that holds no others. */
  readonly open: boolean | null;
}

/** Who holds whom, worked out once for a message. */
export interface PartTree {
  readonly parts: readonly MessagePart[];
  /** Index of the part that holds each part; -1 for the message itself. */
  readonly holders: readonly number[];
  readonly positions: readonly number[];
  readonly counts: readonly number[];
}

/** Reads the tree from the depths: each part stands before those that it holds. */
export function partTree(parts: readonly MessagePart[]): PartTree {
  const holders: number[] = [];
  const positions: number[] = [];
  const counts: number[] = parts.map(() => 0);
  const path: number[] = [];
  for (const [index, { depth }] of parts.entries()) {
    const holder = depth === 0 ? -1 : (path[depth - 1] ?? -1);
    path[depth] = index;
    holders.push(holder);
    const before = counts[holder] ?? 0;
    positions.push(before + 1);
    if (holder >= 0) {
      counts[holder] = before + 1;
    }
  }
  return { parts, holders, positions, counts };
}

/** The rows that can be seen, with the inside of closed parts left out. */
export function visibleRows(tree: PartTree, closed: ReadonlySet<number>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const [index, part] of tree.parts.entries()) {
    if (part.depth > hiddenBelow) {
      continue;
    }
    const holds = (tree.counts[index] ?? 0) > 0;
    const isClosed = closed.has(index);
    hiddenBelow = isClosed ? part.depth : Number.POSITIVE_INFINITY;
    const holder = tree.holders[index] ?? -1;
    rows.push({
      index,
      part,
      level: part.depth + 1,
      position: tree.positions[index] ?? 1,
      siblings: holder < 0 ? 1 : (tree.counts[holder] ?? 1),
      open: holds ? !isClosed : null,
    });
  }
  return rows;
}

/** What a key does in a tree: another part is active, or a part is opened or closed. */
export interface TreeMove {
  readonly active: number;
  readonly toggled: number | null;
}

const PAGE_ROWS = 10;

/** By the ARIA tree pattern; undefined for keys that are not of the tree. `active` is a part's index. */
export function moveByKey(tree: PartTree, rows: readonly TreeRow[], active: number, key: string): TreeMove | undefined {
  const at = rows.findIndex((row) => row.index === active);
  const row = rows[at];
  const to = (index: number): TreeMove => ({
    active: rows[Math.max(0, Math.min(rows.length - 1, index))]?.index ?? active,
    toggled: null,
  });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'PageDown':
      return to(at + PAGE_ROWS);
    case 'PageUp':
      return to(at - PAGE_ROWS);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      return row?.open === false ? { active, toggled: active } : row?.open === true ? to(at + 1) : to(at);
    case 'ArrowLeft':
      return row?.open === true
        ? { active, toggled: active }
        : { active: Math.max(0, tree.holders[active] ?? 0), toggled: null };
    case ' ':
    case 'Enter':
      return row?.open == null ? to(at) : { active, toggled: active };
    default:
      return undefined;
  }
}

export function withToggled(closed: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(closed);
  if (!next.delete(index)) {
    next.add(index);
  }
  return next;
}

/** The innermost part in which a byte lies: parts stand before those that they hold. */
export function partAt(parts: readonly MessagePart[], at: number): number {
  return Math.max(
    0,
    parts.findLastIndex(({ start, end }) => start <= at && at < end),
  );
}
