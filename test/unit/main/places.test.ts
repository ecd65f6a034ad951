import { expect, test } from 'vitest';
import type { Question } from '../../../electron/main/engine-channel';
import { registerPaths } from '../../../electron/main/places';
import type { Reply } from '../../../shared/contract/failure';

const TAKEN: Reply<unknown> = { ok: true, value: {} };
const REFUSED: Reply<unknown> = { ok: false, failure: { code: 'internal', sentence: 'no' } };

function engineThat(reply: Reply<unknown>) {
  const asked: Question[] = [];
  return {
    asked,
    ask: async (question: Question) => {
      asked.push(question);
      return reply;
    },
  };
}

test('gives the window tokens and names, and the engine the paths behind them', async () => {
  const engine = engineThat(TAKEN);

  const places = await registerPaths(engine, ['/evidence/mail.eml', '/evidence/box/']);

  expect(places).toEqual([
    { token: expect.stringMatching(/^token_[0-9a-f]{32}$/), name: 'mail.eml' },
    { token: expect.stringMatching(/^token_[0-9a-f]{32}$/), name: 'box' },
  ]);
  expect(engine.asked).toEqual([
    {
      kind: 'register-places',
      places: [
        { token: places[0]?.token, path: '/evidence/mail.eml' },
        { token: places[1]?.token, path: '/evidence/box/' },
      ],
    },
  ]);
});

test('never gives the same token twice', async () => {
  const paths = Array.from({ length: 1_000 }, (_, index) => `/evidence/${index}.eml`);

  const places = await registerPaths(engineThat(TAKEN), paths);

  expect(new Set(places.map((place) => place.token)).size).toBe(1_000);
});

test.each([
  ['nothing', []],
  ['what is not a list', '/etc/passwd'],
  ['a file that a page made', ['']],
  ['a relative path', ['../x']],
  ['a path with a NUL', ['/etc/passwd\0.eml']],
  ['objects', [{ path: '/etc/passwd' }, null, 7]],
])('asks the engine nothing for %s', async (_label, paths) => {
  const engine = engineThat(TAKEN);

  expect(await registerPaths(engine, paths)).toEqual([]);
  expect(engine.asked).toEqual([]);
});

test('gives no token that the engine does not know', async () => {
  expect(await registerPaths(engineThat(REFUSED), ['/evidence/mail.eml'])).toEqual([]);
});
