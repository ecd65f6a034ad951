import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromEngine, ToEngine } from '../../../electron/engine/host-protocol';
import { EngineProcess } from '../../../electron/main/engine-process';
import { ENGINE_STOPPED, NOT_SENDABLE } from '../../../electron/main/sentences';

/** A child process without a process: what was posted to it, and levers for what it says and how it ends. */
function makeChild() {
  const posted: ToEngine[] = [];
  const listeners: { message?: (message: FromEngine) => void; exit?: (code: number) => void } = {};
  const child = {
    post: vi.fn((message: ToEngine) => {
      posted.push(message);
    }),
    onMessage: (listener: (message: FromEngine) => void) => {
      listeners.message = listener;
    },
    onExit: (listener: (code: number) => void) => {
      listeners.exit = listener;
    },
    kill: vi.fn(() => listeners.exit?.(0)),
  };
  return {
    child,
    posted,
    says: (message: FromEngine) => listeners.message?.(message),
    ends: (code: number) => listeners.exit?.(code),
  };
}

function start() {
  const children: ReturnType<typeof makeChild>[] = [];
  const listener = { onEvent: vi.fn(), onStopped: vi.fn() };
  const fork = () => {
    const made = makeChild();
    children.push(made);
    return made.child;
  };
  const engine = new EngineProcess(fork, listener);
  return { engine, listener, children, first: children[0] ?? makeChild() };
}

const question = { kind: 'request', name: 'app:state', input: {} } as const;
const settle = () => vi.advanceTimersByTimeAsync(0);
const stopped = { ok: false, failure: ENGINE_STOPPED };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('asking', () => {
  test('waits until the engine is ready, then asks in order', async () => {
    const { engine, first } = start();
    void engine.ask(question);
    void engine.ask({ kind: 'mail-page', ref: 'E-001/1' });
    await settle();
    expect(first.posted).toEqual([]);

    first.says({ kind: 'ready' });
    await settle();

    expect(first.posted).toEqual([
      { ...question, number: 1 },
      { kind: 'mail-page', ref: 'E-001/1', number: 2 },
    ]);
  });

  test('gives each answer to the question with its number, in whatever order they come', async () => {
    const { engine, first } = start();
    first.says({ kind: 'ready' });
    const answers = Promise.all([engine.ask(question), engine.ask(question)]);
    await settle();

    first.says({ kind: 'reply', number: 2, reply: { ok: true, value: 'second' } });
    first.says({ kind: 'reply', number: 99, reply: { ok: true, value: 'nobody asked' } });
    first.says({ kind: 'reply', number: 1, reply: { ok: true, value: 'first' } });

    expect(await answers).toEqual([
      { ok: true, value: 'first' },
      { ok: true, value: 'second' },
    ]);
  });

  test('answers with a failure what cannot be sent', async () => {
    const { engine, first } = start();
    first.says({ kind: 'ready' });
    first.child.post.mockImplementationOnce(() => {
      throw new Error('could not be cloned');
    });

    expect(await engine.ask(question)).toEqual({ ok: false, failure: NOT_SENDABLE });
  });

  test('passes events on', () => {
    const { listener, first } = start();

    first.says({ kind: 'event', name: 'case:changed', data: { custodyEntries: 3 } });

    expect(listener.onEvent.mock.calls).toEqual([['case:changed', { custodyEntries: 3 }]]);
  });
});

describe('an engine that ends by itself', () => {
  test('fails what was asked and what is asked later, and is reported once', async () => {
    const { engine, listener, first } = start();
    first.says({ kind: 'ready' });
    const open = engine.ask(question);
    await settle();

    first.ends(7);

    expect([await open, await engine.ask(question)]).toEqual([stopped, stopped]);
    expect(listener.onStopped.mock.calls).toEqual([[7]]);
  });

  test('fails what was asked before it was ready', async () => {
    const { engine, first } = start();
    const open = engine.ask(question);

    first.ends(1);

    expect(await open).toEqual(stopped);
  });

  test('is ended when it does not become ready within a minute', async () => {
    const { engine, listener } = start();
    const open = engine.ask(question);

    await vi.advanceTimersByTimeAsync(60_000);

    expect(await open).toEqual(stopped);
    expect(listener.onStopped).toHaveBeenCalledOnce();
  });

  test('is replaced only when that is asked for', async () => {
    const { engine, children, first } = start();
    engine.restart();
    expect(children).toHaveLength(1);

    first.ends(7);
    expect(children).toHaveLength(1);
    engine.restart();
    const second = children[1];
    second?.says({ kind: 'ready' });
    const answer = engine.ask(question);
    await settle();
    second?.says({ kind: 'reply', number: 1, reply: { ok: true, value: 'again' } });

    expect(await answer).toEqual({ ok: true, value: 'again' });
  });
});

describe('closing', () => {
  test('waits for the answer, then ends the process and reports nothing', async () => {
    const { engine, listener, first } = start();
    first.says({ kind: 'ready' });
    const closing = engine.close(8_000);
    await settle();
    expect(first.posted).toEqual([{ kind: 'close', number: 1 }]);
    expect(first.child.kill).not.toHaveBeenCalled();

    first.says({ kind: 'reply', number: 1, reply: { ok: true, value: {} } });
    await closing;

    expect(first.child.kill).toHaveBeenCalledOnce();
    expect(listener.onStopped).not.toHaveBeenCalled();
  });

  test('does not wait longer than the limit', async () => {
    const { engine, first } = start();
    first.says({ kind: 'ready' });
    const closing = engine.close(8_000);

    await vi.advanceTimersByTimeAsync(8_000);
    await closing;

    expect(first.child.kill).toHaveBeenCalledOnce();
  });

  test('leaves alone what has ended already', async () => {
    const { engine, first } = start();
    first.ends(1);

    await engine.close(8_000);

    expect(first.child.kill).not.toHaveBeenCalled();
  });
});
