/**
 * Times of several exhibits on one axis: a row for each exhibit, a shape for each kind of time.
 *
 * Within a row each kind has its own level, so that equal times do not hide one another; no meaning rests on colour.
 */
import type { TimelineBlock, TimelineShape } from '../../../../shared/packet-format/report-model';
import { label, strong } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import type { Flow } from './flow';
import { page, textWidth } from './page-metrics';
import { palette, severityColour } from './palette';
import { textLines } from './text-lines';

const LABEL_WIDTH = 64;
const AXIS = page.left + LABEL_WIDTH;
const AXIS_WIDTH = page.right - AXIS - 4;
const TICK_HEIGHT = 26;
const ROW_HEIGHT = 19;
const LEGEND_HEIGHT = 22;
const SIZE = 7.4;
const measure = { size: 9, leading: 12.6 };

/** How far below the row's middle each kind lies. */
const LEVEL: Readonly<Record<TimelineShape, number>> = { stated: -4.6, claimed: 0, recorded: 4.6 };

export function timelineHeight(block: TimelineBlock): number {
  return TICK_HEIGHT + block.rows.length * ROW_HEIGHT + LEGEND_HEIGHT;
}

export function drawTimeline(flow: Flow, block: TimelineBlock): void {
  flow.ensure(timelineHeight(block));
  const top = flow.y;
  const figure = flow.element('Figure', undefined, { alt: block.alternative });
  flow.mark(figure, () => {
    drawTicks(flow, block, top);
    for (const [index, row] of block.rows.entries()) {
      drawRow(flow, block, row, top + TICK_HEIGHT + index * ROW_HEIGHT);
    }
    drawLegend(flow, block.legend, top + TICK_HEIGHT + block.rows.length * ROW_HEIGHT);
  });
  flow.advance(timelineHeight(block));
  flow.space(8);
}

function xOf({ from, to }: TimelineBlock, at: number): number {
  return AXIS + ((at - from) / (to - from)) * AXIS_WIDTH;
}

/** The day once where it begins, the clock at each tick. */
function drawTicks(flow: Flow, block: TimelineBlock, top: number): void {
  const bottom = top + TICK_HEIGHT + block.rows.length * ROW_HEIGHT;
  let day = '';
  for (const { at, text } of block.ticks) {
    const x = xOf(block, at);
    const [tickDay = '', clock = ''] = text.split(' ');
    flow.doc
      .moveTo(x, top + TICK_HEIGHT - 3)
      .lineTo(x, bottom)
      .lineWidth(0.4)
      .stroke(palette.hairline);
    centred(flow, clock === '' ? tickDay : clock, x, top + 19);
    if (clock !== '' && tickDay !== day) {
      centred(flow, tickDay, x, top + 9);
    }
    day = tickDay;
  }
}

function centred(flow: Flow, text: string, middle: number, baseline: number): void {
  const width = flow.typeset.width(text, 'sans', SIZE);
  const x = Math.min(Math.max(middle - width / 2, page.left), page.right - width);
  flow.typeset.draw(text, x, baseline, 'sans', SIZE, palette.muted);
}

function drawRow(flow: Flow, block: TimelineBlock, row: TimelineBlock['rows'][number], top: number): void {
  const middle = top + ROW_HEIGHT / 2;
  const [line] = textLines(flow.typeset, [strong(row.label)], measure, LABEL_WIDTH - 8);
  if (line !== undefined) {
    drawLine(flow, line, page.left, middle - measure.leading / 2, measure);
  }
  flow.doc
    .moveTo(page.left, top + ROW_HEIGHT)
    .lineTo(page.right, top + ROW_HEIGHT)
    .lineWidth(0.4)
    .stroke(palette.hairline);
  for (const { at, shape } of row.marks) {
    drawShape(flow, shape, xOf(block, at), middle + LEVEL[shape]);
  }
}

/** A hollow diamond for what is stated, a ring for what is claimed, a disc for what is recorded. */
function drawShape(flow: Flow, shape: TimelineShape, x: number, y: number): void {
  const { doc } = flow;
  if (shape === 'stated') {
    doc
      .polygon([x, y - 3.4], [x + 3.4, y], [x, y + 3.4], [x - 3.4, y])
      .lineWidth(1)
      .fillAndStroke(palette.paper, severityColour.high);
    return;
  }
  doc
    .circle(x, y, 2.4)
    .lineWidth(1)
    .fillAndStroke(shape === 'recorded' ? palette.ink : palette.paper, palette.ink);
}

function drawLegend(flow: Flow, legend: TimelineBlock['legend'], top: number): void {
  let x: number = AXIS;
  for (const shape of ['stated', 'claimed', 'recorded'] as const) {
    const [line] = textLines(flow.typeset, [label(legend[shape])], measure, textWidth);
    drawShape(flow, shape, x + 4, top + 12);
    if (line !== undefined) {
      drawLine(flow, line, x + 12, top + 12 - measure.leading / 2, measure);
      x += 12 + line.width + 20;
    }
  }
}
