import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { ContainerKind, UnpackRequest } from '../../../electron/engine/ingest/containers/container';
import { type RunUnpack, UnpackBroken, unpackStream } from '../../../electron/engine/ingest/containers/unpack-stream';
import { UNPACKERS } from '../../../electron/engine/ingest/containers/unpackers';
import { gzipped, tarOf, zipOf } from '../../helpers/archives';
import { tempFolder } from '../../helpers/temp-folder';

function requestFor(kind: ContainerKind, content: Buffer): UnpackRequest {
  const path = join(tempFolder('in'), 'x');
  writeFileSync(path, content);
  const staging = { folder: tempFolder('staging'), id: '0123456789abcdef' };
  return { kind, path, name: 'x', from: 0, bytesLeft: 512 << 20, itemsLeft: 10, staging };
}

test('a large file in an archive gives signs of work before it is there', async () => {
  const content = Buffer.alloc(40 << 20, 'a line of text\n');
  const zip = zipOf([{ name: 'large', content }]);
  const archives: readonly (readonly [ContainerKind, Buffer])[] = [
    ['zip', zip],
    ['zip', zip.subarray(0, -30)],
    ['tar', tarOf([{ name: 'large', content }])],
    ['gzip', gzipped(content)],
    ['gzip', gzipped(tarOf([{ name: 'large', content }]))],
  ];
  for (const [kind, bytes] of archives) {
    let signs = 0;
    const items = UNPACKERS[kind](requestFor(kind, bytes), () => {
      signs += 1;
    });
    expect(await items.next()).toMatchObject({ value: { kind: 'file' } });
    expect(signs).toBeGreaterThanOrEqual(4);
    await items.return({ variant: '', remarks: [], problem: null });
  }
});

const END = { variant: '', remarks: [], problem: null };

/** Takes three times as long as it may for one item, with signs of work or without. */
function slowRun(gives: (port: MessagePort) => void): RunUnpack {
  return async ({ port }, signal) => {
    for (let turn = 0; turn < 60 && !signal.aborted; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      gives(port);
    }
    if (signal.aborted) {
      throw new Error('ended');
    }
    port.postMessage({ kind: 'end', end: END });
  };
}

test('who gives signs of work is waited for, who gives none is ended', async () => {
  const request = requestFor('zip', Buffer.alloc(0));
  const working = unpackStream(
    slowRun((port) => port.postMessage({ kind: 'working' })),
    request,
    undefined,
    1000,
  );
  expect(await working.next()).toEqual({ done: true, value: END });
  const silent = unpackStream(
    slowRun(() => undefined),
    request,
    undefined,
    1000,
  );
  await expect(silent.next()).rejects.toThrow(UnpackBroken);
});

test('gzip: the name and time of the file as it was packed are told, and an empty file is no damage', async () => {
  const packed = gzipped(Buffer.from('content'));
  const flags = packed.subarray(0, 4);
  flags.writeUInt8(8, 3);
  const time = Buffer.alloc(4);
  time.writeUInt32LE(1_583_143_200);
  const named = Buffer.concat([flags, time, packed.subarray(8, 10), Buffer.from('secret.eml\0'), packed.subarray(10)]);
  const items = UNPACKERS.gzip({ ...requestFor('gzip', named), name: 'harmless.gz' });
  expect(await items.next()).toMatchObject({
    value: {
      path: 'harmless',
      modifiedAt: '2020-03-02T10:00:00.000Z',
      remarks: ['It was packed under the name "secret.eml".'],
    },
  });
  const empty = UNPACKERS.gzip(requestFor('gzip', gzipped(Buffer.alloc(0))));
  expect(await empty.next()).toMatchObject({ done: true, value: { problem: 'a gzip archive of an empty file' } });
});
