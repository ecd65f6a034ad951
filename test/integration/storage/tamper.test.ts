import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordExport, recordVerification } from '../../../electron/engine/case/acts';
import { createCase } from '../../../electron/engine/case/case-store';
import { handOver } from '../../../electron/engine/case/custody-acts';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import { seededRandom } from '../../helpers/random';
import { chosenSeed, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { importSample, sampleAct } from '../../tools/sample-acts';

const FLIPS = scaled(400, 2_000);
const TRUNCATIONS = scaled(60, 200);
const CLEAN = scaled(20, 100);

const SLOW_MS = scaled(120_000, 3_600_000);

let dir: string;
let files: readonly string[];
const scratch = tempFolder('tamper');

/** Whole numbers below a bound, by a seed. */
function seeded(seed: number): (below: number) => number {
  const next = seededRandom(seed);
  return (below) => Math.floor(next() * below);
}

beforeAll(async () => {
  const signer = await testSigner();
  const second = await testSigner('Robin Second');
  const store = await createCase(join(scratch, 'case'), { name: 'Tamper', number: '9' }, signer, env);
  for (let n = 0; n < 2; n += 1) {
    await importSample(store, signer, { files: 6, seed: n + 1 });
  }
  for (let n = 0; n < 8; n += 1) {
    await sampleAct(store, n % 2 === 0 ? signer : second, n);
  }
  await handOver(store, second, { to: 'Counsel', reason: 'review' });
  await recordExport(store, second, {
    packetId: 'p1',
    manifestSha256: 'ab'.repeat(32),
    exhibits: ['A'],
  });
  await recordVerification(store, second, { ok: true, failed: [] });
  await store.close();
  dir = store.dir;
  files = listFiles(dir);
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** Does something to a file, verifies, and puts the file back. Returns what failed, joined; empty when nothing did. */
async function afterChanging(file: string, change: (bytes: Buffer) => Buffer | null): Promise<string> {
  const whole = readFileSync(file);
  const changed = change(Buffer.from(whole));
  rmSync(file);
  if (changed !== null) {
    writeFileSync(file, changed, { mode: 0o400 });
  }
  const failures = await failuresOf(dir);
  rmSync(file, { force: true });
  writeFileSync(file, whole, { mode: file.includes('objects') ? 0o400 : 0o600 });
  return failures;
}

async function failuresOf(folder: string): Promise<string> {
  const verification = await verifyCase(folder);
  const failed = verification.checks.filter((check) => !check.ok);
  expect(verification.ok).toBe(failed.length === 0);
  return failed.map((check) => `${check.name}: ${check.detail}`).join('\n');
}

/** Whether the failures name the file; in the journal, the entry at this byte. */
function namesPlace(failures: string, file: string, offset: number): boolean {
  const name = relative(dir, file);
  if (name !== 'journal.jsonl') {
    return failures.includes(name);
  }
  const entry = readFileSync(file).subarray(0, offset).toString('latin1').split('\n').length - 1;
  return new RegExp(`entr(y|ies) ${entry}\\b`).test(failures) || failures.includes('after the last whole entry');
}

/** The journal with its lines changed; each keeps its line end. */
async function withLines(change: (lines: string[]) => string[]): Promise<string> {
  const file = join(dir, 'journal.jsonl');
  return await afterChanging(file, (bytes) => {
    const lines = bytes.toString('utf8').split('\n').slice(0, -1);
    return Buffer.from(
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
  });
}

const lineCount = () => readFileSync(join(dir, 'journal.jsonl'), 'utf8').split('\n').length - 1;

describe('a clean case', () => {
  test(
    'verifies, again and again',
    async () => {
      for (let n = 0; n < CLEAN; n += 1) {
        expect(await failuresOf(dir)).toBe('');
      }
    },
    SLOW_MS,
  );

  test('names who wrote it and what was checked', async () => {
    const verification = await verifyCase(dir);
    expect(verification).toMatchObject({ ok: true, kind: 'case', path: dir, firstFailure: null });
    expect(verification.signer?.name).toBe('Robin Second');
    expect(verification.checks.map(({ name }) => name)).toEqual([
      'Journal',
      'Signatures',
      'Checkpoints',
      'Time stamps',
      'Stored files',
      'Completeness',
      'Nothing foreign',
      'Records',
      'Case file',
      'Permissions',
    ]);
  });

  test('verifies after it was copied with wider permissions', async () => {
    const copy = join(scratch, 'copy.chainmail');
    cpSync(dir, copy, { recursive: true });
    for (const file of listFiles(copy)) {
      chmodSync(file, 0o666);
    }
    const verification = await verifyCase(copy);
    expect(verification.ok).toBe(true);
    expect(verification.checks.at(-1)?.detail).toContain('wider permissions');
  });
});

describe('a case that was tampered with', () => {
  test(
    `${FLIPS} single bits: each is found and its place named`,
    async () => {
      const random = seeded(chosenSeed('single bits'));
      const missed: string[] = [];
      for (let n = 0; n < FLIPS; n += 1) {
        const file = n % 3 === 0 ? join(dir, 'journal.jsonl') : (files[random(files.length)] ?? '');
        const offset = random(readFileSync(file).length);
        const bit = 1 << random(8);
        const failures = await afterChanging(file, (bytes) => {
          bytes[offset] = (bytes[offset] ?? 0) ^ bit;
          return bytes;
        });
        if (!namesPlace(failures, file, offset)) {
          missed.push(`${relative(dir, file)} at ${offset} bit ${bit}: ${failures}`);
        }
      }
      expect(missed).toEqual([]);
      console.log(`tamper: ${FLIPS} flips over ${files.length} files, 0 missed`);
    },
    SLOW_MS,
  );

  test(
    `${TRUNCATIONS} truncations and as many additions: each is found and named`,
    async () => {
      const random = seeded(chosenSeed('truncations'));
      const missed: string[] = [];
      for (let n = 0; n < TRUNCATIONS; n += 1) {
        const file = files[random(files.length)] ?? '';
        const length = random(readFileSync(file).length);
        const cut = await afterChanging(file, (bytes) => bytes.subarray(0, length));
        const grown = await afterChanging(file, (bytes) => Buffer.concat([bytes, Buffer.from([random(256)])]));
        for (const failures of [cut, grown]) {
          if (!failures.includes(relative(dir, file))) {
            missed.push(`${relative(dir, file)} at ${length}: ${failures}`);
          }
        }
      }
      expect(missed).toEqual([]);
    },
    SLOW_MS,
  );

  test('every file removed: each is found and named', async () => {
    for (const file of files.filter((name) => !name.endsWith('journal.jsonl'))) {
      const failures = await afterChanging(file, () => null);
      expect(failures).toContain(relative(dir, file));
    }
  });

  test('the journal removed: it is no case any more', async () => {
    const journal = join(dir, 'journal.jsonl');
    renameSync(journal, join(scratch, 'journal'));
    await expect(verifyCase(dir)).rejects.toMatchObject({ code: 'not-a-case' });
    renameSync(join(scratch, 'journal'), journal);
  });

  test('every journal line removed, doubled or swapped: the entry is named', async () => {
    const count = lineCount();
    for (let n = 0; n < count; n += 1) {
      const removed = await withLines((lines) => lines.toSpliced(n, 1));
      expect(removed).toMatch(n === count - 1 ? /ends with entry/ : new RegExp(`entry ${n} is missing`));
      const doubled = await withLines((lines) => lines.toSpliced(n, 0, lines[n] ?? ''));
      expect(doubled).toMatch(new RegExp(`entry ${n} stands where entry ${n + 1} should be`));
      if (n > 0) {
        const swapped = await withLines((lines) => lines.with(n, lines[n - 1] ?? '').with(n - 1, lines[n] ?? ''));
        expect(swapped).toMatch(new RegExp(`entry ${n - 1} `));
      }
    }
  });

  test('a line inserted from another case or retyped by hand is found', async () => {
    const foreign = await testSigner('Eve');
    const other = await createCase(join(scratch, 'other'), { name: 'O', number: '' }, foreign, env);
    await other.close();
    const line = readFileSync(join(other.dir, 'journal.jsonl'), 'utf8').split('\n')[1] ?? '';
    expect(await withLines((lines) => [...lines, line])).toContain('Signatures');
    const retyped = await withLines((lines) => lines.with(5, (lines[5] ?? '').replace('"zone":"+', '"zone":"-')));
    expect(retyped).toContain('the signature of entry 5 does not fit');
    const spaced = await withLines((lines) => lines.with(4, (lines[4] ?? '').replace(',"at"', ', "at"')));
    expect(spaced).toContain('entry 4 is not written in canonical form');
  });

  test('two objects swapped, one copied to another name, foreign files and links: all are named', async () => {
    const objects = files.filter((file) => file.includes('/objects/'));
    const [a = '', b = ''] = objects;
    const bytes = readFileSync(b);
    const swapped = await afterChanging(a, () => bytes);
    expect(swapped).toContain(relative(dir, a));

    const planted = join(dir, 'objects', 'ab', 'c'.repeat(62));
    mkdirSync(dirname(planted), { recursive: true });
    writeFileSync(planted, 'planted');
    const own = '5b6d6a6f6a3e4b5f'; // any name that is not a hash
    writeFileSync(join(dir, 'objects', own), '');
    writeFileSync(join(dir, 'notes.txt'), '');
    symlinkSync('/etc/passwd', join(dir, 'objects', 'ab', 'd'.repeat(62)));
    const failures = await failuresOf(dir);
    expect(failures).toContain(relative(dir, planted));
    expect(failures).toContain(`objects/${own} does not belong`);
    expect(failures).toContain('notes.txt does not belong');
    expect(failures).toContain('(a symbolic link) does not belong');
    for (const file of [
      planted,
      join(dir, 'objects', own),
      join(dir, 'notes.txt'),
      join(dir, 'objects', 'ab', 'd'.repeat(62)),
    ]) {
      rmSync(file);
    }
    expect(await failuresOf(dir)).toBe('');
  });

  test('an object in place of which stands a link to the same bytes is named', async () => {
    const file = files.find((name) => name.includes('/objects/')) ?? '';
    renameSync(file, join(scratch, 'elsewhere'));
    symlinkSync(join(scratch, 'elsewhere'), file);
    expect(await failuresOf(dir)).toContain(relative(dir, file));
    rmSync(file);
    renameSync(join(scratch, 'elsewhere'), file);
    expect(await failuresOf(dir)).toBe('');
  });

  test('a case file that tells another story is named', async () => {
    const view = join(dir, 'case.json');
    const changed = await afterChanging(view, (bytes) =>
      Buffer.from(bytes.toString().replace('confirmed', 'innocent')),
    );
    expect(changed).toContain('case.json differs from what the journal gives');
    expect(existsSync(view)).toBe(true);
  });

  test('the last entries gone, with their objects left: both are named', async () => {
    const failures = await withLines((lines) => lines.slice(0, -4));
    expect(failures).toContain('the last entries are missing');
    expect(failures).toContain('is not named by any entry');
  });
});
