import { type HeadingBlock, type Inline, type MarginMark, muted } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import type { Flow } from './flow';
import { gutterLeft, page, textWidth } from './page-metrics';
import { palette } from './palette';
import { drawSeverity } from './severity-shape';
import { textLines } from './text-lines';

const STYLES = {
  2: { measure: { size: 12, leading: 16 }, before: 16, after: 5 },
  3: { measure: { size: 10.4, leading: 14.6 }, before: 11, after: 3 },
} as const;

/** A heading; room for what follows it was asked for before (keep-together.ts). */
export function drawHeading(flow: Flow, block: HeadingBlock): void {
  const style = STYLES[block.level];
  const title: Inline = { voice: block.level === 2 ? 'label' : 'strong', text: block.text };
  const content = [title, ...(block.note === undefined ? [] : [muted(`   ${block.note}`)])];
  const lines = textLines(flow.typeset, content, scaled(block.level), textWidth);
  flow.space(style.before);
  const top = flow.y;
  const element = flow.element(block.level === 2 ? 'H2' : 'H3');
  flow.mark(element, () => {
    for (const [index, line] of lines.entries()) {
      drawLine(flow, line, page.left, top + index * style.measure.leading, style.measure);
    }
  });
  if (block.mark !== undefined) {
    drawMark(flow, block.mark, top + style.measure.leading / 2);
  }
  flow.advance(lines.length * style.measure.leading + style.after);
}

/** Level 2 is set in the label voice, which is small by nature: its size is raised to a heading's. */
function scaled(level: 2 | 3): { readonly size: number; readonly leading: number } {
  const { measure } = STYLES[level];
  return level === 2 ? { ...measure, size: 13 } : measure;
}

/** Shape and number in the margin. */
export function drawMark(flow: Flow, mark: MarginMark, middle: number): void {
  flow.artifact(() => {
    drawSeverity(flow.doc, mark.severity, gutterLeft + 14, middle - 3.6, 7.2);
    if (mark.number === null) {
      return;
    }
    const number = String(mark.number);
    const width = flow.typeset.width(number, 'sans-strong', 7.6);
    flow.typeset.draw(number, gutterLeft + 11 - width, middle + 2.7, 'sans-strong', 7.6, palette.ink);
  });
}
