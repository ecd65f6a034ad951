import { basename } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { isPlainSvg } from '../../../shared/text/plain-svg';
import { figureWords } from '../../../shared/wording/figures';
import { errorCode } from '../fs/error-code';
import { storageFailure } from '../fs/storage-failure';
import { writeNewFile } from '../fs/write-new-file';

/**
 * Writes a figure of the window as a new file. The window is not trusted: what is more than a drawing is refused.
 *
 * @throws FailureError `bad-request`, `target-exists`, `disk-full`, `internal`
 */
export async function saveFigure(svg: string, path: string): Promise<{ readonly file: string }> {
  const file = basename(path);
  if (!isPlainSvg(svg)) {
    throw new FailureError('bad-request', figureWords.notPlain);
  }
  try {
    await writeNewFile(path, [Buffer.from(svg, 'utf8')]);
  } catch (error) {
    throw errorCode(error) === 'EEXIST'
      ? new FailureError('target-exists', figureWords.targetExists(file))
      : storageFailure(error, figureWords.what);
  }
  return { file };
}
