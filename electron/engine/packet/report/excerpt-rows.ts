/** Wraps header lines to the width of the paper, keeping the bytes behind every printed cell. */

import type { ExcerptCell, ExcerptLine, HeaderExcerptBlock } from '../../../../shared/packet-format/report-model';
import { codePointLabel } from '../../../../shared/text/visible-text';

export interface ExcerptRow {
  /** Line number; undefined for the continuation of a line that was too long for the paper. */
  readonly number: number | undefined;
  readonly cells: readonly ExcerptCell[];
  readonly isClaimed: boolean;
  /** A sentence in place of bytes: the boundary's label or bytes that are not printed. */
  readonly sentence: string | undefined;
}

export type CanSet = (character: string) => boolean;

/** Rows of at most `columns` characters; a character that the typeface lacks becomes its code point. */
export function excerptRows(block: HeaderExcerptBlock, columns: number, canSet: CanSet): readonly ExcerptRow[] {
  const rows: ExcerptRow[] = [];
  let isClaimed = false;
  for (const line of block.lines) {
    if (!isClaimed && block.claimedFrom !== null && line.start >= block.claimedFrom) {
      isClaimed = true;
      rows.push({ number: undefined, cells: [], isClaimed, sentence: block.claimedLabel });
    }
    rows.push(...rowsOf(line, columns, isClaimed, canSet));
  }
  return rows;
}

function rowsOf(line: ExcerptLine, columns: number, isClaimed: boolean, canSet: CanSet): readonly ExcerptRow[] {
  if (line.kind === 'omitted') {
    return [{ number: undefined, cells: [], isClaimed, sentence: line.text }];
  }
  return wrapped(
    line.cells.map((cell) => settable(cell, canSet)),
    columns,
  ).map((cells, index) => ({
    number: index === 0 ? line.number : undefined,
    cells,
    isClaimed,
    sentence: undefined,
  }));
}

function settable(cell: ExcerptCell, canSet: CanSet): ExcerptCell {
  const isOneCharacter = cell.text.length < cell.end - cell.start;
  return isOneCharacter && !canSet(cell.text) ? { ...cell, text: codePointLabel(cell.text), style: 'escaped' } : cell;
}

function wrapped(cells: readonly ExcerptCell[], columns: number): readonly (readonly ExcerptCell[])[] {
  const rows: ExcerptCell[][] = [[]];
  let used = 0;
  for (const cell of cells) {
    for (const part of parts(cell, columns, used)) {
      if (used > 0 && used + part.text.length > columns) {
        rows.push([]);
        used = 0;
      }
      rows[rows.length - 1]?.push(part);
      used += part.text.length;
    }
  }
  return rows;
}

/** A plain cell cut where the paper ends; one printed character is one byte there, unless it is a UTF-8 character. */
function parts(cell: ExcerptCell, columns: number, used: number): readonly ExcerptCell[] {
  const isCuttable = cell.text.length === cell.end - cell.start && cell.text.length > columns - used;
  if (!isCuttable) {
    return [cell];
  }
  const pieces: ExcerptCell[] = [];
  let at = 0;
  let room = columns - used;
  while (at < cell.text.length) {
    const length = breakLength(cell.text, at, room);
    pieces.push({
      ...cell,
      text: cell.text.slice(at, at + length),
      start: cell.start + at,
      end: cell.start + at + length,
    });
    at += length;
    room = columns;
  }
  return pieces;
}

/** Breaks after a blank near the end of the paper where there is one, else at the last column. */
function breakLength(text: string, at: number, room: number): number {
  if (room <= 0) {
    return Math.min(text.length - at, 1);
  }
  if (text.length - at <= room) {
    return text.length - at;
  }
  const blank = text.lastIndexOf(' ', at + room - 1);
  return blank > at + room * 0.7 ? blank + 1 - at : room;
}
