import type { KeyValueRow, KeyValuesBlock } from '../../../../shared/packet-format/report-model';
import { label } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import { drawRich, WHOLE_LINES } from './draw-text';
import type { Flow } from './flow';
import { measures, page, textWidth } from './page-metrics';
import { textLines } from './text-lines';

const LABEL_WIDTH = 112;
const KEEP_MAX = 120;
const measure = { size: 9.6, leading: 13.6 };

/** Labels on the left, values on the right; a value may cross a page. */
export function drawKeyValues(flow: Flow, block: KeyValuesBlock): void {
  for (const [index, row] of block.rows.entries()) {
    const last = block.rows[index + 1];
    if (last !== undefined && index === block.rows.length - 2) {
      keepTogether(flow, [row, last]);
    }
    drawRow(flow, row);
  }
  flow.space(6);
}

/** The last row does not stand alone on a page; long values may still be broken. */
function keepTogether(flow: Flow, rows: readonly KeyValueRow[]): void {
  const heights = rows.map((row) => textLines(flow.typeset, row.value, measure, textWidth - LABEL_WIDTH).length);
  const height = heights.reduce((sum, lines) => sum + lines * measure.leading + 2.6, 0);
  if (height < KEEP_MAX) {
    flow.ensure(height);
  }
}

function drawRow(flow: Flow, row: KeyValueRow): void {
  const lines = textLines(flow.typeset, [label(row.label)], measures.body, LABEL_WIDTH - 12);
  const valueLines = textLines(flow.typeset, row.value, measure, textWidth - LABEL_WIDTH).length;
  flow.ensure(Math.max(valueLines <= WHOLE_LINES + 1 ? valueLines : 2, lines.length) * measure.leading);
  const top = flow.y;
  const pageBefore = flow.pageNumber;
  flow.mark(flow.element('P'), () => {
    for (const [index, line] of lines.entries()) {
      drawLine(flow, line, page.left, top + index * measure.leading, measure);
    }
  });
  drawRich(flow, row.value, flow.element('P'), page.left + LABEL_WIDTH, textWidth - LABEL_WIDTH, measure);
  const labelEnd = top + lines.length * measure.leading;
  flow.y = flow.pageNumber === pageBefore ? Math.max(flow.y, labelEnd) : flow.y;
  flow.space(2.6);
}
