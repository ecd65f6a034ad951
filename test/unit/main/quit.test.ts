import { expect, test, vi } from 'vitest';
import { quitInOrder } from '../../../electron/main/quit';

type Listener = (event: { preventDefault: () => void }) => void;

/** An application that can be asked to quit, and a count of how often that was held back. */
function fakeApp() {
  const listeners = new Map<string, Listener>();
  const held = vi.fn();
  const app = {
    on: (name: string, listener: Listener) => void listeners.set(name, listener),
    quit: vi.fn(() => emit('before-quit')),
  };
  const emit = (name: string) => listeners.get(name)?.({ preventDefault: held });
  return { app: app as unknown as Parameters<typeof quitInOrder>[0], quit: app.quit, held, emit };
}

test.each(['fulfilled', 'rejected'])('ends once the engine has closed (%s), and asks it only once', async (outcome) => {
  const { app, quit, held, emit } = fakeApp();
  const close = vi.fn(() => (outcome === 'fulfilled' ? Promise.resolve() : Promise.reject(new Error('stuck'))));
  quitInOrder(app, { close });

  emit('window-all-closed');
  emit('before-quit');
  expect([close.mock.calls.length, held.mock.calls.length]).toEqual([1, 2]);
  await new Promise((resolve) => setImmediate(resolve));

  expect([close.mock.calls.length, held.mock.calls.length, quit.mock.calls.length]).toEqual([1, 2, 2]);
});
