/** Files of a case that hold no mail but answer questions about it, such as DNS answers and certificates: found by their format. */
import { readFileLines } from '../ingest/listing';
import type { CaseStore } from './case-store';
import type { EvidenceView } from './case-view';

export interface HeldFile {
  readonly bytes: Buffer;
  readonly name: string;
  readonly evidence: EvidenceView;
}

/** Lists of so many bytes are looked through for files that came in a folder or an archive. */
const MAX_LIST_BYTES = 32 << 20;
/** A larger file holds something else beside what is looked for. */
export const MAX_HELD_FILE = 16 << 20;

const SEVERAL_FILES: ReadonlySet<string> = new Set(['folder', 'maildir', 'mh', 'apple-mail', 'zip', 'tar', 'gzip']);

/** Every file that was recognised as this format, in the order of the evidence items, read from the vault. */
export async function* heldFiles({ vault, view }: CaseStore, format: EvidenceView['format']): AsyncGenerator<HeldFile> {
  for (const evidence of view.evidence) {
    const mayHold = evidence.format === format || SEVERAL_FILES.has(evidence.format);
    if (!mayHold || ((await vault.sizeOf(evidence.files.sha256)) ?? 0) > MAX_LIST_BYTES) continue;
    for await (const line of readFileLines(vault, evidence)) {
      if (line.format === format && line.sha256 !== undefined && line.bytes <= MAX_HELD_FILE) {
        const name = line.path.slice(line.path.lastIndexOf('/') + 1);
        yield { bytes: await vault.read(line.sha256), name, evidence };
      }
    }
  }
}

/** What the files of a case say, read once, and again when evidence was received. A reading that failed is tried again. */
export function readOnce<T>(readAll: (store: CaseStore) => Promise<T>): (store: CaseStore) => Promise<T> {
  const read = new WeakMap<CaseStore, { readonly upTo: number; readonly held: Promise<T> }>();
  return async (store) => {
    const upTo = store.view.evidence.length;
    const known = read.get(store);
    const held = known?.upTo === upTo ? known.held : readAll(store);
    read.set(store, { upTo, held });
    try {
      return await held;
    } catch (error) {
      read.delete(store);
      throw error;
    }
  };
}
