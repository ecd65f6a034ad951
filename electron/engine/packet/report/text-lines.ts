/**
 * Breaks text into lines: at blanks, and inside a word only where the word is wider than the column.
 *
 * Own code rather than pdfkit's wrapper: every piece must keep its voice, its frame where it is a code point, and a
 * 5,000-character word must not leave the page.
 */
import type { Inline, Rich } from '../../../../shared/packet-format/report-model';
import { codePointLabel, visibleRuns } from '../../../../shared/text/visible-text';
import type { Measure } from './page-metrics';
import { type Face, type Typeset, voiceStyles } from './typeset';

/** One piece of a line, at its place from the line's left end. */
export interface Piece {
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  readonly x: number;
  readonly width: number;
  readonly framed: boolean;
}

export interface TextLine {
  readonly pieces: readonly Piece[];
  readonly width: number;
}

/** What cannot be broken at a blank: a word's part in one voice, or a framed code point. */
interface Atom {
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  readonly framed: boolean;
  /** Blanks in front of it. */
  readonly blanks: number;
}

const FRAME_SCALE = 0.74;
export const FRAME_PADDING = 1.6;

/**
 * Lines of at most `width` points.
 *
 * Remembered: each text is asked for its height before it is drawn, and the sentences of a rule come back in every exhibit.
 */
export function textLines(typeset: Typeset, rich: Rich, measure: Measure, width: number): readonly TextLine[] {
  const texts = rich.map(({ voice, text }) => `${voice} ${text}`);
  return typeset.remembered(`${width} ${measure.size} ${JSON.stringify(texts)}`, () =>
    brokenLines(typeset, rich, measure, width),
  );
}

function brokenLines(typeset: Typeset, rich: Rich, measure: Measure, width: number): readonly TextLine[] {
  const atoms = rich.flatMap((inline) => atomsOf(typeset, inline, measure));
  const writer = new LineWriter(typeset, width);
  for (const word of wordsOf(atoms)) {
    writer.addWord(word);
  }
  return writer.finish();
}

function atomsOf(typeset: Typeset, inline: Inline, measure: Measure): Atom[] {
  const style = voiceStyles[inline.voice];
  const plain = { face: style.face, size: measure.size * style.scale, colour: style.colour, framed: false };
  const framed = { ...plain, face: 'mono' as const, size: plain.size * FRAME_SCALE, framed: true };
  const atoms: Atom[] = [];
  let blanks = 0;
  for (const token of tokensOf(typeset, inline.text, style.face)) {
    if (token.kind === 'blank') {
      blanks += token.text.length;
      continue;
    }
    atoms.push({ ...(token.kind === 'framed' ? framed : plain), text: token.text, blanks });
    blanks = 0;
  }
  return blanks === 0 ? atoms : [...atoms, { ...plain, text: '', blanks }];
}

interface Token {
  readonly kind: 'word' | 'blank' | 'framed';
  readonly text: string;
}

/** Words, blanks and framed code points of a text. */
function tokensOf(typeset: Typeset, text: string, face: Face): readonly Token[] {
  return visibleRuns(text).flatMap((run): readonly Token[] =>
    run.escaped
      ? [{ kind: 'framed', text: run.text }]
      : (run.text.match(/ +|[^ ]+/g) ?? []).flatMap((part) => wordTokens(typeset, part, face)),
  );
}

function wordTokens(typeset: Typeset, part: string, face: Face): readonly Token[] {
  if (part.startsWith(' ')) {
    return [{ kind: 'blank', text: part }];
  }
  const tokens: Token[] = [];
  let plain = '';
  for (const character of part) {
    if (typeset.canSet(character, face)) {
      plain += character;
      continue;
    }
    if (plain !== '') {
      tokens.push({ kind: 'word', text: plain });
      plain = '';
    }
    tokens.push({ kind: 'framed', text: codePointLabel(character) });
  }
  return plain === '' ? tokens : [...tokens, { kind: 'word', text: plain }];
}

/** Atoms that stand together without a blank between them. */
function wordsOf(atoms: readonly Atom[]): readonly (readonly Atom[])[] {
  const words: Atom[][] = [];
  for (const atom of atoms) {
    const last = words[words.length - 1];
    if (last === undefined || atom.blanks > 0) {
      words.push([atom]);
    } else {
      last.push(atom);
    }
  }
  return words;
}

/** Fills line after line. */
class LineWriter {
  readonly #typeset: Typeset;
  readonly #width: number;
  readonly #lines: TextLine[] = [];
  #pieces: Piece[] = [];
  #x = 0;

  constructor(typeset: Typeset, width: number) {
    this.#typeset = typeset;
    this.#width = width;
  }

  addWord(word: readonly Atom[]): void {
    const [first] = word;
    if (first === undefined) {
      return;
    }
    const width = word.reduce((sum, atom) => sum + this.#atomWidth(atom), 0);
    const blank = this.#x === 0 ? 0 : this.#blankWidth(first);
    if (this.#x + blank + width <= this.#width) {
      this.#x += blank;
    } else if (width <= this.#width || this.#x > this.#width * 0.7) {
      this.#breakLine();
    } else {
      this.#x += blank;
    }
    for (const atom of word) {
      this.#addAtom(atom);
    }
  }

  finish(): readonly TextLine[] {
    if (this.#pieces.length > 0 || this.#lines.length === 0) {
      this.#breakLine();
    }
    return this.#lines;
  }

  #addAtom(atom: Atom): void {
    if (this.#x + this.#atomWidth(atom) <= this.#width) {
      this.#place(atom, atom.text);
    } else if (atom.framed) {
      this.#breakLine();
      this.#place(atom, atom.text);
    } else {
      this.#addSplit(atom);
    }
  }

  /** A word wider than the column: as many characters as fit, again and again. */
  #addSplit(atom: Atom): void {
    let part = '';
    let width = 0;
    for (const character of atom.text) {
      const step = this.#typeset.width(character, atom.face, atom.size);
      if (this.#x + width + step > this.#width && (part !== '' || this.#x > 0)) {
        this.#place(atom, part);
        this.#breakLine();
        part = '';
        width = 0;
      }
      part += character;
      width += step;
    }
    this.#place(atom, part);
  }

  #place(atom: Atom, text: string): void {
    if (text === '') {
      return;
    }
    const width = this.#atomWidth({ ...atom, text });
    const { face, size, colour, framed } = atom;
    this.#append({ text, face, size, colour, x: this.#x, width, framed });
    this.#x += width;
  }

  /** Joins a word to the piece before it where both look alike, so that a line is few pieces and reads as text. */
  #append(piece: Piece): void {
    const last = this.#pieces[this.#pieces.length - 1];
    if (last === undefined || last.framed || piece.framed || last.face !== piece.face || last.colour !== piece.colour) {
      this.#pieces.push(piece);
      return;
    }
    const gap = piece.x - last.x - last.width;
    const blank = this.#typeset.width(' ', last.face, last.size);
    const blanks = Math.round(gap / blank);
    this.#pieces[this.#pieces.length - 1] = {
      ...last,
      text: `${last.text}${' '.repeat(blanks)}${piece.text}`,
      width: piece.x + piece.width - last.x,
    };
  }

  #breakLine(): void {
    this.#lines.push({ pieces: this.#pieces, width: this.#x });
    this.#pieces = [];
    this.#x = 0;
  }

  #atomWidth(atom: Atom): number {
    return this.#typeset.width(atom.text, atom.face, atom.size) + (atom.framed ? 2 * FRAME_PADDING + 1 : 0);
  }

  #blankWidth(atom: Atom): number {
    return atom.blanks * this.#typeset.width(' ', atom.face, atom.size);
  }
}
