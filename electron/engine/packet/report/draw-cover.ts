import type { CoverBlock } from '../../../../shared/packet-format/report-model';
import { label, muted, tool } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import { drawRich } from './draw-text';
import type { Flow } from './flow';
import { page, textWidth } from './page-metrics';
import { palette } from './palette';
import { textLines } from './text-lines';

const TITLE = { size: 31, leading: 37 };
const CASE = { size: 17, leading: 23 };
const ROW = { size: 10.6, leading: 15.4 };
const LABEL_WIDTH = 120;

/** The first page. */
export function drawCover(flow: Flow, block: CoverBlock): void {
  drawHandling(flow, block.handling);
  flow.y = page.top + 96;
  flow.artifact(() => {
    flow.doc.rect(page.left, flow.y - 22, 46, 3).fill(palette.ink);
  });
  drawRich(flow, [{ voice: 'strong', text: block.title }], flow.element('H1'), page.left, textWidth, TITLE);
  flow.advance(6);
  drawRich(flow, [tool(block.caseName)], flow.element('P'), page.left, textWidth, CASE);
  flow.advance(34);
  for (const row of block.rows) {
    drawRow(flow, row);
  }
  drawFingerprint(flow, block);
  flow.y = Math.max(flow.y + 20, page.bottom - 44);
  drawRich(flow, [muted(block.note)], flow.element('P'), page.left, textWidth, { size: 9.4, leading: 12.6 });
}

function drawHandling(flow: Flow, handling: string): void {
  if (handling === '') {
    return;
  }
  const measure = { size: 12, leading: 16 };
  const [line] = textLines(flow.typeset, [label(handling)], measure, textWidth - 20);
  if (line === undefined) {
    return;
  }
  flow.artifact(() => {
    flow.doc
      .rect(page.left, page.top - 12, line.width + 20, 22)
      .lineWidth(1.2)
      .stroke(palette.ink);
  });
  flow.mark(flow.element('P'), () => drawLine(flow, line, page.left + 10, page.top - 9, measure));
}

function drawRow(flow: Flow, row: CoverBlock['rows'][number]): void {
  const top = flow.y;
  const [line] = textLines(flow.typeset, [label(row.label)], ROW, LABEL_WIDTH);
  if (line !== undefined) {
    flow.mark(flow.element('P'), () => drawLine(flow, line, page.left, top, ROW));
  }
  drawRich(flow, row.value, flow.element('P'), page.left + LABEL_WIDTH, textWidth - LABEL_WIDTH, ROW);
  flow.advance(3);
}

function drawFingerprint(flow: Flow, block: CoverBlock): void {
  flow.advance(30);
  const height = 34 + block.fingerprint.length * 17;
  const top = flow.y;
  flow.artifact(() => {
    flow.doc.rect(page.left, top, textWidth, height).lineWidth(0.7).stroke(palette.faint);
  });
  const measure = { size: 9.6, leading: 13 };
  const title = textLines(flow.typeset, [muted(block.fingerprintTitle)], measure, textWidth - 24);
  flow.mark(flow.element('P'), () => {
    for (const [index, line] of title.entries()) {
      drawLine(flow, line, page.left + 12, top + 9 + index * measure.leading, measure);
    }
  });
  flow.mark(flow.element('P'), () => {
    for (const [index, line] of block.fingerprint.entries()) {
      flow.typeset.draw(line, page.left + 12, top + 38 + index * 17, 'mono-strong', 11.4, palette.ink);
    }
  });
  flow.advance(height);
}
