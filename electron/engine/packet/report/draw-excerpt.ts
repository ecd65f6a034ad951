/**
 * The raw header: line numbers, bytes in the evidence face, observations underlined at their bytes and numbered in the
 * margin, everything below the proposed trust boundary on grey paper.
 */
import type { ExcerptMark, HeaderExcerptBlock } from '../../../../shared/packet-format/report-model';
import { drawExcerptCells } from './draw-excerpt-cells';
import { type ExcerptRow, excerptRows } from './excerpt-rows';
import type { Flow, Struct } from './flow';
import { bytesLeft, gutterLeft, measures, page, textWidth } from './page-metrics';
import { palette } from './palette';
import { drawSeverity } from './severity-shape';

const { leading, size } = measures.mono;
const MARKS_MAX = 3;

export function drawExcerpt(flow: Flow, block: HeaderExcerptBlock): void {
  const advance = flow.typeset.width('0', 'mono', size);
  const columns = Math.floor((page.right - bytesLeft - 4) / advance);
  const rows = excerptRows(block, columns, (character) => flow.typeset.canSet(character, 'mono'));
  let rest: readonly ExcerptRow[] = rows;
  const element = flow.element('Code');
  const shown = new Set<ExcerptMark>();
  while (rest.length > 0) {
    flow.ensure(Math.min(rest.length, 4) * leading);
    const fit = Math.max(1, Math.floor(flow.left / leading));
    drawSlice(flow, rest.slice(0, fit), element, block.marks, shown);
    rest = rest.slice(fit);
  }
  flow.space(10);
}

function drawSlice(
  flow: Flow,
  rows: readonly ExcerptRow[],
  element: Struct,
  marks: readonly ExcerptMark[],
  shown: Set<ExcerptMark>,
): void {
  const top = flow.y;
  flow.artifact(() => {
    for (const [index, row] of rows.entries()) {
      drawGround(flow, row, top + index * leading);
    }
    flow.doc.rect(bytesLeft - 6, top, 0.5, rows.length * leading).fill(palette.hairline);
    for (const [index, row] of rows.entries()) {
      drawGutter(flow, row, top + index * leading, newMarks(row, marks, shown));
    }
  });
  flow.mark(element, () => {
    for (const [index, row] of rows.entries()) {
      drawExcerptCells(flow, row, marks, top + index * leading);
    }
  });
  flow.advance(rows.length * leading);
}

function drawGround(flow: Flow, row: ExcerptRow, top: number): void {
  if (row.isClaimed) {
    flow.doc.rect(page.left, top, textWidth, leading + 0.2).fill(palette.claimedPaper);
  }
}

/** Marks whose first byte on paper stands in this row. */
function newMarks(row: ExcerptRow, marks: readonly ExcerptMark[], shown: Set<ExcerptMark>): readonly ExcerptMark[] {
  const found = marks.filter(
    (mark) => !shown.has(mark) && row.cells.some((cell) => mark.start < cell.end && mark.end > cell.start),
  );
  for (const mark of found) {
    shown.add(mark);
  }
  return found.filter((mark, index) => found.findIndex(({ number }) => number === mark.number) === index);
}

function drawGutter(flow: Flow, row: ExcerptRow, top: number, marks: readonly ExcerptMark[]): void {
  const baseline = top + leading / 2 + size * 0.34;
  if (row.number !== undefined) {
    const text = String(row.number);
    const width = flow.typeset.width(text, 'sans', 6.6);
    flow.typeset.draw(text, bytesLeft - 11 - width, baseline, 'sans', 6.6, palette.faint);
  }
  for (const [index, mark] of marks.slice(0, MARKS_MAX).entries()) {
    drawMarginMark(flow, mark, page.left - 20 - index * 22, top + leading / 2);
  }
  if (marks.length > MARKS_MAX) {
    flow.typeset.draw('+', gutterLeft - 40, baseline, 'sans-strong', 7, palette.ink);
  }
}

function drawMarginMark(flow: Flow, mark: ExcerptMark, x: number, middle: number): void {
  const number = String(mark.number);
  const width = flow.typeset.width(number, 'sans-strong', 6.8);
  flow.typeset.draw(number, x + 4 - width, middle + 2.4, 'sans-strong', 6.8, palette.ink);
  drawSeverity(flow.doc, mark.severity, x + 6, middle - 3, 6);
}
