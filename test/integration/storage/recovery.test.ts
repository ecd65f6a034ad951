import {
  appendFileSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { abandonEvidence, beginEvidence } from '../../../electron/engine/case/acts';
import { type CaseStore, createCase, openCase } from '../../../electron/engine/case/case-store';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { type Environment, systemEnvironment as env } from '../../../electron/engine/environment';
import { durableWrite } from '../../../electron/engine/fs/durable-write';
import type { Signer } from '../../../electron/engine/identity/signer';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { importSample, sampleAct } from '../../tools/sample-acts';

let signer: Signer;
const scratch = tempFolder('recovery');

beforeAll(async () => {
  signer = await testSigner();
});

async function workedCase(name: string, acts = 6): Promise<CaseStore> {
  const store = await createCase(join(scratch, name), { name, number: '' }, signer, env);
  await importSample(store, signer, { files: 3, seed: 1 });
  for (let n = 0; n < acts; n += 1) {
    await sampleAct(store, signer, n);
  }
  await store.close();
  return store;
}

/** As after a kill: the lock of a process that is gone. */
function leaveLock(dir: string): void {
  writeFileSync(join(dir, 'lock'), '{}');
}

async function actsOf(store: CaseStore): Promise<readonly string[]> {
  const acts: string[] = [];
  for await (const { entry } of store.lines()) {
    acts.push(entry.act);
  }
  return acts;
}

describe('the case file', () => {
  const damages: readonly (readonly [string, (text: string) => string | null])[] = [
    ['deleted', () => null],
    ['null', () => 'null'],
    ['an empty list', () => '[]'],
    ['an empty file', () => ''],
    ['zero', () => '0'],
    ['another object', () => '{"foo":1}'],
    ['NULs', (text) => '\0'.repeat(text.length)],
    ['half', (text) => text.slice(0, text.length / 2)],
    ['a view of an earlier entry', () => 'earlier'],
    ['a view of another case', (text) => text.replace(/"hash": "[0-9a-f]{4}/, '"hash": "0000')],
  ];

  test.each(damages)('%s: comes back byte for byte, by reader and writer', async (label, damage) => {
    const { dir } = await workedCase(`view-${label.replaceAll(' ', '-')}`);
    const file = join(dir, 'case.json');
    const whole = readFileSync(file, 'utf8');
    const damaged = damage(whole);
    if (damaged === null) {
      rmSync(file);
    } else if (damaged !== 'earlier') {
      writeFileSync(file, damaged);
    } else {
      const earlier = await createCase(join(scratch, 'earlier'), { name: 'e', number: '' }, signer, env);
      await earlier.close();
      rmSync(earlier.dir, { recursive: true });
      const view = JSON.parse(whole);
      writeFileSync(file, JSON.stringify({ ...view, head: { seq: 1, hash: 'a'.repeat(64) } }));
    }
    const reader = await openCase(dir, { mode: 'read' }, env);
    expect(JSON.stringify(reader.view, null, 2)).toBe(whole.trimEnd());
    await reader.close();
    if (damaged !== null) {
      expect(readFileSync(file, 'utf8')).not.toBe(whole);
    }
    const writer = await openCase(dir, { mode: 'write' }, env);
    expect(writer.notes).toHaveLength(1);
    await writer.close();
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect((await verifyCase(dir)).firstFailure).toBeNull();
  });

  test('of a later version is refused and nothing is touched', async () => {
    const { dir } = await workedCase('newer');
    const file = join(dir, 'case.json');
    const newer = readFileSync(file, 'utf8').replace('"version": 1', '"version": 2');
    writeFileSync(file, newer);
    const before = readdirSync(dir);
    for (const mode of ['read', 'write'] as const) {
      await expect(openCase(dir, { mode }, env)).rejects.toMatchObject({ code: 'case-newer' });
    }
    expect(readFileSync(file, 'utf8')).toBe(newer);
    expect(readdirSync(dir)).toEqual(before);
  });

  test('that knows more entries than the journal has is not covered up', async () => {
    const { dir } = await workedCase('short');
    const journal = join(dir, 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -3);
    writeFileSync(journal, `${lines.join('\n')}\n`);
    await expect(openCase(dir, { mode: 'write' }, env)).rejects.toMatchObject({ code: 'journal-broken' });
    expect(existsSync(join(dir, 'lock'))).toBe(false);
  });
});

describe('after a kill', () => {
  test.each([
    ['a piece of a line', '{"entry":{"act":"case.ver'],
    ['NULs', '\0'.repeat(4096)],
  ])('a torn last line (%s) is kept, cut off and recorded', async (_, torn) => {
    const { dir } = await workedCase(`torn-${torn.length}`);
    appendFileSync(join(dir, 'journal.jsonl'), torn);
    expect((await verifyCase(dir)).firstFailure).toContain('cut off');
    leaveLock(dir);
    expect((await verifyCase(dir)).firstFailure).toBeNull();

    const first = await openCase(dir, { mode: 'write' }, env);
    expect(first.notes.join()).toContain(`cut off (${torn.length} bytes)`);
    await first.close();
    expect((await verifyCase(dir)).firstFailure).toBeNull();

    const second = await openCase(dir, { mode: 'write' }, env);
    await sampleAct(second, signer, 7);
    const acts = await actsOf(second);
    expect(acts.slice(-2)).toEqual(['journal.repair', 'message.annotate']);
    await second.close();
    expect(existsSync(join(dir, 'lock'))).toBe(false);
    expect((await verifyCase(dir)).firstFailure).toBeNull();
  });

  test('objects that no entry names are recorded with the next act', async () => {
    const { dir } = await workedCase('left');
    const store = await openCase(dir, { mode: 'write' }, env);
    await store.writeRecord(signer, 'handOver', { to: 'nobody', reason: 'never recorded' });
    await store.close();
    expect((await verifyCase(dir)).firstFailure).toBeNull();
    const again = await openCase(dir, { mode: 'write' }, env);
    expect(again.notes.join()).toContain('1 stored files that no journal entry names');
    await sampleAct(again, signer, 7);
    await again.close();
    expect(existsSync(join(dir, 'lock'))).toBe(false);
    expect((await verifyCase(dir)).firstFailure).toBeNull();
  });

  test('an import that was cut off is exposed, and its objects are accounted for', async () => {
    const { dir } = await workedCase('interrupted');
    const store = await openCase(dir, { mode: 'write' }, env);
    const number = await beginEvidence(store, signer);
    await store.vault.put(Buffer.from('half an import'));
    expect(store.interrupted).toEqual([]);
    await store.close();
    expect((await verifyCase(dir)).firstFailure).toBeNull();

    const again = await openCase(dir, { mode: 'write' }, env);
    expect(again.interrupted.map((open) => open.number)).toEqual([number]);
    await abandonEvidence(again, signer, { number, reason: 'the program ended' });
    expect(again.interrupted).toEqual([]);
    expect(await beginEvidence(again, signer)).toBe('E-003');
    await abandonEvidence(again, signer, { number: 'E-003', reason: 'cancelled' });
    await again.close();
    expect((await verifyCase(dir)).firstFailure).toBeNull();
  });
});

describe('the clock', () => {
  test('set back or forward is recorded before the act', async () => {
    let wall = Date.parse('2026-11-23T12:00:00Z');
    let mono = 0;
    const clock: Environment = { ...env, now: () => wall, monotonicMs: () => mono, zoneOffsetMinutes: () => -330 };
    const store = await createCase(join(scratch, 'clock'), { name: 'c', number: '' }, signer, clock);
    const step = async (wallMs: number, monoMs: number) => {
      wall += wallMs;
      mono += monoMs;
      await sampleAct(store, signer, store.view.head.seq);
    };
    await step(1_000, 1_000);
    await step(2_500, 1_000);
    await step(-60_000, 1_000);
    await step(3_600_000, 1_000);
    await store.close();
    const again = await openCase(store.dir, { mode: 'write' }, { ...clock, now: () => wall - 10 });
    await sampleAct(again, signer, 1);
    const acts = await actsOf(again);
    await again.close();
    expect(acts.map((act) => act === 'clock.jump')).toEqual([0, 0, 0, 0, 1, 0, 1, 0, 1, 0].map((jump) => jump === 1));
    const verification = await verifyCase(store.dir);
    expect(verification.firstFailure).toBeNull();
    expect(readFileSync(join(store.dir, 'journal.jsonl'), 'utf8')).toContain('"zone":"-05:30"');
  });
});

describe('permissions and planted names', () => {
  test('only the owner can enter; objects cannot be written to', async () => {
    const { dir } = await workedCase('modes');
    const walk = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? [path, ...walk(path)] : [path];
      });
    const wrong = [dir, ...walk(dir)].filter((path) => {
      const stats = statSync(path);
      const wanted = stats.isDirectory() ? 0o700 : path.includes('/objects/') ? 0o400 : 0o600;
      return (stats.mode & 0o777) !== wanted;
    });
    expect(wrong).toEqual([]);
  });

  test('a link planted at the temporary name is not followed', async () => {
    const folder = tempFolder('planted');
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'untouched');
    symlinkSync(victim, join(folder, '.target.0000000000000000.chainmail-tmp'));
    const zeros = (bytes: number) => '00'.repeat(bytes);
    await expect(durableWrite(join(folder, 'target'), 'new', zeros)).rejects.toThrow('could not be written');
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
  });

  test('links planted in a case are neither followed nor kept', async () => {
    const { dir } = await workedCase('links');
    const victim = join(scratch, 'victim');
    writeFileSync(victim, 'untouched', { mode: 0o644 });
    symlinkSync(victim, join(dir, '.case.json.0123456789abcdef.chainmail-tmp'));
    symlinkSync(victim, join(dir, 'objects', '.object.0123456789abcdef.chainmail-tmp'));
    rmSync(join(dir, 'case.json'));
    symlinkSync(victim, join(dir, 'case.json'));
    const store = await openCase(dir, { mode: 'write' }, env);
    await sampleAct(store, signer, 7);
    await store.close();
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(statSync(victim).mode & 0o777).toBe(0o644);
    expect(lstatSync(join(dir, 'case.json')).isFile()).toBe(true);
    expect((await verifyCase(dir)).firstFailure).toBeNull();
  });

  test('a journal that is a link is not opened', async () => {
    const { dir } = await workedCase('journal-link');
    const journal = join(dir, 'journal.jsonl');
    writeFileSync(join(scratch, 'real.jsonl'), readFileSync(journal));
    rmSync(journal);
    symlinkSync(join(scratch, 'real.jsonl'), journal);
    await expect(openCase(dir, { mode: 'write' }, env)).rejects.toMatchObject({ code: 'case-damaged' });
  });

  test('an existing place is refused for a new case', async () => {
    const { dir } = await workedCase('taken');
    await expect(createCase(dir, { name: 'x', number: '' }, signer, env)).rejects.toMatchObject({
      code: 'case-exists',
    });
    const file = join(scratch, 'file.chainmail');
    writeFileSync(file, 'a file');
    await expect(createCase(file, { name: 'x', number: '' }, signer, env)).rejects.toMatchObject({
      code: 'case-exists',
    });
    expect(readFileSync(file, 'utf8')).toBe('a file');
  });

  test('a folder that is no case is said to be none and left alone', async () => {
    const folder = tempFolder('nocase');
    await expect(openCase(folder, { mode: 'write' }, env)).rejects.toMatchObject({ code: 'not-a-case' });
    await expect(openCase(join(folder, 'none'), { mode: 'read' }, env)).rejects.toMatchObject({ code: 'not-a-case' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('acts', () => {
  test('that do not fit are refused before anything is written', async () => {
    const { dir } = await workedCase('refused');
    const journal = readFileSync(join(dir, 'journal.jsonl'));
    const store = await openCase(dir, { mode: 'write' }, env);
    const message = 'a'.repeat(64);
    const twice = [
      { label: 'Q', ref: 'E-001/8', message },
      { label: 'Q', ref: 'E-001/9', message },
    ];
    await expect(store.act(signer, 'exhibit.add', { exhibits: twice })).rejects.toMatchObject({ code: 'bad-request' });
    await expect(store.act(signer, 'evidence.begin', { number: 'E-001' })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(store.act(signer, 'exhibit.add', { exhibits: 'none' })).rejects.toThrow('shape');
    await store.close();
    expect(readFileSync(join(dir, 'journal.jsonl'))).toEqual(journal);
  });

  test('that come all at once are recorded one after the other', async () => {
    const { dir } = await workedCase('parallel', 0);
    const store = await openCase(dir, { mode: 'write' }, env);
    await Promise.all(Array.from({ length: 60 }, (_, n) => sampleAct(store, signer, n * 3 + 1)));
    expect(store.view.annotations).toHaveLength(60);
    await store.close();
    expect((await verifyCase(dir)).firstFailure).toBeNull();
  });

  test('take some milliseconds each, also with a thousand before', async () => {
    const { dir } = await workedCase('latency', 0);
    const store = await openCase(dir, { mode: 'write' }, env);
    const times: number[] = [];
    for (let n = 0; n < 1_000; n += 1) {
      const start = performance.now();
      await sampleAct(store, signer, 3 * n + 1);
      times.push(performance.now() - start);
    }
    await store.close();
    const late = times.slice(-200).sort((a, b) => a - b);
    const [median, p95] = [late[100] ?? 0, late[190] ?? 0];
    const started = performance.now();
    expect((await verifyCase(dir)).firstFailure).toBeNull();
    console.log(
      `act latency after 800 acts: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms; verify of 1,000 acts ${(performance.now() - started).toFixed(0)} ms`,
    );
    // Measured 5 to 9 ms on two busy cores; the goal is 50.
    expect(median).toBeLessThan(50);
  });
});
