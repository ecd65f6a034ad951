import { FailureError } from '../../../shared/contract/failure';
import { errorCode } from './error-code';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EIO', 'the disk reported a read or write error'],
  ['EROFS', 'the disk can only be read'],
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EMFILE', 'too many files are open on this computer'],
  ['ENFILE', 'too many files are open on this computer'],
  ['ENOENT', 'the folder is no longer there'],
  ['ENOTDIR', 'a part of the path is not a folder'],
]);

/**
 * Turns what the system said into a failure that a person can act on.
 *
 * `what` completes "… could not be written": the thing, not the path. A failure that already is one passes unchanged.
 */
export function storageFailure(error: unknown, what: string): FailureError {
  if (error instanceof FailureError) {
    return error;
  }
  const code = errorCode(error);
  if (FULL.has(code)) {
    return new FailureError(
      'disk-full',
      `There is not enough room on the disk: ${what} could not be written. What was saved before is unharmed. Free some space and try again.`,
      { cause: error },
    );
  }
  const reason = REASONS.get(code) ?? (code === '' ? 'the reason is not known' : `the system reported ${code}`);
  return new FailureError(
    'internal',
    `${what} could not be written: ${reason}. What was saved before is unharmed. Check the disk and try again.`,
    { cause: error },
  );
}

/** Runs `step`; a system error becomes a failure about `what`. */
export async function asStorage<T>(what: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw storageFailure(error, what);
  }
}
