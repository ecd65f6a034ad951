import { setImmediate } from 'node:timers/promises';
import { RELATION_KINDS } from '../../../shared/analysis/across/registry';
import { TraitTable } from '../../../shared/analysis/across/trait-table';
import type { CatalogueFile } from './catalogue-file';
import { steadily } from './steadily';
import { readLots, readOrigins, traitsMark } from './traits';

/** The traits of the whole case in memory: read when they are asked for first, and again when messages were added. */
export class CaseTraits {
  #known: { readonly file: CatalogueFile; readonly mark: string; readonly table: Promise<TraitTable> } | null = null;

  /** Lets others have their turn while it reads. */
  async table(file: CatalogueFile): Promise<TraitTable> {
    const mark = steadily(file, ({ database }) => traitsMark(database));
    if (this.#known?.file !== file || this.#known.mark !== mark) {
      const table = readTable(file);
      this.#known = { file, mark, table };
      table.catch(() => this.forget());
    }
    return await this.#known.table;
  }

  forget(): void {
    this.#known = null;
  }
}

async function readTable(file: CatalogueFile): Promise<TraitTable> {
  const chunks: Float64Array[] = [];
  for (let after = -1; ; ) {
    const { chunks: some, last } = steadily(file, ({ database }) => readLots(database, after));
    if (some.length === 0) break;
    chunks.push(...some);
    after = last;
    await setImmediate();
  }
  const table = new TraitTable(
    chunks,
    steadily(file, ({ database }) => readOrigins(database)),
  );
  for (const { by, names } of RELATION_KINDS) {
    await setImmediate();
    table.index(by, names === true ? 1 : 2);
  }
  return table;
}
