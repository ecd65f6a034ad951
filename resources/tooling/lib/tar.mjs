import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

/** Just enough of the tar format to take one file out of an npm package. */

const blockSize = 512;

/**
 * Copies the first file whose name ends as asked out of a .tgz.
 * @param {string} archive path of the .tgz
 * @param {string} ending of the wanted file's name
 * @param {string} target path to write to
 */
export async function extractFromTgz(archive, ending, target) {
  const blocks = chunked(createReadStream(archive).pipe(createGunzip()));
  for (;;) {
    const header = await blocks.take(blockSize);
    if (header === undefined || header[0] === 0) {
      throw new Error(`there is no file ending in ${ending} in ${archive}`);
    }
    const name = textField(header, 0, 100);
    const size = Number.parseInt(textField(header, 124, 12), 8);
    const isWanted = name.endsWith(ending);
    const file = isWanted ? await open(target, 'wx') : undefined;
    await blocks.pass(size, async (part) => {
      await file?.writeFile(part);
    });
    await file?.close();
    if (isWanted) {
      return;
    }
    await blocks.take((blockSize - (size % blockSize)) % blockSize);
  }
}

function textField(header, start, length) {
  return header
    .subarray(start, start + length)
    .toString('latin1')
    .replace(/\0.*$/s, '')
    .trim();
}

/** Reads a stream in pieces of the sizes that the format asks for. */
function chunked(stream) {
  const iterator = stream[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await iterator.next();
    rest = done ? rest : Buffer.concat([rest, value]);
    return !done;
  };
  return {
    /** Exactly so many bytes, or undefined at the end of the stream. */
    async take(size) {
      while (rest.length < size) {
        if (!(await more())) {
          return undefined;
        }
      }
      const taken = rest.subarray(0, size);
      rest = rest.subarray(size);
      return taken;
    },
    /** Hands so many bytes on as they come, without collecting them. */
    async pass(size, use) {
      let left = size;
      while (left > 0) {
        if (rest.length === 0 && !(await more())) {
          throw new Error('the archive ends too early');
        }
        const part = rest.subarray(0, left);
        rest = rest.subarray(part.length);
        left -= part.length;
        await use(part);
      }
    },
  };
}
