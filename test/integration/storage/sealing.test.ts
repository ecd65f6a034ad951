/** The engine behind the window: when the journal is sealed, with the key open and locked, and a case that was put back. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { EngineState } from '../../../electron/engine/handlers/engine-state';
import { createHandlers } from '../../../electron/engine/handlers/handlers';
import type { Handlers } from '../../../shared/contract/requests';
import { tempFolder } from '../../helpers/temp-folder';
import { workerFile } from '../ingest/workbench';

const PASSPHRASE = 'correct horse battery staple';

let home: string;
let state: EngineState;
let handlers: Handlers;

async function start(): Promise<void> {
  const places = { workerFile: await workerFile(), resourcesDir: resolve('resources') };
  state = new EngineState({ env, places, home, emit: () => undefined });
  handlers = createHandlers(state);
}

beforeEach(async () => {
  home = tempFolder('sealing');
  await start();
  await handlers['identity:create']({ name: 'Dana Test', organisation: '', passphrase: PASSPHRASE });
  await handlers['case:create']({ name: 'Sealing', number: '1' });
});

afterEach(async () => {
  await state.closeSession();
});

const dir = () => join(home, 'cases', readdirSync(join(home, 'cases'))[0] ?? '');
const entries = () => readFileSync(join(dir(), 'journal.jsonl'), 'utf8').trimEnd().split('\n').length;
const sizes = () =>
  readdirSync(join(dir(), 'checkpoints'))
    .filter((name) => name.endsWith('.checkpoint'))
    .map((name) => Number(name.split('.')[0]));

async function act(name: string): Promise<void> {
  await handlers['case:protect']({ names: [name], domains: [], addresses: [] });
}

async function caseId(): Promise<string> {
  return (await handlers['case:state']({})).info.id;
}

describe('the journal of a case in the window', () => {
  test('is sealed when the case is closed, and not before', async () => {
    expect(sizes()).toEqual([entries()]);
    await act('Alex Example');
    expect(sizes()).toEqual([entries() - 1]);
    await handlers['case:close']({});

    expect(sizes()).toEqual([entries() - 1, entries()]);
  });

  test('is sealed before the key is locked; what follows is nothing that a locked key signs', async () => {
    await act('Alex Example');
    await handlers['identity:lock']({});
    const locked = sizes();
    await handlers['case:close']({});

    expect(locked).toEqual([entries() - 1, entries()]);
    expect(sizes()).toEqual(locked);
  });

  test('that could not be sealed is sealed when case and key are open again', async () => {
    await act('Alex Example');
    // As after a kill: the session's end did not happen.
    const id = await caseId();
    state.openSession?.store.forgetSigner();
    state.holdKey(null);
    await handlers['case:close']({});
    expect(sizes()).toEqual([entries() - 1]);

    await start();
    await handlers['case:open']({ caseId: id });
    expect(sizes()).toEqual([entries() - 1]);
    await handlers['identity:unlock']({ passphrase: PASSPHRASE });
    expect(sizes()).toEqual([entries() - 1, entries()]);
  });

  test('names its checkpoint', async () => {
    const { checkpoint } = await handlers['custody:list']({});

    expect(checkpoint).toMatchObject({ size: entries(), signers: [{ name: 'Dana Test' }] });
  });

  test('of a case that was put back opens to read only, with a sentence', async () => {
    const id = await caseId();
    await handlers['case:close']({});
    const backup = join(home, 'backup');
    cpSync(dir(), backup, { recursive: true });
    await handlers['case:open']({ caseId: id });
    await act('Alex Example');
    await handlers['case:close']({});
    const place = dir();
    rmSync(place, { recursive: true });
    cpSync(backup, place, { recursive: true });

    const { readOnly } = await handlers['case:open']({ caseId: id });
    expect(readOnly).toContain('This case was rolled back: its custody journal had');
    await expect(act('Someone Else')).rejects.toMatchObject({ code: 'case-locked', message: readOnly });
    expect(sizes()).toEqual([entries()]);
  });
});
