import { resolve } from 'node:path';
import { FailureError } from '../../shared/contract/failure';
import { checkpointWords } from '../../shared/wording/checkpoints';
import { errorCode } from '../engine/fs/error-code';
import { storageFailure } from '../engine/fs/storage-failure';
import { writeNewFile } from '../engine/fs/write-new-file';

/** Writes a verb's result to a file that must not exist yet. @throws FailureError `target-exists`, `disk-full`, `internal` */
export async function writeResult(file: string, content: Uint8Array | string): Promise<string> {
  const path = resolve(file);
  try {
    await writeNewFile(path, [typeof content === 'string' ? Buffer.from(content, 'utf8') : content]);
    return path;
  } catch (error) {
    throw errorCode(error) === 'EEXIST'
      ? new FailureError('target-exists', checkpointWords.fileExists(path))
      : storageFailure(error, 'the result');
  }
}
