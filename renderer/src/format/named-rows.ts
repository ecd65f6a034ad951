/** Rows of a picture whose names may take several lines, one below the other; pure. */

/** Of a row with one line, and of each further line, in pixels. */
const ROW = 24;
export const LINE = 15;

export interface NamedRow<T> {
  readonly item: T;
  /** The name, line by line. */
  readonly lines: readonly string[];
  readonly top: number;
  readonly height: number;
}

export interface NamedRows<T> {
  readonly rows: readonly NamedRow<T>[];
  /** Of all of them. */
  readonly height: number;
}

export function namedRows<T>(items: readonly T[], linesOf: (item: T) => readonly string[]): NamedRows<T> {
  let top = 0;
  const rows = items.map((item) => {
    const lines = linesOf(item);
    const row = { item, lines, top, height: ROW + Math.max(0, lines.length - 1) * LINE };
    top += row.height;
    return row;
  });
  return { rows, height: top };
}
