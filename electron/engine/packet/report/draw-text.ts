import type { CommandsBlock, ListBlock, ParagraphBlock, Rich } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import type { Flow, Struct } from './flow';
import { type Measure, measures, page, textWidth } from './page-metrics';
import { palette } from './palette';
import { type TextLine, textLines } from './text-lines';

export function drawParagraph(flow: Flow, block: ParagraphBlock): void {
  drawRich(flow, block.content, flow.element('P'), page.left, textWidth, measures.body);
  flow.space(6);
}

/** A text of so many lines is not broken at all. */
export const WHOLE_LINES = 3;

/** Text over as many pages as it needs; at least two lines stay together. */
export function drawRich(flow: Flow, rich: Rich, element: Struct, x: number, width: number, measure: Measure): void {
  const lines = textLines(flow.typeset, rich, measure, width);
  let rest: readonly TextLine[] = lines;
  while (rest.length > 0) {
    flow.ensure((rest.length <= WHOLE_LINES ? rest.length : 2) * measure.leading);
    const fit = linesThatFit(rest.length, flow.left, measure);
    drawSlice(flow, rest.slice(0, fit), element, x, measure);
    rest = rest.slice(fit);
  }
}

/** How many lines fit; a single line is not left behind on the next page. */
function linesThatFit(count: number, height: number, measure: Measure): number {
  const fit = Math.max(1, Math.floor(height / measure.leading));
  return count - fit === 1 && fit > 2 ? fit - 1 : Math.min(count, fit);
}

function drawSlice(flow: Flow, lines: readonly TextLine[], element: Struct, x: number, measure: Measure): void {
  const top = flow.y;
  flow.mark(element, () => {
    for (const [index, line] of lines.entries()) {
      drawLine(flow, line, x, top + index * measure.leading, measure);
    }
  });
  flow.advance(lines.length * measure.leading);
}

const INDENT = 14;

export function drawList(flow: Flow, block: ListBlock): void {
  const list = flow.element('L');
  for (const item of block.items) {
    const element = flow.element('LI', list);
    flow.ensure(2 * measures.body.leading);
    drawDash(flow);
    drawRich(flow, item, flow.element('LBody', element), page.left + INDENT, textWidth - INDENT, measures.body);
    flow.space(4);
  }
  flow.space(3);
}

function drawDash(flow: Flow): void {
  const middle = flow.y + measures.body.leading / 2 + 0.6;
  flow.artifact(() => {
    flow.doc.rect(page.left + 1, middle, 5.5, 0.8).fill(palette.muted);
  });
}

/** Commands in the evidence face on a grey ground; one printed line for each typed line. */
export function drawCommands(flow: Flow, block: CommandsBlock): void {
  const { size, leading } = measures.mono;
  const height = block.lines.length * leading + 12;
  flow.ensure(height);
  const top = flow.y;
  flow.artifact(() => {
    flow.doc.rect(page.left, top, textWidth, height).fill(palette.framePaper);
  });
  flow.mark(flow.element('Code'), () => {
    for (const [index, line] of block.lines.entries()) {
      const baseline = top + 6 + index * leading + leading / 2 + size * 0.34;
      flow.typeset.draw(line, page.left + 8, baseline, 'mono', commandSize(line, flow), palette.ink);
    }
  });
  flow.advance(height);
  flow.space(6);
}

/** A long command is set smaller rather than broken, so that it can be copied whole. */
function commandSize(line: string, flow: Flow): number {
  const { size } = measures.mono;
  const width = flow.typeset.width(line, 'mono', size);
  return Math.min(size, (size * (textWidth - 16)) / width);
}
