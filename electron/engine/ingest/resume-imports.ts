/** What an earlier session began to receive and did not end: continued where the source is still there, else recorded. */
import { FailureError } from '../../../shared/contract/failure';
import { abandonEvidence } from '../case/acts';
import type { CaseStore } from '../case/case-store';
import type { OpenImport } from '../case/case-view';
import { parseRecord, type RecordOf } from '../case/records';
import { recordOf } from '../case/subjects';
import type { Signer } from '../identity/signer';
import { type Source, sourceAt } from './sources';
import type { WalkOptions } from './walk';

/** An interrupted import that can be continued, with what was asked for when it began. */
export interface Resumable {
  readonly number: string;
  readonly source: Source;
  readonly request: { readonly source: string; readonly receivedFrom: string; readonly note: string };
}

/** Those of the interrupted imports whose source is still there; the others are recorded as abandoned, with the reason. */
export async function resumableImports(
  store: CaseStore,
  signer: Signer,
  walk: WalkOptions,
): Promise<readonly Resumable[]> {
  const found: Resumable[] = [];
  for (const open of store.interrupted) {
    const begun = await requestOf(store, open);
    const source = begun === null || begun.path === null ? null : await sourceStill(begun.path, walk);
    if (begun === null || source === null) {
      await abandonEvidence(store, signer, { number: open.number, reason: whyNot(begun) });
    } else {
      found.push({ number: open.number, source, request: begun });
    }
  }
  return found;
}

async function requestOf(store: CaseStore, open: OpenImport): Promise<RecordOf<'begin'> | null> {
  for await (const { entry } of store.lines()) {
    const named = entry.seq === open.entry ? recordOf(entry.subject) : null;
    if (named !== null) {
      const reading = parseRecord(await store.vault.read(named.sha256));
      return reading.ok && reading.record.kind === 'begin' ? reading.record : null;
    }
  }
  return null;
}

async function sourceStill(path: string, walk: WalkOptions): Promise<Source | null> {
  try {
    const source = await sourceAt(path, walk);
    return source.kind === 'special' ? null : source;
  } catch (error) {
    if (error instanceof FailureError && error.code === 'not-found') {
      return null;
    }
    throw error;
  }
}

function whyNot(begun: RecordOf<'begin'> | null): string {
  return begun === null || begun.path === null
    ? 'The program ended while it was being received.'
    : 'The program ended while it was being received, and what was being received is no longer at its place.';
}
