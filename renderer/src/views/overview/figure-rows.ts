/** Rows of a picture whose names may take several lines; pure. */
import { clipped } from '../../format/clipped';
import { linesOf } from '../../format/lines';

/** Of a row with one line, and of each further line, in pixels. */
const ROW = 24;
const LINE = 15;
/** Average width of a character of the names, in pixels. */
const CHARACTER = 5.9;
/** A name comes from a file's name at times: those have an end. */
const MOST_LETTERS = 160;

export interface FigureRow {
  /** The name, line by line. */
  readonly lines: readonly string[];
  readonly top: number;
  readonly height: number;
}

/** @param room pixels for the names */
export function figureRows(names: readonly string[], room: number): { rows: readonly FigureRow[]; height: number } {
  let height = 0;
  const rows = names.map((name) => {
    const lines = linesOf(clipped(name, MOST_LETTERS), Math.floor(room / CHARACTER));
    const row = { lines, top: height, height: ROW + (lines.length - 1) * LINE };
    height += row.height;
    return row;
  });
  return { rows, height };
}

/** Where the lines of a row stand, from its top. */
export function baselines({ lines }: FigureRow): readonly number[] {
  return lines.map((_, index) => 16 + index * LINE);
}
