import { FailureError } from '../../../shared/contract/failure';
import type { CatalogueFile } from './catalogue-file';

const TRIES = 100;
const PAUSE_MS = 50;

/**
 * Reads beside a writer: waits while it writes, and reads again when it wrote meanwhile.
 *
 * The reader holds no lock (see `catalogue-file.ts`), so that the writer is never turned away; a read that a write fell
 * into is thrown away. The writer writes for a fraction of a second at a time.
 */
export function steadily<T>(file: CatalogueFile, read: (file: CatalogueFile) => T): T {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (!file.isBusy()) {
      const answer = attemptRead(file, read);
      if (!file.isBusy() && answer.ok) {
        return answer.value;
      }
      if (!answer.ok && file.isWritable) {
        throw damaged(answer.error);
      }
    }
    pause();
  }
  throw new FailureError(
    'case-locked',
    'The message table of this case is being written by another window or program. Nothing was changed. Try again in a moment.',
  );
}

function attemptRead<T>(file: CatalogueFile, read: (file: CatalogueFile) => T) {
  try {
    return { ok: true, value: read(file) } as const;
  } catch (error) {
    return { ok: false, error } as const;
  }
}

/** The database is synchronous, so its caller waits in the same way. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

function damaged(cause: unknown): FailureError {
  if (cause instanceof FailureError) {
    return cause;
  }
  return new FailureError(
    'internal',
    'The message table of this case could not be read. The evidence and the journal are unharmed. Close the case and open it again: the table is then made anew.',
    { cause },
  );
}
