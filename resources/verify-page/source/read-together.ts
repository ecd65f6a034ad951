/** Small files read many at a time: a browser takes longer to begin with a file than to read it. */

/** A larger file is read alone. */
const SMALL = 1024 ** 2;

/** So many files are read as one; a browser opens them one after the other, so that several such lots go side by side. */
const LOT = 64;
export const FILES_AT_ONCE = 8 * LOT;

interface Waiting {
  readonly file: File;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (problem: unknown) => void;
}

/**
 * A reader of files: those that are asked for at once are read in lots.
 *
 * @param alone reads one file
 */
export function readTogether(alone: (file: File) => Promise<Uint8Array>): (file: File) => Promise<Uint8Array> {
  let waiting: Waiting[] = [];
  const readAll = (): void => {
    for (let start = 0; start < waiting.length; start += LOT) {
      void readLot(waiting.slice(start, start + LOT));
    }
    waiting = [];
  };
  const readLot = async (lot: readonly Waiting[]): Promise<void> => {
    const pieces = await cut(lot.map(({ file }) => file));
    for (const [index, { file, resolve, reject }] of lot.entries()) {
      const piece = pieces?.[index];
      // Where one of them could not be read, or is not as long as it says, each is asked by itself.
      (piece === undefined ? alone(file) : Promise.resolve(piece)).then(resolve, reject);
    }
  };
  return (file) =>
    file.size > SMALL
      ? alone(file)
      : new Promise((resolve, reject) => {
          waiting.push({ file, resolve, reject });
          if (waiting.length === 1) {
            queueMicrotask(readAll);
          }
        });
}

/** The bytes of each file; undefined where they are not, in all, as many as the files say. */
async function cut(files: readonly File[]): Promise<readonly Uint8Array[] | undefined> {
  try {
    const bytes = new Uint8Array(await new Blob([...files]).arrayBuffer());
    let at = 0;
    const pieces = files.map(({ size }) => {
      at += size;
      return bytes.subarray(at - size, at);
    });
    return at === bytes.length ? pieces : undefined;
  } catch {
    return undefined;
  }
}
