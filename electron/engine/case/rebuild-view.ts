import type { JournalLine } from '../../../shared/packet-format/journal-line';
import type { Vault } from '../vault/vault';
import { type CaseView, EMPTY_VIEW } from './case-view';
import { projectionFailure, readMaterial } from './entry-material';
import { applyEntry, ProjectionError } from './project';

export interface RebuildOptions {
  /** A view from disk; used when the journal has the entry at which it stands. */
  readonly from?: CaseView | null;
}

/**
 * The view after the journal's last entry, from objects and journal.
 *
 * With `from`, only the entries after it are applied; without it, or when it does not stand at an entry of this journal,
 * everything is.
 *
 * @throws FailureError `case-damaged`, `journal-broken`
 */
export async function rebuildView(
  lines: () => AsyncIterable<JournalLine>,
  vault: Vault,
  options: RebuildOptions = {},
): Promise<CaseView> {
  const from = options.from ?? null;
  if (from !== null && (await hasEntry(lines(), from.head))) {
    return await fold(lines(), vault, from);
  }
  return await fold(lines(), vault, EMPTY_VIEW);
}

async function hasEntry(lines: AsyncIterable<JournalLine>, head: CaseView['head']): Promise<boolean> {
  for await (const line of lines) {
    if (line.entry.seq >= head.seq) {
      return line.entry.seq === head.seq && line.hash === head.hash;
    }
  }
  return false;
}

async function fold(lines: AsyncIterable<JournalLine>, vault: Vault, start: CaseView): Promise<CaseView> {
  let view = start;
  try {
    for await (const { line, material } of withMaterial(lines, vault, start.head.seq)) {
      view = applyEntry(view, line, material);
    }
  } catch (error) {
    throw error instanceof ProjectionError ? projectionFailure(error) : error;
  }
  return view;
}

/** Entries whose objects are read side by side. */
const SIDE_BY_SIDE = 64;

async function* withMaterial(lines: AsyncIterable<JournalLine>, vault: Vault, after: number) {
  let batch: JournalLine[] = [];
  const read = async () =>
    await Promise.all(batch.map(async (line) => ({ line, material: await readMaterial(vault, line.entry) })));
  for await (const line of lines) {
    if (line.entry.seq > after) {
      batch.push(line);
    }
    if (batch.length === SIDE_BY_SIDE) {
      yield* await read();
      batch = [];
    }
  }
  yield* await read();
}
