/** The list of labelled mail: tab-separated, first line with the names of the columns, in any order. */
import { createReadStream } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { FailureError } from '../../../shared/contract/failure';
import type { Label } from '../../../shared/validation/tally';
import { errorCode } from '../fs/error-code';

export interface ManifestRow {
  /** As written. */
  readonly written: string;
  readonly path: string;
  /** Empty where the list does not say. */
  readonly sha256: string;
  readonly source: string;
  /** Null for what is not labelled. */
  readonly label: Label | null;
}

const LABELS: ReadonlyMap<string, Label> = new Map([
  ...['malicious', 'phish', 'phishing', 'spam', 'scam', 'bad', '1'].map((word): [string, Label] => [word, 'malicious']),
  ...['benign', 'honest', 'ham', 'legitimate', 'good', '0'].map((word): [string, Label] => [word, 'benign']),
]);

/** @throws FailureError `unreadable-input` when there is no such list, or no columns `path` and `label` in it */
export async function* readManifest(file: string): AsyncGenerator<ManifestRow> {
  const folder = resolve(file, '..');
  let columns: ReadonlyMap<string, number> | undefined;
  for await (const line of linesOf(file)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (columns === undefined) {
      columns = columnsOf(cells);
      continue;
    }
    const row = rowOf(cells, columns, folder);
    if (row !== undefined) yield row;
  }
  if (columns === undefined) throw noColumns();
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, 'utf8');
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
  } catch (error) {
    const code = errorCode(error);
    throw new FailureError(
      'unreadable-input',
      `The list ${file} cannot be read${code === 'ENOENT' ? ': there is no such file' : ''}. Nothing was done. Check its place.`,
      { cause: error },
    );
  } finally {
    input.destroy();
  }
}

function columnsOf(cells: readonly string[]): ReadonlyMap<string, number> {
  const columns = new Map(
    cells.map((name, index) => [
      name
        .replace(/^\ufeff/, '')
        .trim()
        .toLowerCase(),
      index,
    ]),
  );
  if (!columns.has('path') || !columns.has('label')) throw noColumns();
  return columns;
}

function noColumns(): FailureError {
  return new FailureError(
    'unreadable-input',
    'The first line of the list does not name the columns "path" and "label", divided by tabs. Nothing was done.',
  );
}

function rowOf(
  cells: readonly string[],
  columns: ReadonlyMap<string, number>,
  folder: string,
): ManifestRow | undefined {
  const cell = (name: string): string => cells[columns.get(name) ?? -1]?.trim() ?? '';
  const written = cell('path');
  if (written === '') return undefined;
  const path = isAbsolute(written) ? written : resolve(folder, written);
  const source = cell('source') || cell('source_repository');
  return {
    written,
    path,
    sha256: cell('sha256').toLowerCase(),
    source: source === '' ? 'not named' : source,
    label: LABELS.get(cell('label').toLowerCase()) ?? null,
  };
}
