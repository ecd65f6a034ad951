/** Lines to be filled in by hand, each with what belongs on it in small letters below. */
import type { BlanksBlock } from '../../../../shared/packet-format/report-model';
import { muted } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import type { Flow } from './flow';
import { page, textWidth } from './page-metrics';
import { palette } from './palette';
import { textLines } from './text-lines';

const HEIGHT = 40;
const LINE_AT = 24;
const GAP = 18;
const SMALL = { size: 8.2, leading: 11 };

export function drawBlanks(flow: Flow, block: BlanksBlock): void {
  for (const labels of block.rows) {
    flow.ensure(HEIGHT);
    const top = flow.y;
    const width = (textWidth - GAP * (labels.length - 1)) / labels.length;
    for (const [index, text] of labels.entries()) {
      drawBlank(flow, text, page.left + index * (width + GAP), top, width);
    }
    flow.advance(HEIGHT);
  }
  flow.space(6);
}

function drawBlank(flow: Flow, text: string, left: number, top: number, width: number): void {
  flow.artifact(() => {
    flow.doc
      .moveTo(left, top + LINE_AT)
      .lineTo(left + width, top + LINE_AT)
      .lineWidth(0.6)
      .stroke(palette.ink);
  });
  const [line] = textLines(flow.typeset, [muted(text)], SMALL, width);
  if (line !== undefined) {
    flow.mark(flow.element('P'), () => drawLine(flow, line, left, top + LINE_AT + 3, SMALL));
  }
}
