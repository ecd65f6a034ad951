import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { MessagePlace } from './analysed-message';

/** Neighbours in one object are read together up to so many bytes. */
const RUN_BYTES = 8 << 20;
/** Between two neighbours: a mailbox's separator line and empty lines. */
const GAP_BYTES = 4_096;

/** Bytes of a message, up to `limit`. In a worker: waiting for the disk blocks nobody. */
export function readPlace({ path, offset, length }: MessagePlace, limit: number): Uint8Array {
  return readRange(path, offset, Math.min(length, limit));
}

/** Bytes of several messages, each up to `limit`, with `use` called for each in order: neighbours cost one reading. */
export function eachPlace(
  places: readonly MessagePlace[],
  limit: number,
  use: (bytes: Uint8Array, place: MessagePlace) => void,
): void {
  for (const run of runsOf(places, limit)) {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) {
      continue;
    }
    const end = last.offset + Math.min(last.length, limit);
    const bytes = readRange(first.path, first.offset, end - first.offset);
    for (const place of run) {
      const start = place.offset - first.offset;
      use(bytes.subarray(start, start + Math.min(place.length, limit)), place);
    }
  }
}

function runsOf(places: readonly MessagePlace[], limit: number): readonly (readonly MessagePlace[])[] {
  const runs: MessagePlace[][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    const first = run?.[0];
    const before = run?.at(-1);
    const isNeighbour =
      run !== undefined &&
      first !== undefined &&
      before !== undefined &&
      first.path === place.path &&
      before.length <= limit &&
      place.offset >= before.offset + before.length &&
      place.offset - (before.offset + before.length) <= GAP_BYTES &&
      place.offset + place.length - first.offset <= RUN_BYTES;
    if (isNeighbour) {
      run.push(place);
    } else {
      runs.push([place]);
    }
  }
  return runs;
}

function readRange(path: string, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    let done = 0;
    while (done < length) {
      const read = readSync(file, bytes, done, length - done, offset + done);
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
