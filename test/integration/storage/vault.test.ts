import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemEnvironment } from '../../../electron/engine/environment';
import { partialPathIn } from '../../../electron/engine/fs/temp-name';
import { partialKey } from '../../../electron/engine/vault/continued-copy';
import { openVault, type Vault } from '../../../electron/engine/vault/vault';
import { tempFolder } from '../../helpers/temp-folder';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

function newVault(): { readonly vault: Vault; readonly folder: string } {
  const folder = tempFolder('vault');
  return { vault: openVault(join(folder, 'objects'), systemEnvironment.randomHex), folder };
}

describe('the vault', () => {
  test('keeps bytes under their hash and gives them back whole and in part', async () => {
    const { vault } = newVault();
    const bytes = Buffer.from('From: a\r\n\r\nbody');
    const stored = await vault.put(bytes);
    await vault.settle();
    expect(stored).toEqual({ sha256: sha256(bytes), bytes: bytes.length });
    expect(await vault.read(stored.sha256)).toEqual(bytes);
    expect((await vault.readRange(stored.sha256, 6, 7)).toString()).toBe('a');
    expect(await vault.sizeOf(stored.sha256)).toBe(bytes.length);
    expect(await vault.has('0'.repeat(64))).toBe(false);
    expect(await vault.check(stored.sha256)).toEqual({ ok: true, bytes: bytes.length, problem: '' });
    await expect(vault.readRange(stored.sha256, 10, 99)).rejects.toMatchObject({ code: 'case-damaged' });
    await expect(vault.read('0'.repeat(64))).rejects.toMatchObject({ code: 'case-damaged' });
  });

  test('takes no other text than a hash for a name', () => {
    const { vault } = newVault();
    for (const name of ['../../etc/passwd', 'A'.repeat(64), '', 'ab']) {
      expect(() => vault.pathOf(name)).toThrow(RangeError);
    }
  });

  test('lists what it has in order', async () => {
    const { vault } = newVault();
    const put = await Promise.all(Array.from({ length: 40 }, (_, n) => vault.put(Buffer.from(`object ${n}`))));
    const listed: string[] = [];
    for await (const name of vault.list()) {
      listed.push(name);
    }
    expect(listed).toEqual(put.map((object) => object.sha256).sort());
  });

  test('recognises what it has, and replaces an object that is damaged', async () => {
    const { vault } = newVault();
    const { sha256: name } = await vault.put(Buffer.from('the same'));
    const { ino } = statSync(vault.pathOf(name));
    await vault.put(Buffer.from('the same'));
    expect(statSync(vault.pathOf(name)).ino).toBe(ino);
    chmodSync(vault.pathOf(name), 0o600);
    truncateSync(vault.pathOf(name), 0);
    expect((await vault.check(name)).ok).toBe(false);
    await vault.put(Buffer.from('the same'));
    expect((await vault.check(name)).ok).toBe(true);
  });

  test('copies a large file in bounded memory, leaving the source as it was', async () => {
    const { vault, folder } = newVault();
    const source = join(folder, 'large.mbox');
    const piece = Buffer.alloc(1 << 20, 'x');
    for (let n = 0; n < 96; n += 1) {
      appendFileSync(source, piece);
    }
    utimesSync(source, 1_000, 2_000);
    const before = statSync(source);
    const baseline = process.memoryUsage().rss;
    let seen = 0;
    const stored = await vault.putFile(source, { onBytes: (bytes) => (seen += bytes) });
    expect(process.memoryUsage().rss - baseline).toBeLessThan(48 << 20);
    expect(seen).toBe(96 << 20);
    expect(stored).toMatchObject({ bytes: 96 << 20, source: { bytes: 96 << 20, mtimeMs: 2_000_000, changed: null } });
    expect(stored.sha256).toBe(sha256(readFileSync(source)));
    const after = statSync(source);
    expect([after.size, after.mtimeMs, after.mode, after.ino]).toEqual([
      before.size,
      before.mtimeMs,
      before.mode,
      before.ino,
    ]);
    expect(statSync(vault.pathOf(stored.sha256)).mode & 0o777).toBe(0o400);
  });

  test('notes a source that changes while it is read, and keeps what was hashed', async () => {
    const { vault, folder } = newVault();
    const source = join(folder, 'log.eml');
    const changes: readonly (readonly [string, () => void])[] = [
      ['grew', () => appendFileSync(source, 'more')],
      ['shrank', () => truncateSync(source, 10)],
      ['rewritten', () => writeFileSync(source, 'z'.repeat(3 << 20))],
    ];
    for (const [expected, change] of changes) {
      writeFileSync(source, 'y'.repeat(3 << 20));
      let calls = 0;
      const stored = await vault.putFile(source, {
        onBytes: () => {
          calls += 1;
          if (calls === 1) {
            change();
          }
        },
      });
      expect([expected, stored.source.changed]).toEqual([expected, expected]);
      expect((await vault.check(stored.sha256)).ok).toBe(true);
    }
  });

  test('refuses what is not a plain file, at once and by name', async () => {
    const { vault, folder } = newVault();
    const fifo = join(folder, 'pipe.eml');
    execFileSync('mkfifo', [fifo]);
    const directory = join(folder, 'x.eml');
    mkdirSync(directory);
    const zero = join(folder, 'zero.eml');
    symlinkSync('/dev/zero', zero);
    const loop = join(folder, 'loop.eml');
    symlinkSync(loop, loop);
    const started = Date.now();
    for (const [path, why] of [
      [fifo, 'a named pipe'],
      [directory, 'a folder'],
      [zero, 'a symbolic link'],
      [loop, 'a symbolic link'],
      ['/dev/null', 'a device'],
      [join(folder, 'none'), 'not there'],
    ] as const) {
      await expect(vault.putFile(path)).rejects.toMatchObject({
        code: 'unreadable-input',
        message: expect.stringContaining(why),
      });
    }
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test('a cancelled copy leaves nothing behind', async () => {
    const { vault, folder } = newVault();
    const source = join(folder, 'big');
    writeFileSync(source, Buffer.alloc(8 << 20));
    const control = new AbortController();
    const copy = vault.putFile(source, { signal: control.signal, onBytes: () => control.abort() });
    await expect(copy).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(join(folder, 'objects'))).toEqual([]);
  });
});

describe('a large file whose copy was killed half-way', () => {
  const large = Buffer.alloc(40 << 20, 'Subject: a line of a large mailbox\n');
  const cases: readonly (readonly [string, Buffer])[] = [
    ['the beginning is there', large.subarray(0, 17 << 20)],
    ['the end of what is there was never written', Buffer.concat([large.subarray(0, 5 << 20), Buffer.alloc(9 << 20)])],
    ['something else is there', Buffer.from('planted')],
    ['more is there than the file has', Buffer.concat([large, Buffer.from('more')])],
  ];
  test.each(cases)('%s: the copy is whole and hashes to its name', async (_, half) => {
    const { vault, folder } = newVault();
    const source = join(folder, 'large.mbox');
    writeFileSync(source, large);
    await vault.put(Buffer.from('makes the folder'));
    const partial = partialPathIn(vault.folder, partialKey(statSync(source)));
    writeFileSync(partial, half, { mode: 0o600 });
    const stored = await vault.putFile(source);
    expect(stored).toMatchObject({ sha256: sha256(large), bytes: large.length, source: { changed: null } });
    expect(sha256(readFileSync(vault.pathOf(stored.sha256)))).toBe(sha256(large));
    expect(statSync(vault.pathOf(stored.sha256)).mode & 0o777).toBe(0o400);
    expect(readdirSync(vault.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('a link planted at its place is not followed', async () => {
    const { vault, folder } = newVault();
    const source = join(folder, 'large.mbox');
    const victim = join(folder, 'victim');
    writeFileSync(source, large);
    writeFileSync(victim, 'unharmed');
    await vault.put(Buffer.from('makes the folder'));
    symlinkSync(victim, partialPathIn(vault.folder, partialKey(statSync(source))));
    expect(await vault.putFile(source)).toMatchObject({ sha256: sha256(large) });
    expect(readFileSync(victim, 'utf8')).toBe('unharmed');
  });
});
