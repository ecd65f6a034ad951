import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { UnpackedItem, UnpackRequest } from '../../../electron/engine/ingest/containers/container';
import { unpackTarStream } from '../../../electron/engine/ingest/containers/tar';
import { type TarMember, tarOf } from '../../helpers/archives';
import fc from '../../helpers/properties';
import { tempFolder } from '../../helpers/temp-folder';
import { sha256 } from './split';

async function unpack(tar: Buffer, bytesLeft = 64 << 20): Promise<readonly UnpackedItem[]> {
  const staging = { folder: tempFolder('staging'), id: '0123456789abcdef' };
  const request: UnpackRequest = { kind: 'tar', path: '', name: 'a.tar', from: 0, bytesLeft, itemsLeft: 100, staging };
  const items: UnpackedItem[] = [];
  const input = async function* () {
    yield tar;
  };
  for await (const item of unpackTarStream(input(), request)) {
    items.push(item);
  }
  return items;
}

const contentOf = (item: UnpackedItem | undefined): Buffer | undefined =>
  item?.kind === 'file' && item.content instanceof Uint8Array ? Buffer.from(item.content) : undefined;

function pax(records: Readonly<Record<string, string>> | readonly (readonly [string, string])[]): TarMember {
  const pairs = Array.isArray(records) ? records : Object.entries(records);
  const content = pairs.map(([key, value]) => {
    const rest = ` GNU.sparse.${key}=${value}\n`;
    const length = rest.length + 2 > 99 ? rest.length + 3 : rest.length + 2;
    return `${length}${rest}`;
  });
  return { name: 'PaxHeaders/x', type: 'x', content: content.join('') };
}

const data = 'From: a@example.com\n\nbody\ntail\n';
const [front, tail] = [data.slice(0, 26), data.slice(26)];
const whole = Buffer.concat([Buffer.from(front), Buffer.alloc(974), Buffer.from(tail), Buffer.alloc(995)]);
const after: TarMember = { name: 'after.eml', content: data };
const FORMS: readonly (readonly [string, readonly TarMember[]])[] = [
  [
    '0.0',
    [
      pax([
        ['size', '2000'],
        ['numblocks', '2'],
        ['offset', '0'],
        ['numbytes', '26'],
        ['offset', '1000'],
        ['numbytes', '5'],
      ]),
      { name: 'holes.eml', content: data },
    ],
  ],
  [
    '0.1',
    [
      pax({ size: '2000', numblocks: '2', name: 'holes.eml', map: '0,26,1000,5' }),
      { name: 'GNUSparseFile.1/holes.eml', content: data },
    ],
  ],
  [
    '1.0',
    [
      pax({ major: '1', minor: '0', name: 'holes.eml', realsize: '2000' }),
      { name: 'GNUSparseFile.1/holes.eml', content: `${'3\n0\n26\n1000\n5\n2000\n0\n'.padEnd(512, '\0')}${data}` },
    ],
  ],
];

describe('files with holes', () => {
  test.each(FORMS)(
    'pax, version %s: NUL bytes in the holes, under its own name, and the next file',
    async (_, members) => {
      const items = await unpack(tarOf([...members, after]));
      expect(items.map(({ path }) => path)).toEqual(['holes.eml', 'after.eml']);
      expect(contentOf(items[0])).toEqual(whole);
      expect(contentOf(items[1])?.toString()).toBe(data);
      expect(items[0]).toMatchObject({
        remarks: ['It was stored with holes (GNU sparse): 1969 NUL bytes in it do not lie in the archive.'],
      });
    },
  );

  test.each([
    ['pieces behind the end', '0,26,1998,5'],
    ['pieces over one another', '0,26,20,5'],
    ['more than the archive holds', '0,26,1000,50'],
    ['no numbers', '0,x'],
    ['an odd number of them', '0,26,1000'],
  ])('a map with %s: named, and the next file is there', async (_, map) => {
    const items = await unpack(tarOf([pax({ size: '2000', map }), { name: 'holes.eml', content: data }, after]));
    expect(items[0]).toMatchObject({ kind: 'aside', reason: expect.stringContaining('whose map is damaged') });
    expect(contentOf(items[1])?.toString()).toBe(data);
  });

  test('a hole larger than what may come out is not filled', async () => {
    const map = pax({ size: String(2 ** 40), map: `0,26,${2 ** 40 - 5},5` });
    const items = await unpack(tarOf([map, { name: 'holes.eml', content: data }, after]));
    expect(items[0]).toMatchObject({ kind: 'aside', reason: expect.stringContaining('more would come out of it') });
    expect(contentOf(items[1])?.toString()).toBe(data);
  });

  test('a map of 1.0 that never ends is given up', async () => {
    const content = Buffer.alloc(4 << 20, '1000000\n');
    const items = await unpack(tarOf([pax({ major: '1', realsize: '5' }), { name: 'x', content }, after]));
    expect(items.map(({ kind }) => kind)).toEqual(['aside', 'file']);
  });

  test('any change of a byte: no exception, and nothing over the limit', async () => {
    const tars = FORMS.map(([, members]) => tarOf([...members, after]));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tars), fc.nat(4_000), fc.nat(255), async (tar, at, byte) => {
        const changed = Buffer.from(tar);
        changed[at % changed.length] = byte;
        const items = await unpack(changed, 100_000);
        const sizes = items.map((item) => contentOf(item)?.length ?? 0);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100_000);
      }),
    );
  });
});

const isGnuTar = (() => {
  try {
    return execFileSync('tar', ['--version'], { encoding: 'utf8' }).includes('GNU tar');
  } catch {
    return false;
  }
})();
if (!isGnuTar) {
  console.log('Skipped: GNU tar is not on this computer.');
}

test
  .skipIf(!isGnuTar)
  .each([
    ['--format=oldgnu'],
    ['--format=gnu'],
    ['--format=posix', '--sparse-version=0.0'],
    ['--format=posix', '--sparse-version=0.1'],
    ['--format=posix', '--sparse-version=1.0'],
  ])('as GNU tar writes it: %s %s', async (...form) => {
  const folder = tempFolder('holes');
  const file = openSync(join(folder, 'holes.mbox'), 'wx');
  // More pieces than one header holds.
  for (let n = 0; n < 40; n += 1) {
    writeSync(file, `From: a@example.com\nX-Number: ${n}\n`, n * 65_536);
  }
  ftruncateSync(file, 3 << 20);
  closeSync(file);
  const options = form.filter((one): one is string => one !== undefined);
  execFileSync('tar', [...options, '-S', '-cf', join(folder, 'a.tar'), '-C', folder, 'holes.mbox']);
  const tar = readFileSync(join(folder, 'a.tar'));
  const [item] = await unpack(tar);
  expect(sha256(contentOf(item) ?? '')).toBe(sha256(readFileSync(join(folder, 'holes.mbox'))));
  // A file system without holes gives an archive without them.
  const { blocks, size } = statSync(join(folder, 'holes.mbox'));
  expect(item?.kind === 'file' && item.remarks).toHaveLength(blocks * 512 < size ? 1 : 0);
});
