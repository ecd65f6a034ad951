/**
 * Tables over as many pages as they need: the heading row is repeated, a row is broken only when it is taller than a
 * page, and every cell is tagged.
 */
import type { TableBlock, TableCell } from '../../../../shared/packet-format/report-model';
import { label } from '../../../../shared/packet-format/report-model';
import { drawMark } from './draw-heading';
import { drawLine } from './draw-lines';
import type { Flow, Struct } from './flow';
import { measures, page, textWidth } from './page-metrics';
import { palette } from './palette';
import { type TextLine, textLines } from './text-lines';

const PADDING = 4.2;
const GAP = 10;
const KEEP_MAX = 200;
const measure = measures.small;

interface Column {
  readonly x: number;
  readonly width: number;
  readonly isRight: boolean;
}

interface Row {
  readonly cells: readonly (readonly TextLine[])[];
  readonly mark: TableCell['mark'];
  readonly lineCount: number;
}

export function drawTable(flow: Flow, block: TableBlock): void {
  const columns = columnsOf(block);
  const heading = headingRow(flow, block, columns);
  const table = flow.element('Table');
  const rows = block.rows.map((cells) => rowOf(flow, cells, columns, block.leastLines));
  flow.ensure(heightOf(heading) + Math.min(heightOf(rows[0] ?? heading), 80) + 4);
  drawHeadingRow(flow, heading, columns, table);
  for (const [index, row] of rows.entries()) {
    const last = rows[index + 1];
    if (last !== undefined && index === rows.length - 2 && index > 0) {
      keepLastRows(flow, [row, last], () => continueTable(flow, heading, columns));
    }
    drawRow(flow, row, columns, table, heading);
  }
  flow.space(9);
}

/** The last row does not stand alone under a repeated heading. */
function keepLastRows(flow: Flow, rows: readonly Row[], breakPage: () => void): void {
  const height = rows.reduce((sum, row) => sum + heightOf(row), 0);
  if (height > flow.left && height < KEEP_MAX) {
    breakPage();
  }
}

function columnsOf(block: TableBlock): readonly Column[] {
  const shares = block.columns.reduce((sum, column) => sum + column.share, 0);
  const usable = textWidth - GAP * (block.columns.length - 1);
  let x: number = page.left;
  return block.columns.map((column) => {
    const width = (usable * column.share) / shares;
    const placed = { x, width, isRight: column.align === 'right' };
    x += width + GAP;
    return placed;
  });
}

function headingRow(flow: Flow, block: TableBlock, columns: readonly Column[]): Row {
  const cells = block.columns.map((column) => ({ content: [label(column.title)] }));
  return rowOf(flow, cells, columns);
}

function rowOf(flow: Flow, cells: readonly TableCell[], columns: readonly Column[], leastLines = 1): Row {
  const lines = cells.map((cell, index) => textLines(flow.typeset, cell.content, measure, columns[index]?.width ?? 0));
  return {
    cells: lines,
    mark: cells.find((cell) => cell.mark !== undefined)?.mark,
    lineCount: Math.max(leastLines, ...lines.map((cell) => cell.length)),
  };
}

function heightOf(row: Row): number {
  return row.lineCount * measure.leading + 2 * PADDING;
}

function drawHeadingRow(flow: Flow, row: Row, columns: readonly Column[], table: Struct | undefined): void {
  drawCells(flow, row, columns, 0, row.lineCount, table === undefined ? undefined : [flow.element('TR', table), 'TH']);
  drawRule(flow, palette.ink, 0.7);
}

function drawRow(flow: Flow, row: Row, columns: readonly Column[], table: Struct, heading: Row): void {
  const fullPage = page.bottom - page.top - heightOf(heading);
  if (heightOf(row) > flow.left && heightOf(row) <= fullPage) {
    continueTable(flow, heading, columns);
  }
  const element = flow.element('TR', table);
  let from = 0;
  while (from < row.lineCount) {
    if (flow.left < 3 * measure.leading + 2 * PADDING && row.lineCount - from > 2) {
      continueTable(flow, heading, columns);
    }
    const fit = Math.max(1, Math.floor((flow.left - 2 * PADDING) / measure.leading));
    const to = Math.min(row.lineCount, from + fit);
    drawCells(flow, row, columns, from, to, [element, 'TD']);
    from = to;
  }
  drawRule(flow, palette.hairline, 0.5);
}

/** The heading row again on a new page; a repetition is no content. */
function continueTable(flow: Flow, heading: Row, columns: readonly Column[]): void {
  flow.newPage();
  drawHeadingRow(flow, heading, columns, undefined);
}

function drawCells(
  flow: Flow,
  row: Row,
  columns: readonly Column[],
  from: number,
  to: number,
  target: readonly [Struct, 'TH' | 'TD'] | undefined,
): void {
  const top = flow.y + PADDING;
  if (row.mark !== undefined && from === 0) {
    drawMark(flow, row.mark, top + measure.leading / 2);
  }
  for (const [index, column] of columns.entries()) {
    const lines = (row.cells[index] ?? []).slice(from, to);
    const draw = () => drawCellLines(flow, lines, column, top);
    if (target === undefined) {
      flow.artifact(draw);
    } else {
      flow.mark(flow.element(target[1], target[0]), draw);
    }
  }
  flow.advance((to - from) * measure.leading + 2 * PADDING);
}

function drawCellLines(flow: Flow, lines: readonly TextLine[], column: Column, top: number): void {
  for (const [index, line] of lines.entries()) {
    const x = column.isRight ? column.x + column.width - line.width : column.x;
    drawLine(flow, line, x, top + index * measure.leading, measure);
  }
}

function drawRule(flow: Flow, colour: string, width: number): void {
  flow.artifact(() => {
    flow.doc.moveTo(page.left, flow.y).lineTo(page.right, flow.y).lineWidth(width).stroke(colour);
  });
}
