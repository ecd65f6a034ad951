import type { Flow } from './flow';
import type { Measure } from './page-metrics';
import { palette } from './palette';
import { FRAME_PADDING, type Piece, type TextLine } from './text-lines';

/** Draws one line of text; `top` is the upper edge of its leading. */
export function drawLine(flow: Flow, line: TextLine, x: number, top: number, measure: Measure): void {
  const baseline = top + measure.leading / 2 + measure.size * 0.34;
  for (const piece of line.pieces) {
    if (piece.framed) {
      drawFramed(flow, piece, x + piece.x, baseline);
    } else {
      flow.typeset.draw(piece.text, x + piece.x, baseline, piece.face, piece.size, piece.colour);
    }
  }
}

/** A code point in a thin frame, so that it cannot be taken for text of the message. */
export function drawFramed(flow: Flow, piece: Piece, x: number, baseline: number): void {
  const { size, width, text } = piece;
  flow.doc
    .roundedRect(x + 0.5, baseline - size * 0.98, width - 1, size * 1.34, 1)
    .lineWidth(0.4)
    .fillAndStroke(palette.framePaper, palette.faint);
  flow.typeset.draw(text, x + FRAME_PADDING + 0.5, baseline - size * 0.05, 'mono', size, palette.muted);
}
