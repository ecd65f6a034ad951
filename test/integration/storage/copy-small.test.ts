import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemEnvironment } from '../../../electron/engine/environment';
import { copySmallFiles, SMALL_BYTES } from '../../../electron/engine/vault/copy-small';
import { openVault } from '../../../electron/engine/vault/vault';
import { tempFolder } from '../../helpers/temp-folder';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

function lab() {
  const folder = tempFolder('copy-small');
  const temp = join(folder, 'object.tmp');
  const file = (name: string, content: Uint8Array | string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return { folder, temp, file };
}

describe('copying small files in a worker thread', () => {
  test.each([0, 1, SMALL_BYTES])('copies %i bytes, read-only, with what the system says of the source', (size) => {
    const { temp, file } = lab();
    const content = Buffer.alloc(size, 'mail\r\n');
    const path = file('a.eml', content);
    const { mtimeMs, mode } = statSync(path);

    const [copy] = copySmallFiles({ files: [{ path, temp }] });

    expect(copy).toMatchObject({
      kind: 'copied',
      sha256: sha256(content),
      source: { bytes: size, mtimeMs, mode: mode & 0o7777, changed: null },
    });
    expect(copy?.kind === 'copied' && Buffer.from(copy.content).equals(content)).toBe(true);
    expect(readFileSync(temp).equals(content)).toBe(true);
    expect(statSync(temp).mode & 0o777).toBe(0o400);
  });

  test('leaves to the ordinary way what is large, no plain file, or not there, and makes nothing for it', () => {
    const { folder, file } = lab();
    const large = file('large.mbox', Buffer.alloc(SMALL_BYTES + 1));
    const link = join(folder, 'link.eml');
    symlinkSync(file('target.eml', 'From: a\n\n'), link);
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    mkdirSync(join(folder, 'folder'));
    const paths = [large, link, pipe, join(folder, 'folder'), join(folder, 'missing')];
    const before = readdirSync(folder);

    const copies = copySmallFiles({ files: paths.map((path, n) => ({ path, temp: join(folder, `object.${n}.tmp`) })) });

    expect(copies).toEqual(paths.map(() => ({ kind: 'left' })));
    expect(readdirSync(folder)).toEqual(before);
  });

  test('never writes over what lies at the place of the copy, and goes on with the next file', () => {
    const { folder, file } = lab();
    const taken = file('object.1.tmp', 'somebody else’s');
    const path = file('a.eml', 'From: a\n\n');

    const copies = copySmallFiles({
      files: [
        { path, temp: taken },
        { path, temp: join(folder, 'object.2.tmp') },
      ],
    });

    expect(copies.map(({ kind }) => kind)).toEqual(['left', 'copied']);
    expect(readFileSync(taken, 'utf8')).toBe('somebody else’s');
  });
});

describe('a vault that takes such copies over', () => {
  test('names them by their hash, each once, with the bytes at hand for the one who splits them', async () => {
    const folder = tempFolder('keep-copy');
    const vault = openVault(join(folder, 'objects'), systemEnvironment.randomHex);
    const contents = ['one', 'two', 'one'];
    const paths = contents.map((content, n) => {
      writeFileSync(join(folder, `${n}.eml`), content);
      return join(folder, `${n}.eml`);
    });
    const temps = await vault.nameCopies(paths.length);
    const copies = copySmallFiles({ files: paths.map((path, n) => ({ path, temp: temps[n] ?? '' })) });

    const kept = [];
    for (const [index, copy] of copies.entries()) {
      if (copy.kind === 'copied') kept.push(await vault.keepCopy(temps[index] ?? '', copy));
    }
    await vault.settle();

    expect(kept.map((file) => file.sha256)).toEqual(contents.map(sha256));
    expect((await vault.read(sha256('two'))).toString()).toBe('two');
    expect(Buffer.from(vault.takeRecent(sha256('one')) ?? []).toString()).toBe('one');
    const listed: string[] = [];
    for await (const name of vault.list()) listed.push(name);
    expect(listed).toEqual([...new Set(contents.map(sha256))].sort());
    expect(readdirSync(join(folder, 'objects')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('removes copies that nobody wants', async () => {
    const folder = tempFolder('drop-copy');
    const vault = openVault(join(folder, 'objects'), systemEnvironment.randomHex);
    writeFileSync(join(folder, 'a.eml'), 'From: a\n\n');
    const temps = await vault.nameCopies(2);
    copySmallFiles({ files: [{ path: join(folder, 'a.eml'), temp: temps[0] ?? '' }] });

    await vault.dropCopies(temps);

    expect(readdirSync(join(folder, 'objects'))).toEqual([]);
  });
});
