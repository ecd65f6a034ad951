/**
 * The shape of each severity (shared look of window and print): told apart in grey and by colour-blind readers.
 *
 * Proof: filled square with a notch. High: filled triangle. Medium: half-filled circle. Low: open circle. Info: bar.
 */
import type { Severity } from '../../../../shared/analysis/rule';
import { palette, severityColour } from './palette';

type Doc = PDFKit.PDFDocument;
type Draw = (doc: Doc, x: number, y: number, size: number, colour: string) => void;

const SHAPES: Readonly<Record<Severity, Draw>> = {
  proof: (doc, x, y, size, colour) => {
    const notch = size * 0.34;
    doc.polygon([x, y], [x + size - notch, y], [x + size, y + notch], [x + size, y + size], [x, y + size]).fill(colour);
  },
  high: (doc, x, y, size, colour) => {
    doc.polygon([x + size / 2, y - size * 0.04], [x + size * 1.04, y + size], [x - size * 0.04, y + size]).fill(colour);
  },
  medium: (doc, x, y, size, colour) => {
    const radius = size / 2;
    doc
      .circle(x + radius, y + radius, radius - 0.45)
      .lineWidth(0.9)
      .fillAndStroke(palette.paper, colour);
    doc.path(`M ${x + radius} ${y} A ${radius} ${radius} 0 0 0 ${x + radius} ${y + size} Z`).fill(colour);
  },
  low: (doc, x, y, size, colour) => {
    doc
      .circle(x + size / 2, y + size / 2, size / 2 - 0.5)
      .lineWidth(1)
      .fillAndStroke(palette.paper, colour);
  },
  info: (doc, x, y, size, colour) => {
    doc.rect(x, y + size * 0.38, size, size * 0.24).fill(colour);
  },
};

/** Draws the shape with its upper left corner at (x, y). */
export function drawSeverity(doc: Doc, severity: Severity, x: number, y: number, size: number): void {
  doc.save();
  SHAPES[severity](doc, x, y, size, severityColour[severity]);
  doc.restore();
}

/** The underline of each severity: its own pattern, so that it needs no colour. */
export function drawUnderline(doc: Doc, severity: Severity, x: number, y: number, width: number): void {
  doc
    .save()
    .strokeColor(severityColour[severity])
    .lineWidth(severity === 'high' ? 1.1 : 0.7);
  if (severity === 'low') {
    doc.dash(3, { space: 1.6 });
  } else if (severity === 'info') {
    doc.dash(0.8, { space: 1.4 });
  }
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke();
  if (severity === 'proof') {
    doc
      .moveTo(x, y + 1.5)
      .lineTo(x + width, y + 1.5)
      .stroke();
  }
  doc.restore();
}
