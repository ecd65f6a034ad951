/** Checkpoints of a case on a real disk: signed, co-signed, refused, tampered with; and cases that were put back. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { casePaths } from '../../../electron/engine/case/case-paths';
import { type CaseStore, createCase, openCase } from '../../../electron/engine/case/case-store';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { coverJournal } from '../../../electron/engine/custody/cover-journal';
import { JournalTree, treeOf } from '../../../electron/engine/custody/journal-tree';
import { findRollback, rememberState } from '../../../electron/engine/custody/rollback';
import { signCheckpoint } from '../../../electron/engine/custody/sign-checkpoint';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { formatCheckpoint, parseCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { keyIdOf } from '../../../shared/packet-format/tree/signed-note';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { importSample, sampleAct } from '../../tools/sample-acts';

let first: Signer;
let second: Signer;
let folder: string;
let dir: string;
let home: string;

beforeAll(async () => {
  first = await testSigner();
  second = await testSigner('Robin Second');
});

beforeEach(async () => {
  folder = tempFolder('checkpoints');
  home = join(folder, 'home');
  const store = await createCase(join(folder, 'case'), { name: 'Checkpoints', number: '1' }, first, env);
  dir = store.dir;
  await importSample(store, first, { files: 3, seed: 1 });
  await cover(store, first);
  await store.close();
});

async function cover(store: CaseStore, signer: Signer): Promise<void> {
  await coverJournal(store, new JournalTree(store.paths.journal), signer);
}

/** Opens the case, does some acts, and ends as a session does. */
async function work(acts: number, signer = first, target = dir): Promise<void> {
  const store = await openCase(target, { mode: 'write' }, env);
  for (let n = 0; n < acts; n += 1) {
    await sampleAct(store, signer, n * 3);
  }
  await cover(store, signer);
  await store.close();
}

const journalOf = (target = dir) => join(target, 'journal.jsonl');
const checkpointsIn = (target = dir) => readdirSync(join(target, 'checkpoints')).sort();
const sizeOf = (target = dir) => treeOf(readFileSync(journalOf(target))).size;

async function failuresOf(target = dir, options: Parameters<typeof verifyCase>[1] = {}): Promise<string> {
  const { checks } = await verifyCase(target, options);
  return checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${name}: ${detail}`)
    .join('\n');
}

async function remember(target = dir): Promise<void> {
  const store = await openCase(target, { mode: 'read' }, env);
  await rememberState(home, { caseId: store.view.id, head: store.view.head }, new JournalTree(journalOf(target)), env);
  await store.close();
}

describe('the end of work', () => {
  test('leaves a signed checkpoint of the whole journal, in a file that only the owner reads', async () => {
    expect(checkpointsIn()).toEqual(['00000004.checkpoint']);
    const file = join(dir, 'checkpoints', '00000004.checkpoint');
    const reading = parseCheckpoint(readFileSync(file));

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'checkpoints')).mode & 0o777).toBe(0o700);
    expect(reading.ok && reading.value.size).toBe(sizeOf());
    expect(reading.ok && Buffer.from(reading.value.root)).toEqual(
      Buffer.from(treeOf(readFileSync(journalOf())).root()),
    );
  });

  test('without an act leaves nothing new', async () => {
    await work(0);

    expect(checkpointsIn()).toEqual(['00000004.checkpoint']);
  });

  test('adds one for each session, and all fit', async () => {
    await work(2);
    await work(1);
    const { ok, checks, tree } = await verifyCase(dir);

    expect(ok).toBe(true);
    expect(checks.find(({ name }) => name === 'Checkpoints')?.detail).toMatch(
      /^3 checkpoints fit the journal; the last one is of 7 entries, root \S{44}, signed by Dana Test \(/,
    );
    expect(tree?.size).toBe(7);
    expect(tree?.checkpoints.map(({ size, signers }) => [size, signers[0]?.name])).toEqual([
      [4, 'Dana Test'],
      [6, 'Dana Test'],
      [7, 'Dana Test'],
    ]);
  });

  test('with a locked key signs nothing, and the next moment with an open key does', async () => {
    const store = await openCase(dir, { mode: 'write' }, env);
    await sampleAct(store, first, 0);
    expect(store.lastSigner).toBe(first);
    store.forgetSigner();
    expect(store.lastSigner).toBeNull();
    await store.close();

    expect((await verifyCase(dir)).checks.find(({ name }) => name === 'Checkpoints')).toMatchObject({
      ok: true,
      detail: expect.stringContaining('the last entry is not in a checkpoint yet'),
    });
    await work(0);
    expect(checkpointsIn()).toEqual(['00000004.checkpoint', '00000005.checkpoint']);
  });

  test('that was cut off by a kill leaves a temporary file, which the next opening removes', async () => {
    const temp = join(dir, 'checkpoints', `.00000004.checkpoint.${'ab'.repeat(8)}.chainmail-tmp`);
    writeFileSync(temp, 'half a check');
    expect(await failuresOf()).toContain('is a temporary file, and no session is open');
    await work(0);

    expect(existsSync(temp)).toBe(false);
    expect(await failuresOf()).toBe('');
  });

  test('keeps both views rebuildable: without them the case is the same', async () => {
    await work(2);
    const before = readFileSync(join(dir, 'case.json'));
    rmSync(join(dir, 'case.json'));
    const store = await openCase(dir, { mode: 'write' }, env);
    await store.close();

    expect(readFileSync(join(dir, 'case.json'))).toEqual(before);
    expect(await failuresOf()).toBe('');
  });
});

describe('a second examiner', () => {
  test('adds a signature to the same checkpoint, also without being in the journal', async () => {
    await work(0);
    const store = await openCase(dir, { mode: 'write' }, env);
    const tree = treeOf(readFileSync(journalOf()));
    await signCheckpoint(store, tree, second);
    await signCheckpoint(store, tree, second);
    await store.close();
    const { ok, tree: report } = await verifyCase(dir);

    expect(ok).toBe(true);
    expect(report?.checkpoints[0]?.signers.map(({ name }) => name)).toEqual(['Dana Test', 'Robin Second']);
    expect(checkpointsIn()).toEqual(['00000004.checkpoint', `${second.fingerprint}.crt`]);
    expect(sizeOf()).toBe(4);
  });

  test('whose certificate is taken away or changed is not known any more', async () => {
    const store = await openCase(dir, { mode: 'write' }, env);
    await signCheckpoint(store, treeOf(readFileSync(journalOf())), second);
    await store.close();
    const file = join(dir, 'checkpoints', `${second.fingerprint}.crt`);

    writeFileSync(file, first.certificatePem);
    expect(await failuresOf()).toContain(`${second.fingerprint}.crt is not the certificate of the key`);
    rmSync(file);
    expect(await failuresOf()).toContain(
      `00000004.checkpoint: a signature is by a key that is not known here (${keyIdOf(second.fingerprint)})`,
    );
  });
});

describe('never a checkpoint that does not continue one before', () => {
  test('a journal that lost entries gets none', async () => {
    await work(2);
    const lines = readFileSync(journalOf(), 'utf8').split('\n').slice(0, -3);
    writeFileSync(journalOf(), `${lines.join('\n')}\n`);
    rmSync(join(dir, 'case.json'));
    const store = await openCase(dir, { mode: 'write' }, env);
    const before = checkpointsIn();

    await expect(signCheckpoint(store, treeOf(readFileSync(journalOf())), first)).rejects.toMatchObject({
      code: 'journal-broken',
      message: expect.stringMatching(/No checkpoint was signed.*00000006\.checkpoint states 6 entries.* has 4/),
    });
    await store.close();
    expect(checkpointsIn()).toEqual(before);
  });

  test('a journal that another program wrote to gets none', async () => {
    const store = await openCase(dir, { mode: 'write' }, env);
    const tree = new JournalTree(journalOf());
    await tree.current();
    const [firstLine] = readFileSync(journalOf(), 'utf8').split('\n');
    appendFileSync(journalOf(), `${firstLine}\n`);

    await expect(signCheckpoint(store, await tree.current(), first)).rejects.toMatchObject({ code: 'journal-broken' });
    await store.close();
    expect(checkpointsIn()).toEqual(['00000004.checkpoint']);
  });

  test('a case that is open to read only gets none', async () => {
    const store = await openCase(dir, { mode: 'read' }, env);

    await expect(signCheckpoint(store, treeOf(readFileSync(journalOf())), second)).rejects.toMatchObject({
      code: 'case-locked',
    });
    await store.close();
  });

  test('a signature of its own that was spoiled is made again', async () => {
    const file = join(dir, 'checkpoints', '00000004.checkpoint');
    const reading = parseCheckpoint(readFileSync(file));
    const [signature] = reading.ok ? reading.value.signatures : [];
    if (!reading.ok || signature === undefined) {
      throw new Error('no checkpoint');
    }
    const bytes = Uint8Array.from(signature.signature);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    writeFileSync(file, formatCheckpoint({ ...reading.value, signatures: [{ ...signature, signature: bytes }] }));
    expect(await failuresOf()).toContain('the signature of Dana Test does not fit');

    const store = await openCase(dir, { mode: 'write' }, env);
    await signCheckpoint(store, treeOf(readFileSync(journalOf())), first);
    await store.close();
    expect(await failuresOf()).toBe('');
  });
});

describe('checkpoints that were tampered with', () => {
  test('any bit of any file in the folder: it is found and the file named', async () => {
    const store = await openCase(dir, { mode: 'write' }, env);
    await signCheckpoint(store, treeOf(readFileSync(journalOf())), second);
    await store.close();
    const file = join(dir, 'checkpoints', '00000004.checkpoint');
    const whole = readFileSync(file);
    const missed: number[] = [];
    for (let offset = 0; offset < whole.length; offset += 3) {
      const changed = Buffer.from(whole);
      changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
      writeFileSync(file, changed);
      if (!(await failuresOf()).includes('00000004.checkpoint')) {
        missed.push(offset);
      }
    }
    writeFileSync(file, whole);
    expect(missed).toEqual([]);
    expect(await failuresOf()).toBe('');
  });

  test('one of another case, one under another name, an unsigned one, a foreign file: each is named', async () => {
    const other = await createCase(join(folder, 'other'), { name: 'O', number: '' }, first, env);
    await cover(other, first);
    await other.close();
    const target = join(dir, 'checkpoints');
    const good = readFileSync(join(target, '00000004.checkpoint'));

    cpSync(join(other.dir, 'checkpoints', '00000002.checkpoint'), join(target, '00000002.checkpoint'));
    expect(await failuresOf()).toContain('00000002.checkpoint is a checkpoint of another case');
    writeFileSync(join(target, '00000002.checkpoint'), good);
    expect(await failuresOf()).toContain('00000002.checkpoint states a journal of 4 entries, not that of its name');
    writeFileSync(join(target, '00000002.checkpoint'), 'nothing');
    expect(await failuresOf()).toContain('00000002.checkpoint is not a signed note');
    rmSync(join(target, '00000002.checkpoint'));
    writeFileSync(join(target, 'notes.txt'), '');
    expect(await failuresOf()).toContain('checkpoints/notes.txt does not belong to the case');
  });

  test('a journal that its owner wrote anew fits its new checkpoints, and none that was handed out before', async () => {
    const backup = join(folder, 'backup');
    cpSync(dir, backup, { recursive: true });
    await work(2);
    const handedOut = { file: 'kept.checkpoint', bytes: readFileSync(join(dir, 'checkpoints', '00000006.checkpoint')) };
    expect(await failuresOf(dir, { against: [handedOut] })).toBe('');
    rmSync(dir, { recursive: true });
    cpSync(backup, dir, { recursive: true });
    rmSync(join(dir, 'checkpoints'), { recursive: true });
    await work(3);

    expect(await failuresOf()).toBe('');
    expect(await failuresOf(dir, { against: [handedOut] })).toBe(
      'Given checkpoints: the journal is not the one that kept.checkpoint states: something in entries 0 to 5 was changed after that checkpoint of 6 entries was signed',
    );
    const earlier = {
      file: 'earlier.checkpoint',
      bytes: readFileSync(join(backup, 'checkpoints/00000004.checkpoint')),
    };
    expect(await failuresOf(dir, { against: [handedOut, earlier] })).toContain(
      'something in entries 4 to 5 was changed',
    );
  });
});

describe('a case folder that was put back', () => {
  async function putBack(change: () => Promise<void>): Promise<string | null> {
    const backup = join(folder, 'backup');
    cpSync(dir, backup, { recursive: true });
    await change();
    await remember();
    rmSync(dir, { recursive: true });
    cpSync(backup, dir, { recursive: true });
    return await findRollback(casePaths(dir), home, env);
  }

  test('whole to an earlier state is found by what this computer remembers', async () => {
    const sentence = await putBack(() => work(3));

    expect(sentence).toContain('This case was rolled back: its custody journal had 7 entries');
    expect(sentence).toContain('and has 4 now');
    expect(await failuresOf()).toBe('');
    expect(await failuresOf(dir, { home })).toBe(`Last seen: ${sentence}`);
  });

  test('and continued from there is found as another journal', async () => {
    await putBack(() => work(3));
    await work(5);

    expect(await findRollback(casePaths(dir), home, env)).toContain('is not the one that this computer saw last');
  });

  test('to the very state that was seen is as it was; so is one that went on', async () => {
    expect(await putBack(async () => undefined)).toBeNull();
    await work(2);
    expect(await findRollback(casePaths(dir), home, env)).toBeNull();
    expect((await verifyCase(dir, { home })).checks.find(({ name }) => name === 'Last seen')).toEqual({
      name: 'Last seen',
      ok: true,
      detail: 'the journal continues the 4 entries that this computer saw last',
    });
  });

  test('opens also where the profile cannot be written to; nothing is remembered then', async () => {
    writeFileSync(home, 'a file in place of the folder');
    await expect(remember()).rejects.toMatchObject({ name: 'FailureError' });

    expect(await findRollback(casePaths(dir), home, env)).toBeNull();
  });

  test('of which nothing is remembered, or something unreadable, opens', async () => {
    expect(await findRollback(casePaths(dir), home, env)).toBeNull();
    await remember();
    const [file = ''] = readdirSync(join(home, 'seen'));
    writeFileSync(join(home, 'seen', file), '{');

    expect(await findRollback(casePaths(dir), home, env)).toBeNull();
    expect((await verifyCase(dir, { home })).checks.find(({ name }) => name === 'Last seen')?.detail).toContain(
      'cannot be read',
    );
    expect(existsSync(dir)).toBe(true);
  });
});
