import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FailureError } from '../../shared/contract/failure';
import { checkpointWords } from '../../shared/wording/checkpoints';

/** A file that a verb was given, with its name for sentences. @throws FailureError `not-found` */
export async function readGiven(file: string): Promise<{ readonly file: string; readonly bytes: Uint8Array }> {
  try {
    return { file, bytes: await readFile(resolve(file)) };
  } catch (error) {
    throw new FailureError('not-found', checkpointWords.unreadableFile(file), { cause: error });
  }
}
