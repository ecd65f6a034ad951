/** Rows of the pictures of the case; pure. */
import { clipped } from '../../format/clipped';
import { linesOf } from '../../format/lines';
import { LINE, type NamedRow, type NamedRows, namedRows } from '../../format/named-rows';

/** Average width of a character of the names, in pixels. */
const CHARACTER = 5.9;
/** A name comes from a file's name at times: those have an end. */
const MOST_LETTERS = 160;

/** @param room pixels for the names */
export function figureRows<T>(items: readonly T[], nameOf: (item: T) => string, room: number): NamedRows<T> {
  return namedRows(items, (item) => linesOf(clipped(nameOf(item), MOST_LETTERS), Math.floor(room / CHARACTER)));
}

/** Where the lines of a row stand, from its top. */
export function baselines({ lines }: NamedRow<unknown>): readonly number[] {
  return lines.map((_, index) => 16 + index * LINE);
}
