import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createNewestFirst } from '../../../../renderer/src/api/newest-first';

interface Begun {
  readonly name: string;
  readonly end: (error?: Error) => void;
}

function recorder() {
  const begun: Begun[] = [];
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) =>
      begun.push({ name, end: (error) => (error === undefined ? resolve(name) : reject(error)) }),
    );
  return { begun, work, names: () => begun.map(({ name }) => name) };
}

test('two run at a time; of those that wait only the newest is ever begun', async () => {
  const { begun, work, names } = recorder();
  const run = createNewestFirst();
  const settled: string[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    void run(work(name)).then((value) => settled.push(value));
  }
  expect(names()).toEqual(['a', 'b']);

  begun[0]?.end();
  await setImmediate();
  expect(names()).toEqual(['a', 'b', 'e']);

  begun[1]?.end();
  begun[2]?.end();
  await setImmediate();
  expect(settled).toEqual(['a', 'b', 'e']);
  expect(names()).toEqual(['a', 'b', 'e']);
});

test('work that fails makes room like work that ends well, and its failure is told', async () => {
  const { begun, work, names } = recorder();
  const run = createNewestFirst();
  const first = run(work('a'));
  void run(work('b'));
  const third = run(work('c'));

  begun[0]?.end(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await setImmediate();
  expect(names()).toEqual(['a', 'b', 'c']);
  begun[2]?.end();
  await expect(third).resolves.toBe('c');
});
