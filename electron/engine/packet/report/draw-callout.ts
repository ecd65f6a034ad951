/**
 * A framed passage. The examiner's own words stand in italics behind a double rule: told apart from the tool's text by
 * typeface and frame, not by colour alone.
 */
import type { CalloutBlock } from '../../../../shared/packet-format/report-model';
import { label, muted } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import type { Flow, Struct } from './flow';
import { type Measure, measures, page, textWidth } from './page-metrics';
import { palette } from './palette';
import { type TextLine, textLines } from './text-lines';

const INSET = 14;
const PADDING = 7;
const measure: Measure = { size: 9.8, leading: 14 };

/** A line, or half a line of space between paragraphs. */
type Item = { readonly line: TextLine } | { readonly gap: number };

export function drawCallout(flow: Flow, block: CalloutBlock): void {
  flow.space(5);
  const items = itemsOf(flow, block);
  const element = flow.element('Note');
  let rest = items;
  while (rest.length > 0) {
    flow.ensure(Math.min(heightOf(rest), 3 * measure.leading) + 2 * PADDING);
    const slice = takeFitting(rest, flow.left - 2 * PADDING);
    drawSlice(flow, slice, block, element);
    rest = rest.slice(slice.length);
  }
  flow.space(10);
}

function itemsOf(flow: Flow, block: CalloutBlock): readonly Item[] {
  const width = textWidth - 2 * INSET;
  const note = block.note === undefined ? [] : [muted(`   ${block.note}`)];
  const title = textLines(flow.typeset, [label(block.title), ...note], measures.body, width);
  const paragraphs = block.paragraphs.flatMap((rich, index): readonly Item[] => [
    { gap: index === 0 ? 1 : 3.5 },
    ...textLines(flow.typeset, rich, measure, width).map((line) => ({ line })),
  ]);
  return [...title.map((line) => ({ line })), ...paragraphs];
}

function heightOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + ('gap' in item ? item.gap : measure.leading), 0);
}

function takeFitting(items: readonly Item[], height: number): readonly Item[] {
  let used = 0;
  const count = items.findIndex((item) => {
    used += 'gap' in item ? item.gap : measure.leading;
    return used > height;
  });
  return count < 0 ? items : items.slice(0, Math.max(1, count));
}

function drawSlice(flow: Flow, items: readonly Item[], block: CalloutBlock, element: Struct): void {
  const top = flow.y;
  const height = heightOf(items) + 2 * PADDING;
  flow.artifact(() => drawFrame(flow, block.tone, top, height));
  flow.mark(element, () => {
    let y = top + PADDING;
    for (const item of items) {
      if ('gap' in item) {
        y += item.gap;
      } else {
        drawLine(flow, item.line, page.left + INSET, y, measure);
        y += measure.leading;
      }
    }
  });
  flow.advance(height);
}

function drawFrame(flow: Flow, tone: CalloutBlock['tone'], top: number, height: number): void {
  const { doc } = flow;
  if (tone === 'examiner') {
    doc.rect(page.left, top, textWidth, height).fill(palette.examinerPaper);
    doc.rect(page.left, top, 1.4, height).fill(palette.examiner);
    doc.rect(page.left + 3.2, top, 1.4, height).fill(palette.examiner);
    return;
  }
  const colour = tone === 'caution' ? palette.caution : palette.faint;
  doc.rect(page.left, top, textWidth, height).fill(palette.framePaper);
  doc.rect(page.left, top, 2.4, height).fill(colour);
}
