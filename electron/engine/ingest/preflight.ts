import { statfs } from 'node:fs/promises';
import { FailureError } from '../../../shared/contract/failure';

/** Left free on the disk whatever is taken in: for the journal, the lists and the message table. */
const RESERVE_BYTES = 64 << 20;

/**
 * Refuses an import for which the disk has no room, before anything is written.
 *
 * @throws FailureError `disk-full`
 */
export async function assertRoom(dir: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes < neededBytes + RESERVE_BYTES) {
    throw new FailureError(
      'disk-full',
      `The disk of this case has ${megabytes(freeBytes)} free; taking this in needs ${megabytes(neededBytes)} and ${megabytes(RESERVE_BYTES)} in reserve. Nothing was taken in and the case is unharmed. Free some space, or move the case to a larger disk.`,
    );
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1 << 20)).toLocaleString('en-GB')} MB`;
}
