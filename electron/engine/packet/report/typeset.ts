/**
 * The typefaces of the report and what they can set: IBM Plex, embedded, so that every page looks the same everywhere.
 *
 * A character that a typeface lacks is never drawn as an empty box that could stand for anything: `canSet` says so
 * beforehand, and its code point is set in a frame.
 */
import { join } from 'node:path';
import type { Voice } from '../../../../shared/packet-format/report-model';
import { palette } from './palette';
import type { TextLine } from './text-lines';

export type Face = 'serif' | 'serif-strong' | 'serif-italic' | 'sans' | 'sans-strong' | 'mono' | 'mono-strong';

const FILES: Readonly<Record<Face, string>> = {
  serif: 'IBMPlexSerif-Regular.ttf',
  'serif-strong': 'IBMPlexSerif-SemiBold.ttf',
  'serif-italic': 'IBMPlexSerif-Italic.ttf',
  sans: 'IBMPlexSans-Regular.ttf',
  'sans-strong': 'IBMPlexSans-SemiBold.ttf',
  mono: 'IBMPlexMono-Regular.ttf',
  'mono-strong': 'IBMPlexMono-SemiBold.ttf',
};

/** How a voice looks: typeface, share of the text's size, colour. */
export interface VoiceStyle {
  readonly face: Face;
  readonly scale: number;
  readonly colour: string;
}

export const voiceStyles: Readonly<Record<Voice, VoiceStyle>> = {
  tool: { face: 'serif', scale: 1, colour: palette.ink },
  strong: { face: 'serif-strong', scale: 1, colour: palette.ink },
  muted: { face: 'sans', scale: 0.88, colour: palette.muted },
  label: { face: 'sans-strong', scale: 0.84, colour: palette.muted },
  evidence: { face: 'mono', scale: 0.85, colour: palette.ink },
  examiner: { face: 'serif-italic', scale: 1.02, colour: palette.examiner },
};

/** What pdfkit keeps of an embedded font; not in its types, needed to know which characters it can set. */
interface FontInternals {
  readonly _font: { readonly font: { readonly hasGlyphForCodePoint: (codePoint: number) => boolean } };
}

/** Texts whose lines are remembered: those of some hundred pages. */
const LINES_MAX = 20_000;

export class Typeset {
  readonly #doc: PDFKit.PDFDocument;
  readonly #widths = new Map<string, number>();
  readonly #canSet = new Map<string, boolean>();
  readonly #lines = new Map<string, readonly TextLine[]>();

  constructor(doc: PDFKit.PDFDocument, fontsDir: string) {
    this.#doc = doc;
    for (const [face, file] of Object.entries(FILES)) {
      doc.registerFont(face, join(fontsDir, file));
    }
  }

  /** Width of `text` set in one piece. */
  width(text: string, face: Face, size: number): number {
    const key = `${face}|${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) {
      return (known * size) / 100;
    }
    const width = this.#doc.font(face).fontSize(100).widthOfString(text);
    this.#widths.set(key, width);
    return (width * size) / 100;
  }

  /** Broken lines by what they were made from; forgotten all at once when they are many. */
  remembered(key: string, make: () => readonly TextLine[]): readonly TextLine[] {
    const known = this.#lines.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = make();
    if (this.#lines.size >= LINES_MAX) {
      this.#lines.clear();
    }
    this.#lines.set(key, made);
    return made;
  }

  canSet(character: string, face: Face): boolean {
    const key = `${face}|${character}`;
    const known = this.#canSet.get(key);
    if (known !== undefined) {
      return known;
    }
    this.#doc.font(face);
    // Safe: `_font` is the embedded font that the line above selected (pdfkit 0.20 lib/mixins/fonts.js).
    const internals = this.#doc as unknown as FontInternals;
    const can = internals._font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    this.#canSet.set(key, can);
    return can;
  }

  /** Sets one piece with its baseline at `y`. */
  draw(text: string, x: number, y: number, face: Face, size: number, colour: string): void {
    this.#doc
      .font(face)
      .fontSize(size)
      .fillColor(colour)
      .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
  }
}
