import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { MessagePlace } from './analysed-message';

/** Bytes of a message, up to `limit`. In a worker: waiting for the disk blocks nobody. */
export function readPlace({ path, offset, length }: MessagePlace, limit: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(length, limit));
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let done = 0;
    while (done < bytes.length) {
      const read = readSync(file, bytes, done, bytes.length - done, offset + done);
      if (read === 0) {
        throw new Error('the stored object is shorter than its list says');
      }
      done += read;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}
