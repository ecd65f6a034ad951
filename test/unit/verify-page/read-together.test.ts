import { describe, expect, test } from 'vitest';
import { FILES_AT_ONCE, readTogether } from '../../../resources/verify-page/source/read-together';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A reader, and the names of the files that it asked for by themselves. */
function lab() {
  const asked: string[] = [];
  const read = readTogether(async (file) => {
    asked.push(file.name);
    return new Uint8Array(await file.arrayBuffer());
  });
  return { asked, read };
}

/** Says another length than it has. */
class LyingFile extends File {
  readonly #said: number;

  constructor(text: string, name: string, said: number) {
    super([text], name);
    this.#said = said;
  }

  override get size(): number {
    return this.#said;
  }
}

describe('small files that are asked for together', () => {
  test('come as one, each with its own bytes', async () => {
    const { asked, read } = lab();
    const files = ['one', '', 'three', 'ünï'].map((text, index) => new File([text], `${index}`));
    const read4 = await Promise.all(files.map(read));
    expect(read4.map(textOf)).toEqual(['one', '', 'three', 'ünï']);
    expect(asked).toEqual([]);
  });

  test('come with their own bytes however many there are', async () => {
    const { asked, read } = lab();
    const files = Array.from({ length: FILES_AT_ONCE + 3 }, (_, index) => new File([`text ${index}`], `${index}`));
    const pieces = await Promise.all(files.map(read));
    expect(pieces.map(textOf)).toEqual(files.map((_, index) => `text ${index}`));
    expect(asked).toEqual([]);
  });

  test('are read one by one where their lengths are not what they say', async () => {
    const { asked, read } = lab();
    const files = [new File(['one'], 'a'), new LyingFile('longer than said', 'b', 4), new File(['three'], 'c')];
    const pieces = await Promise.all(files.map(read));
    expect(pieces.map(textOf)).toEqual(['one', 'longer than said', 'three']);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  test('a file that cannot be read fails alone', async () => {
    const unreadable = new File(['x'], 'gone');
    const read = readTogether(async (file) => {
      if (file === unreadable) {
        throw new Error('gone');
      }
      return new Uint8Array(await file.arrayBuffer());
    });
    const results = await Promise.allSettled(
      [new File(['one'], 'a'), new LyingFile('y', 'b', 9), unreadable].map(read),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });
});

test('a large file is read by itself', async () => {
  const { asked, read } = lab();
  const large = new File([new Uint8Array(1024 ** 2 + 1)], 'large');
  const [bytes, small] = await Promise.all([read(large), read(new File(['small'], 'small'))]);
  expect(bytes.length).toBe(large.size);
  expect(textOf(small)).toBe('small');
  expect(asked).toEqual(['large']);
});
