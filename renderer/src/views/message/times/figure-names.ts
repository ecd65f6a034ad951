/** What stands before the rows of the figure, in lines that fit; pure. */
import { sharedTimeName, timeName } from '../../../../../shared/wording/times';
import { times as words } from '../../../../../shared/wording/window/message';
import { clipped } from '../../../format/clipped';
import { linesOf } from '../../../format/lines';
import { LINE } from '../../../format/named-rows';
import { grouped } from '../../../format/numbers';
import { visibleString } from '../../../format/visible-text';
import type { FigureRow } from './model';

/** Pixels for the names, and for a letter of one at most. */
export const NAMES = 176;
const LETTER = 6.6;
const NAME_LETTERS = Math.floor((NAMES - 14) / LETTER);
/** Names come from the message at times: those have an end. */
const MOST_LETTERS = 3 * NAME_LETTERS;

/** The name of a row, and what is said below it of a row that many times share. */
export function rowName({ times, source, places }: FigureRow): readonly string[] {
  const [first] = times;
  if (first === undefined) {
    return [];
  }
  if (times.length === 1) {
    return [timeName(first.time.kind)];
  }
  const count = grouped(times.length);
  return [
    sharedTimeName(times.map(({ time }) => time.kind)),
    places === 1 ? words.shared(source, count) : words.sharedPlaces(grouped(places), count),
  ];
}

export function linesIn(name: readonly string[]): readonly string[] {
  return name.flatMap((text) => linesOf(clipped(visibleString(text), MOST_LETTERS), NAME_LETTERS));
}

/** Each line with its base line, so that all of them stand around `middle`. */
export function lineYs(lines: readonly string[], middle: number): readonly (readonly [line: string, y: number])[] {
  return lines.map((line, index) => [line, middle + 4.5 + (index - (lines.length - 1) / 2) * LINE]);
}
