import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ahead } from '../../../electron/engine/ingest/ahead';
import { assertRoom } from '../../../electron/engine/ingest/preflight';

test('an import that the disk cannot hold is refused in a sentence, before anything is written', async () => {
  await expect(assertRoom(tmpdir(), 2 ** 50)).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/has [\d,]+ MB free.*64 MB in reserve\. Nothing was taken in.*Free some space/),
  });
  await expect(assertRoom(tmpdir(), 0)).resolves.toBeUndefined();
});

test('work ahead keeps the order, and nothing runs on after a failure', async () => {
  const running = { now: 0, most: 0 };
  const work = async (n: number) => {
    running.now += 1;
    running.most = Math.max(running.most, running.now);
    await new Promise((resolve) => setTimeout(resolve, 10 - n));
    running.now -= 1;
    if (n === 7) {
      throw new Error('seven');
    }
    return n;
  };
  async function* numbers() {
    yield* [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  }
  const done: number[] = [];
  const all = async () => {
    for await (const n of ahead(numbers(), 3, work)) {
      done.push(n);
    }
  };
  await expect(all()).rejects.toThrow('seven');
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(running).toEqual({ now: 0, most: 3 });
});
