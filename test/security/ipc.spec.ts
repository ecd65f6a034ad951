import { requests } from '../../shared/contract/requests';
import { expect, test } from '../e2e/fixtures';
import { addFrame, incidents, ready, refusals } from './support';

/** The door: only our window's main frame gets in, and nothing that does not fit the contract gets through. */

const CHANNELS = ['chainmail:request', 'chainmail:register-drop', 'chainmail:choose', 'chainmail:reveal'];

test('only the four channels of the bridge are open', async ({ launchChainmail }) => {
  const { app, window } = await launchChainmail();
  await ready(window);

  const open = await app.evaluate(({ ipcMain }) => {
    const handlers: ReadonlyMap<string, unknown> = Reflect.get(ipcMain, '_invokeHandlers');
    const listeners = ipcMain.eventNames().filter((name) => String(name).startsWith('chainmail'));
    return [...handlers.keys(), ...listeners].map(String).sort();
  });

  expect(open).toEqual([...CHANNELS].sort());
});

test('every channel refuses a frame, another window and a page that is not ours', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);
  await addFrame(window, 'app://mail/E-001/1');
  await expect.poll(() => window.frames().length).toBe(2);

  const replies = await app.evaluate(async ({ BrowserWindow, ipcMain }, channels) => {
    type Handler = (event: unknown, ...args: unknown[]) => Promise<unknown>;
    const handlers: ReadonlyMap<string, Handler> = Reflect.get(ipcMain, '_invokeHandlers');
    const [ours] = BrowserWindow.getAllWindows();
    const other = new BrowserWindow({ show: false });
    // Our origin, but none of our pages: the answer is an empty 404.
    await other.loadURL('app://chainmail/none.html').catch(() => undefined);
    const main = ours?.webContents.mainFrame;
    const strangers = [
      { sender: ours?.webContents, senderFrame: main?.frames[0] },
      { sender: ours?.webContents, senderFrame: null },
      { sender: other.webContents, senderFrame: other.webContents.mainFrame },
      { sender: other.webContents, senderFrame: main },
      {
        sender: ours?.webContents,
        senderFrame: { url: 'https://example.org/', origin: 'https://example.org', parent: null },
      },
    ];
    const results: unknown[] = [];
    for (const channel of channels) {
      for (const event of strangers) {
        const answer = new Promise((resolve) => {
          const asked = { ...event, _reply: resolve, _throw: resolve };
          Promise.resolve(handlers.get(channel)?.(asked, 'app:state', {})).then(resolve, () => resolve('threw'));
        });
        results.push([channel, (await answer) ?? null]);
      }
    }
    other.destroy();
    return results;
  }, CHANNELS);

  const refused = { ok: false, failure: { code: 'bad-request', sentence: expect.any(String) } };
  const otherwise: Readonly<Record<string, unknown>> = {
    'chainmail:request': refused,
    'chainmail:register-drop': [],
    'chainmail:choose': [],
    'chainmail:reveal': null,
  };
  expect(replies).toEqual(
    CHANNELS.flatMap((channel) => Array.from({ length: 5 }, () => [channel, otherwise[channel]])),
  );
  expect((await refusals(home)).filter((refusal) => refusal.startsWith('ipc '))).toHaveLength(20);
});

/** A small generator with a fixed start: the same thousand payloads every time. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Random = () => number;

const ODD_VALUES: readonly unknown[] = [
  null,
  '',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'E-001/1',
  `token_${'0'.repeat(32)}`,
  'x'.repeat(50_000),
  '\u0000\u202e\ud800',
  0,
  -1,
  1e308,
  2 ** 53,
  true,
  [],
  [[[[]]]],
  ['toString', null],
];

function randomValue(random: Random, depth: number): unknown {
  const kind = random();
  if (depth > 4 || kind < 0.5) {
    return ODD_VALUES[Math.floor(random() * ODD_VALUES.length)];
  }
  const values = Array.from({ length: Math.floor(random() * 5) }, () => randomValue(random, depth + 1));
  if (kind < 0.7) {
    return values;
  }
  const keys = ['__proto__', 'ref', 'tokens', 'token', 'place', 'query', 'limit', 'caseId', 'jobId', 'kind', 'number'];
  return Object.fromEntries(values.map((value) => [keys[Math.floor(random() * keys.length)] ?? '', value]));
}

function randomRequests(count: number): readonly (readonly [name: unknown, input: unknown])[] {
  const random = makeRandom(20_201_020);
  const names = Object.keys(requests);
  const made: (readonly [unknown, unknown])[] = [];
  while (made.length < count) {
    const name = random() < 0.7 ? names[Math.floor(random() * names.length)] : randomValue(random, 2);
    const input = randomValue(random, 0);
    const schema =
      typeof name === 'string' && Object.hasOwn(requests, name) ? Reflect.get(requests, name).input : undefined;
    if (schema?.safeParse(input).success !== true) {
      made.push([name, input]);
    }
  }
  return made;
}

test('of a thousand random payloads none is accepted and none does harm', async ({ launchChainmail }) => {
  const { window, home } = await launchChainmail();
  await ready(window);

  const replies = await window.evaluate(
    (made) =>
      Promise.all(
        made.map(async ([name, input]) => {
          const reply = await Reflect.get(globalThis, 'chainmail').request(name, input);
          return reply?.ok === false && typeof reply.failure.sentence === 'string' ? reply.failure.code : reply;
        }),
      ),
    randomRequests(1_000),
  );

  expect(replies.filter((reply) => reply !== 'bad-request')).toEqual([]);
  expect(replies).toHaveLength(1_000);
  const state = await window.evaluate(() => Reflect.get(globalThis, 'chainmail').request('app:state', {}));
  expect(state).toMatchObject({ ok: true });
  expect(await incidents(home)).toEqual([]);
});

test('the other functions of the bridge take no nonsense either', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);
  await app.evaluate(({ dialog }) => {
    Object.assign(dialog, {
      showOpenDialog: () => Promise.reject(new Error('a dialog was opened')),
      showSaveDialog: () => Promise.reject(new Error('a dialog was opened')),
      showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }),
    });
  });

  const answers = await window.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'chainmail');
    const odd = [
      null,
      {},
      [],
      7,
      '__proto__',
      'constructor',
      '/etc/passwd',
      ['/etc/passwd'],
      [{ path: '/etc/passwd' }],
    ];
    const made = [new File(['x'], '/etc/passwd'), '/etc/passwd', { path: '/etc/passwd' }, null];
    return {
      choose: await Promise.all(odd.map((value) => bridge.choose(value))),
      reveal: await Promise.all(odd.map((value) => bridge.reveal(value))),
      drop: await bridge.registerDrop(made),
    };
  });

  expect(answers.choose.flat()).toEqual([]);
  expect(answers.reveal.filter((value: unknown) => value !== undefined)).toEqual([]);
  expect(answers.drop).toEqual([]);
  expect(await incidents(home)).toEqual([]);
});
