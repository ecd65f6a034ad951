import type { ImportResult } from '../../../shared/contract/outcomes';
import type { Signer } from '../identity/signer';
import { type ImportRequest, importEvidence, resumeImports } from '../ingest/import-evidence';
import type { WorkProgress } from '../ingest/progress';
import type { CaseSession } from './case-session';
import { reviseSession } from './revise-session';

export type { ImportRequest } from '../ingest/import-evidence';

export interface WorkOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
}

export interface ImportWork extends WorkOptions {
  /** Called when messages were added to the list or completed in it. */
  readonly onRows?: () => void;
}

/** Takes evidence in: each path one item, originals into the vault, messages into the catalogue. */
export async function importInto(
  session: CaseSession,
  signer: Signer,
  request: ImportRequest,
  options: ImportWork = {},
): Promise<ImportResult> {
  const { store, catalogue, pool } = session;
  const result = await importEvidence({ store, catalogue, pool, signer }, request, options);
  await reviseSession(session, options);
  return result;
}

/** Continues imports that an earlier session began and did not end. */
export async function resumeInto(
  session: CaseSession,
  signer: Signer,
  options: ImportWork = {},
): Promise<ImportResult> {
  const { store, catalogue, pool } = session;
  const result = await resumeImports({ store, catalogue, pool, signer }, options);
  await reviseSession(session, options);
  return result;
}
