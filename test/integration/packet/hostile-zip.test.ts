/** Archives made to climb, to hide, to lie or to burst. */
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { buildIn, makeContent, makeLabSigner, withFolder } from './packet-lab';

async function zipOf(path: string, names: readonly string[], mode = 0o100644): Promise<void> {
  const zip = new ZipFile();
  for (const name of names) {
    zip.addBuffer(Buffer.from('bagit'), name, { mode });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** Replaces a name in the whole file: in the list at the end and in front of the bytes. */
async function rewrite(path: string, from: string, to: string, only?: 'first'): Promise<void> {
  const text = (await readFile(path)).toString('latin1');
  const changed = only === 'first' ? text.replace(from, to) : text.replaceAll(from, to);
  await writeFile(path, Buffer.from(changed, 'latin1'));
}

const nameProblem = async (path: string) => (await verifyPacket(path)).checks[0];

describe('a hostile archive', () => {
  test.each([
    ['climbs', 'packet/../evil.txt'],
    ['climbs with backslashes', 'packet/..\\evil.tx'],
    ['starts at the root', '/acket/aa/evil.txt'],
    ['names a drive', 'C:cket/aa/evil.txt'],
    ['holds a control character', 'packet/a\u0007/evil.txt'],
    ['holds a percent sign', 'packet/%a/evil.txt'],
  ])('whose name %s is refused', async (_, name) => {
    await withFolder(async (folder) => {
      const path = join(folder, 'packet.zip');
      await zipOf(path, ['packet/bagit.txt', 'packet/aa/evil.txt']);
      await rewrite(path, 'packet/aa/evil.txt'.slice(0, name.length), name);

      expect(await nameProblem(path)).toMatchObject({ name: 'File names', ok: false });
    });
  });

  test('with the same name twice is refused', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'packet.zip');
      await zipOf(path, ['packet/bagit.txt', 'packet/bagit.txt']);

      const { checks } = await verifyPacket(path);

      expect(checks.every((check) => check.ok)).toBe(false);
    });
  });

  test('of a whole packet with one entry twice names it', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer), true);
      await rewrite(path, 'data/exhibits/B.eml', 'data/exhibits/A.eml');

      expect(await nameProblem(path)).toMatchObject({ ok: false, detail: expect.stringContaining('A.eml') });
    });
  });

  test('with two names for one entry is refused', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer), true);
      await rewrite(path, 'data/exhibits/A.eml', 'data/exhibits/Q.eml', 'first');

      expect(await nameProblem(path)).toMatchObject({
        ok: false,
        detail: expect.stringContaining('two different names'),
      });
    });
  });

  test('with a link inside is refused', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'packet.zip');
      await zipOf(path, ['packet/bagit.txt'], 0o120777);

      expect((await verifyPacket(path)).ok).toBe(false);
    });
  });

  test('with bytes in front of its first entry is refused', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer), true);
      await writeFile(path, Buffer.concat([Buffer.from('#!/bin/sh\n'), await readFile(path)]));

      const outcome = await verifyPacket(path).then(
        (verification) => verification.ok,
        () => false,
      );
      expect(outcome).toBe(false);
    });
  });

  test('that unpacks to far too much is refused without unpacking', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'packet.zip');
      const zip = new ZipFile();
      zip.addBuffer(Buffer.from('bagit'), 'packet/bagit.txt');
      for (let index = 0; index < 3; index += 1) {
        zip.addBuffer(Buffer.alloc(200 * 1024 ** 2), `packet/data/${index}.bin`);
      }
      zip.end();
      await pipeline(zip.outputStream, createWriteStream(path));

      const { checks } = await verifyPacket(path);

      expect(checks[0]).toMatchObject({ ok: false, detail: expect.stringContaining('unpack') });
    });
  });

  test.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('not a zip at all')],
    ['half a zip', Buffer.from('504b0304', 'hex')],
  ])('that is %s is not a packet: a plain sentence', async (_, bytes) => {
    await withFolder(async (folder) => {
      const path = join(folder, 'packet.zip');
      await writeFile(path, bytes);

      await expect(verifyPacket(path)).rejects.toMatchObject({ code: 'not-a-packet' });
    });
  });

  test('a folder that is something else, and a path with nothing: plain sentences', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'notes.txt'), 'x');

      await expect(verifyPacket(folder)).rejects.toMatchObject({ code: 'not-a-packet' });
      await expect(verifyPacket(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  test('a verification can be cancelled', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));
      const stop = new AbortController();

      const verifying = verifyPacket(path, { signal: stop.signal, onProgress: () => stop.abort() });

      await expect(verifying).rejects.toMatchObject({ code: 'cancelled' });
    });
  });
});
