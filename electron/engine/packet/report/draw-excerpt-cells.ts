import type { ExcerptCell, ExcerptMark } from '../../../../shared/packet-format/report-model';
import { drawFramed } from './draw-lines';
import type { ExcerptRow } from './excerpt-rows';
import type { Flow } from './flow';
import { bytesLeft, measures } from './page-metrics';
import { palette } from './palette';
import { drawUnderline } from './severity-shape';
import type { Face } from './typeset';

const { leading, size } = measures.mono;
const FRAMED_SIZE = size * 0.86;

/** One printed row of the header: its bytes, and the underlines below them. */
export function drawExcerptCells(flow: Flow, row: ExcerptRow, marks: readonly ExcerptMark[], top: number): void {
  const baseline = top + leading / 2 + size * 0.3;
  if (row.sentence !== undefined) {
    flow.typeset.draw(row.sentence, bytesLeft, baseline, 'sans', 7, palette.muted);
    return;
  }
  const advance = flow.typeset.width('0', 'mono', size);
  let column = 0;
  for (const cell of row.cells) {
    const x = bytesLeft + column * advance;
    drawCell(flow, cell, x, baseline, advance);
    drawMarks(flow, cell, marks, x, baseline, advance);
    column += cell.text.length;
  }
}

function drawCell(flow: Flow, cell: ExcerptCell, x: number, baseline: number, advance: number): void {
  if (cell.style === 'escaped') {
    const width = cell.text.length * advance;
    const framed = { text: cell.text, face: 'mono', colour: '', x: 0, width, framed: true } as const;
    drawFramed(flow, { ...framed, size: framedSize(flow, cell.text, width) }, x, baseline);
    return;
  }
  const face: Face = cell.style === 'name' ? 'mono-strong' : 'mono';
  const colour = cell.style === 'faint' ? palette.faint : palette.ink;
  flow.typeset.draw(cell.text, x, baseline, face, size, colour);
}

function framedSize(flow: Flow, label: string, width: number): number {
  const natural = flow.typeset.width(label, 'mono', FRAMED_SIZE);
  return Math.min(FRAMED_SIZE, (FRAMED_SIZE * (width - 4.4)) / natural);
}

/** Underlines exactly the bytes of a mark, also where it begins or ends inside a cell. */
function drawMarks(
  flow: Flow,
  cell: ExcerptCell,
  marks: readonly ExcerptMark[],
  x: number,
  baseline: number,
  advance: number,
): void {
  const touching = marks.filter((mark) => mark.start < cell.end && mark.end > cell.start);
  for (const [index, mark] of touching.slice(0, 3).entries()) {
    const perByte = (cell.text.length * advance) / Math.max(1, cell.end - cell.start);
    const from = Math.max(mark.start, cell.start) - cell.start;
    const to = Math.min(mark.end, cell.end) - cell.start;
    drawUnderline(flow.doc, mark.severity, x + from * perByte, baseline + 2 + index * 1.4, (to - from) * perByte);
  }
}
