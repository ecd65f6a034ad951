/**
 * A QR code (ISO/IEC 18004) as vector modules, with its caption beside it.
 *
 * Error correction M: print that was folded or stamped on still reads. Runs of dark modules are drawn as one rectangle, so
 * that no printer leaves hairlines between them.
 */
import qrcode from 'qrcode-generator';
import type { QrBlock } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import type { Flow } from './flow';
import { measures, page, textWidth } from './page-metrics';
import { palette } from './palette';
import { textLines } from './text-lines';

const SIDE = 132;
/** White around the code that readers need (section 9.1 of the standard). */
const QUIET_MODULES = 4;
const GAP = 18;

export const QR_HEIGHT = SIDE + 12;

export function drawQr(flow: Flow, block: QrBlock): void {
  flow.ensure(QR_HEIGHT);
  const top = flow.y + 4;
  const modules = modulesOf(block.text);
  const size = SIDE / (modules.length + 2 * QUIET_MODULES);
  const figure = flow.element('Figure', undefined, { alt: block.text });
  flow.mark(figure, () => {
    for (const [row, line] of modules.entries()) {
      for (const { start, length } of darkRuns(line)) {
        const x = page.left + (start + QUIET_MODULES) * size;
        flow.doc.rect(x, top + (row + QUIET_MODULES) * size, length * size, size);
      }
    }
    flow.doc.fill(palette.ink);
  });
  const left = page.left + SIDE + GAP;
  const lines = block.caption.flatMap((rich) => textLines(flow.typeset, rich, measures.body, textWidth - SIDE - GAP));
  flow.mark(flow.element('Caption'), () => {
    for (const [index, line] of lines.entries()) {
      drawLine(flow, line, left, top + 12 + index * measures.body.leading, measures.body);
    }
  });
  flow.advance(Math.max(QR_HEIGHT, lines.length * measures.body.leading + 20));
  flow.space(6);
}

/** Rows of modules, true where dark. The text is taken as UTF-8 bytes. */
function modulesOf(text: string): readonly (readonly boolean[])[] {
  const code = qrcode(0, 'M');
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
  code.make();
  const count = code.getModuleCount();
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (__, column) => code.isDark(row, column)),
  );
}

function darkRuns(line: readonly boolean[]): readonly { readonly start: number; readonly length: number }[] {
  const text = line.map((isDark) => (isDark ? '#' : '.')).join('');
  return Array.from(text.matchAll(/#+/g), (run) => ({ start: run.index, length: run[0].length }));
}
