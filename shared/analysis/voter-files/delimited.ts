/**
 * Rows of delimited text, piece by piece: RFC 4180, and what voter files make of it.
 *
 * A quote has a meaning only where a cell begins with it. A quoted cell may hold line ends until one turns out not to be
 * closed: from then on lines are rows, so that one stray quote costs no more than its own row and time stays linear.
 */
export type Delimiter = ',' | '\t' | '|' | ';';

/** Longest row that is read; a longer line is passed over and counted. */
export const ROW_MAX = 64 << 10;

const DELIMITERS: readonly Delimiter[] = ['\t', '|', ',', ';'];

/** The delimiter that the first line has most of; null where it has none. */
export function delimiterOf(firstLine: string): Delimiter | null {
  const unquoted = firstLine.replaceAll(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((sign) => ({ sign, count: unquoted.split(sign).length - 1 }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return most === undefined || most.count === 0 ? null : most.sign;
}

export class DelimitedReader {
  readonly #delimiter: Delimiter;
  #buffer = '';
  #quotesSpanLines = true;
  #isPassingOver = false;
  #passedOver = 0;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
  }

  /** Lines that were longer than a row may be. */
  get passedOver(): number {
    return this.#passedOver;
  }

  /** The rows that end in this piece of the text; with `isLast`, also what is left. Empty lines are no rows. */
  rows(piece: string, isLast = false): readonly (readonly string[])[] {
    this.#buffer += piece;
    const rows: (readonly string[])[] = [];
    let at = 0;
    while (at < this.#buffer.length) {
      const end = this.#endOfLine(at, isLast);
      if (end === null) break;
      const next = this.#rowFrom(at, end, isLast, rows);
      if (next === null) break;
      at = next;
    }
    this.#buffer = this.#buffer.slice(at);
    this.#dropEndless();
    return rows;
  }

  /** Where the line ends, before its line feed; null where that has not come yet. */
  #endOfLine(at: number, isLast: boolean): number | null {
    const feed = this.#buffer.indexOf('\n', at);
    if (feed !== -1) return feed;
    return isLast ? this.#buffer.length : null;
  }

  /** Reads one row and says where the next one begins; null where more of the text is needed. */
  #rowFrom(at: number, end: number, isLast: boolean, rows: (readonly string[])[]): number | null {
    if (this.#isPassingOver || end - at > ROW_MAX) {
      this.#passedOver += this.#isPassingOver ? 0 : 1;
      this.#isPassingOver = false;
      return end + 1;
    }
    const line = this.#buffer.slice(at, this.#buffer[end - 1] === '\r' && end > at ? end - 1 : end);
    if (!line.includes('"')) {
      if (line !== '') rows.push(line.split(this.#delimiter));
      return end + 1;
    }
    const spanning = this.#quotesSpanLines ? this.#spanningRow(at, isLast) : null;
    if (spanning === 'more') return null;
    this.#quotesSpanLines = spanning !== null;
    rows.push((spanning ?? readQuotedRow(line, 0, this.#delimiter) ?? { cells: line.split(this.#delimiter) }).cells);
    return (spanning?.end ?? end) + 1;
  }

  /** A row whose quoted cells may hold line ends; null where one is not closed within the length of a row. */
  #spanningRow(at: number, isLast: boolean): QuotedRow | 'more' | null {
    const row = readQuotedRow(this.#buffer, at, this.#delimiter);
    const isOpen = row === null || row.end === this.#buffer.length;
    if (isOpen && !isLast && this.#buffer.length - at <= ROW_MAX) return 'more';
    return row !== null && row.end - at <= ROW_MAX ? row : null;
  }

  /** A line that does not end is not kept. */
  #dropEndless(): void {
    if (this.#buffer.length <= 2 * ROW_MAX || this.#buffer.includes('\n')) return;
    this.#passedOver += this.#isPassingOver ? 0 : 1;
    this.#isPassingOver = true;
    this.#buffer = '';
  }
}

interface QuotedRow {
  readonly cells: readonly string[];
  /** Of its line feed, or of the text. */
  readonly end: number;
}

/**
 * A row with quoted cells; null where a quoted cell is not closed, or goes over a line end to a quote that ends no cell.
 * What follows a closing quote belongs to its cell.
 */
function readQuotedRow(text: string, start: number, delimiter: Delimiter): QuotedRow | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let quoted = '';
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === -1) return null;
      quoted = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
      if (quoted.includes('\n') && !endsCell(text[at], delimiter)) return null;
    }
    const end = cellEnd(text, at, delimiter);
    const isLast = text[end] !== delimiter;
    const plain = text.slice(at, end);
    cells.push(quoted + (isLast && plain.endsWith('\r') ? plain.slice(0, -1) : plain));
    if (isLast) return { cells, end };
    at = end + 1;
  }
}

function endsCell(sign: string | undefined, delimiter: Delimiter): boolean {
  return sign === undefined || sign === delimiter || sign === '\r' || sign === '\n';
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') {
    at = text.indexOf('"', at + 2);
  }
  return at;
}

function cellEnd(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') {
    at += 1;
  }
  return at;
}
