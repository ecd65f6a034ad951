import { importing } from '../../../shared/wording/window/evidence';
import { request } from '../api/client';
import { choose, registerDrop } from '../api/desktop';
import { openDialog } from '../state/dialogs';
import { notify } from '../state/notices';
import { session } from '../state/session';
import { attempt, signed } from './perform';

/** Where evidence came from, in the examiner's words. */
export interface Provenance {
  readonly source: string;
  readonly receivedFrom: string;
  readonly note: string;
}

export function importByDialog(what: 'import-files' | 'import-folder'): Promise<void> {
  return attempt(async () => {
    const items = await choose(what);
    if (items.length > 0) {
      openDialog({ kind: 'import', items });
    }
  });
}

export function importDropped(files: readonly File[]): Promise<void> {
  return attempt(async () => {
    if (session.get().openCase === null) {
      notify(importing.dropLater, 'failure');
      return;
    }
    const items = await registerDrop(files);
    if (items.length > 0) {
      openDialog({ kind: 'import', items });
    }
  });
}

export function askPaste(): void {
  openDialog({ kind: 'paste' });
}

/** Starts taking in; true once the engine works on it. Rejects with the engine's failure. */
export async function startImport(tokens: readonly string[], provenance: Provenance): Promise<boolean> {
  return (await signed(() => request('import:start', { tokens: [...tokens], ...provenance }))) !== undefined;
}

export async function startPaste(text: string, provenance: Provenance): Promise<boolean> {
  return (await signed(() => request('import:paste', { text, ...provenance }))) !== undefined;
}

export function cancelJob(jobId: string): Promise<void> {
  return attempt(() => request('job:cancel', { jobId }));
}
