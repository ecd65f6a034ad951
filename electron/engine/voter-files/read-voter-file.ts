/** Reads a voter file row by row, where it lies, in bounded memory. Nothing of it is copied or kept here. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type Columns, columnsOf } from '../../../shared/analysis/voter-files/columns';
import { DelimitedReader, delimiterOf, ROW_MAX } from '../../../shared/analysis/voter-files/delimited';
import type { Row } from '../../../shared/analysis/voter-files/row-values';
import { FailureError } from '../../../shared/contract/failure';
import { toByteString } from '../../../shared/email/byte-string';
import { voterWords } from '../../../shared/wording/voter-files';
import { piecesOf, type StreamOptions } from '../vault/hash-file';
import { openSource, sourceFacts } from '../vault/source-file';

export interface VoterFile {
  /** Without its folder. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly columns: Columns;
  /** Rows that were compared. */
  readonly rows: number;
  /** Rows that were passed over: too long, or too short for the columns that are read. */
  readonly setAside: number;
}

/** @param index number of the row, from 0 */
export type UseRow = (row: Row, columns: Columns, index: number) => void;

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

/** @throws FailureError `unreadable-input` when it is no delimited text whose columns are known, or changes meanwhile; `cancelled` */
export async function readVoterFile(path: string, use: UseRow, options: StreamOptions): Promise<VoterFile> {
  const source = await openSource(path);
  const name = basename(path);
  try {
    const hash = createHash('sha256');
    const reader = new RowReader(name, use);
    let bytes = 0;
    for await (const piece of piecesOf(source.handle, Number.MAX_SAFE_INTEGER, options)) {
      if (piece.includes(0)) throw new FailureError('unreadable-input', voterWords.notText(name));
      hash.update(piece);
      bytes += piece.length;
      reader.read(toByteString(piece), false);
    }
    reader.read('', true);
    if ((await sourceFacts(source, bytes)).changed !== null) {
      throw new FailureError('unreadable-input', voterWords.changed(name));
    }
    return { name, sha256: hash.digest('hex'), bytes, ...reader.done() };
  } finally {
    await source.handle.close();
  }
}

/** Holds any first row that is read at all. */
const FIRST_BYTES = 4 * ROW_MAX;

/** What the columns of a file are taken for, by its first row. @throws FailureError `unreadable-input` */
export async function readVoterColumns(path: string): Promise<Pick<VoterFile, 'name' | 'bytes' | 'columns'>> {
  const { handle, stats } = await openSource(path);
  const name = basename(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.includes(0)) throw new FailureError('unreadable-input', voterWords.notText(name));
    const reader = new RowReader(name, () => undefined);
    reader.read(toByteString(start), bytesRead === stats.size);
    return { name, bytes: stats.size, columns: reader.done().columns };
  } finally {
    await handle.close();
  }
}

class RowReader {
  readonly #name: string;
  readonly #use: UseRow;
  /** Until the first line has come whole. */
  #start: string | null = '';
  #reader = new DelimitedReader(',');
  #columns: Columns | null = null;
  #rows = 0;
  #short = 0;

  constructor(name: string, use: UseRow) {
    this.#name = name;
    this.#use = use;
  }

  read(piece: string, isLast: boolean): void {
    let text = piece;
    if (this.#start !== null) {
      text = this.#start + piece;
      const feed = text.indexOf('\n');
      if (feed === -1 && !isLast) {
        if (text.length > ROW_MAX) throw this.#unknown();
        this.#start = text;
        return;
      }
      text = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
      this.#begin(text.slice(0, feed === -1 ? text.length : text.indexOf('\n')));
    }
    for (const row of this.#reader.rows(text, isLast)) {
      this.#take(row);
    }
  }

  done(): Pick<VoterFile, 'columns' | 'rows' | 'setAside'> {
    if (this.#columns === null) throw this.#unknown();
    return { columns: this.#columns, rows: this.#rows, setAside: this.#short + this.#reader.passedOver };
  }

  #begin(firstLine: string): void {
    this.#start = null;
    const delimiter = delimiterOf(firstLine);
    if (delimiter === null) throw this.#unknown();
    this.#reader = new DelimitedReader(delimiter);
  }

  #take(row: Row): void {
    if (this.#columns === null) {
      this.#columns = columnsOf(row);
      if (this.#columns === null) throw this.#unknown();
      if (this.#columns.layout === 'named') return;
    }
    if (row.length < this.#columns.width) {
      this.#short += 1;
      return;
    }
    this.#use(row, this.#columns, this.#rows);
    this.#rows += 1;
  }

  #unknown(): FailureError {
    return new FailureError('unreadable-input', voterWords.noColumns(this.#name));
  }
}
