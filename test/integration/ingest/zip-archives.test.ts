import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { UnpackEnd, UnpackedItem } from '../../../electron/engine/ingest/containers/container';
import { unpackZip } from '../../../electron/engine/ingest/containers/zip';
import { zipOf } from '../../helpers/archives';
import { tempFolder } from '../../helpers/temp-folder';
import { mail } from '../../unit/ingest/mail';

interface Outcome {
  readonly items: readonly UnpackedItem[];
  readonly end: UnpackEnd;
  /** Path and text of each file. */
  readonly files: Readonly<Record<string, string>>;
  /** Path and reason of what was set aside. */
  readonly asides: Readonly<Record<string, string>>;
}

async function unpack(content: Buffer, limits: { readonly from?: number; readonly items?: number } = {}) {
  const path = join(tempFolder('zip'), 'x.zip');
  writeFileSync(path, content);
  return await unpackPath(path, limits);
}

async function unpackPath(
  path: string,
  { from = 0, items: itemsLeft = 1000 }: { readonly from?: number; readonly items?: number } = {},
): Promise<Outcome> {
  const staging = { folder: tempFolder('staging'), id: '0123456789abcdef' };
  const all = unpackZip({ kind: 'zip', path, name: 'x.zip', from, bytesLeft: 512 << 20, itemsLeft, staging });
  const items: UnpackedItem[] = [];
  for (;;) {
    const next = await all.next();
    if (next.done === true) {
      const files = items.flatMap((item) => (item.kind === 'file' ? [[item.path, textOf(item.content)]] : []));
      const asides = items.flatMap((item) => (item.kind === 'aside' ? [[item.path, item.reason.split(';')[0]]] : []));
      return { items, end: next.value, files: Object.fromEntries(files), asides: Object.fromEntries(asides) };
    }
    items.push(next.value);
  }
}

function textOf(content: Uint8Array | { readonly staged: string }): string {
  return (content instanceof Uint8Array ? Buffer.from(content) : readFileSync(content.staged)).toString('latin1');
}

interface Own {
  readonly content: string;
  readonly method?: 0 | 8;
  /** Sum and sizes behind the bytes; `bare` without the signature in front of them. */
  readonly behind?: 'signed' | 'bare';
  readonly flags?: number;
  readonly statedMethod?: number;
  readonly version?: number;
  readonly statedSize?: number;
  readonly crc?: number;
}

/** A file with its own header, for a place that no list names. */
function own(name: string, { content, method = 8, behind, flags = 0, ...odd }: Own): Buffer {
  const bytes = Buffer.from(content);
  const packed = method === 8 ? deflateRawSync(bytes) : bytes;
  const sums = Buffer.alloc(12);
  sums.writeUInt32LE(odd.crc ?? crc32(bytes), 0);
  sums.writeUInt32LE(odd.statedSize ?? packed.length, 4);
  sums.writeUInt32LE(bytes.length, 8);
  const fixed = Buffer.alloc(30);
  fixed.write('PK\x03\x04', 0, 'latin1');
  fixed.writeUInt16LE(odd.version ?? 20, 4);
  fixed.writeUInt16LE(flags | (behind === undefined ? 0 : 8), 6);
  fixed.writeUInt16LE(odd.statedMethod ?? method, 8);
  fixed.writeUInt16LE(Buffer.byteLength(name), 26);
  if (behind === undefined) {
    sums.copy(fixed, 14);
  }
  const descriptor = behind === 'signed' ? [Buffer.from('PK\x07\x08', 'latin1'), sums] : [sums];
  return Buffer.concat([fixed, Buffer.from(name), packed, ...(behind === undefined ? [] : descriptor)]);
}

/** Puts bytes in front of the list of an archive, and says so at its end. */
function withUnlisted(zip: Buffer, hidden: Buffer): Buffer {
  const end = zip.length - 22;
  const list = zip.readUInt32LE(end + 16);
  const whole = Buffer.concat([zip.subarray(0, list), hidden, zip.subarray(list)]);
  whole.writeUInt32LE(list + hidden.length, end + hidden.length + 16);
  return whole;
}

const a = mail({ subject: 'a' });
const b = mail({ subject: 'b' });
const listed = zipOf([{ name: 'a.eml', content: a }]);
const LEFT_OUT =
  'Files that its list does not name: 1. They are under "(not in the list)"; most programs do not show them.';

test('a file that the list does not name is taken in under a name that says so, however its size is known', async () => {
  const forms: readonly Own[] = [
    { content: b },
    { content: b, method: 0 },
    { content: b, behind: 'signed' },
    { content: b, behind: 'bare' },
    { content: b, method: 0, behind: 'signed' },
  ];
  for (const form of forms) {
    const { items, files, end } = await unpack(withUnlisted(listed, own('in/b.eml', form)));
    expect(files).toEqual({ 'a.eml': a, '(not in the list)/in/b.eml': b });
    const at = listed.length - 22 - 46 - 5;
    expect(items[1]).toMatchObject({
      ordinal: 1,
      remarks: [`The list of its archive does not name it; it was found by its own header, at byte ${at}.`],
    });
    expect(end.remarks).toEqual([LEFT_OUT]);
  }
});

test('it is found between listed files, in the comment at the end, and where the count of the list leaves it out', async () => {
  const two = zipOf([
    { name: 'a.eml', content: a },
    { name: 'b.eml', content: b },
  ]);
  const fewer = Buffer.from(two);
  fewer.writeUInt16LE(1, two.length - 22 + 8);
  fewer.writeUInt16LE(1, two.length - 22 + 10);
  expect((await unpack(fewer)).files).toEqual({ 'a.eml': a, '(not in the list)/b.eml': b });
  const comment = own('b.eml', { content: b });
  const commented = Buffer.concat([listed, comment]);
  commented.writeUInt16LE(comment.length, listed.length - 2);
  expect((await unpack(commented)).files).toEqual({ 'a.eml': a, '(not in the list)/b.eml': b });
});

test('what cannot be read of them is set aside with the reason', async () => {
  const hidden = Buffer.concat([
    own('locked.eml', { content: b, flags: 1 }),
    own('lzma.eml', { content: b, statedMethod: 14 }),
    own('../climb.eml', { content: b }),
    own('open.eml', { content: b, method: 0, behind: 'bare' }),
    own('sum.eml', { content: b, crc: 1 }),
    own('folder/', { content: '', method: 0 }),
  ]);
  const { files, asides, items } = await unpack(withUnlisted(listed, hidden));
  expect(asides).toEqual({
    '(not in the list)/locked.eml': 'it is encrypted with a password',
    '(not in the list)/lzma.eml': 'it is packed in a way that is not read (method 14)',
    '(not in the list)/../climb.eml': 'its name climbs out of the archive (..)',
    '(not in the list)/open.eml': 'its bytes are missing or damaged',
  });
  expect(files).toEqual({ 'a.eml': a, '(not in the list)/sum.eml': b });
  expect(items.at(-1)).toMatchObject({ remarks: [expect.anything(), expect.stringContaining('damaged')] });
  // A name or version that no program writes hides nothing whose bytes are whole.
  const odd = Buffer.concat([own('b\0.eml', { content: b }), own('c.eml', { content: b, version: 200 })]);
  const found = await unpack(withUnlisted(listed, odd));
  expect(Object.keys(found.asides)).toEqual(['(not in the list)/b\0.eml']);
  expect(Object.keys(found.files)).toEqual(['a.eml', '(not in the list)/c.eml']);
});

test('the work goes on behind what was sent, and ends at the limit of items', async () => {
  const zip = withUnlisted(
    listed,
    Buffer.concat([own('b', { content: b }), own('c', { content: 'c' }), own('d', { content: 'd' })]),
  );
  expect((await unpack(zip, { from: 2 })).files).toEqual({ '(not in the list)/c': 'c', '(not in the list)/d': 'd' });
  const cut = await unpack(zip, { items: 3 });
  expect(Object.keys(cut.files)).toEqual(['a.eml', '(not in the list)/b', '(not in the list)/c']);
  expect(cut.end.remarks.at(-1)).toContain('what lies behind was not searched');
});

test('honest archives raise no alarm', async () => {
  const inner = zipOf([{ name: 'inner.eml', content: b }]);
  const nested = zipOf([
    { name: 'folder/', content: '', store: true },
    { name: 'inner.zip', content: inner, store: true },
    { name: 'a.eml', content: a },
  ]);
  const cases: readonly Buffer[] = [
    nested,
    // Blocks of signatures between files and list, padding, and a header's first bytes alone.
    withUnlisted(nested, Buffer.from('APK Sig Block 42')),
    withUnlisted(nested, Buffer.alloc(5000)),
    withUnlisted(nested, Buffer.from('PK\x03\x04PK\x03\x04 and so on, as in a program that reads archives\0')),
  ];
  for (const zip of cases) {
    const { files, asides, end } = await unpack(zip);
    expect(Object.keys(files)).toEqual(['inner.zip', 'a.eml']);
    expect({ asides, remarks: end.remarks }).toEqual({ asides: {}, remarks: [] });
  }
});

test('bytes in front of an archive and behind it: its list is read, and it is told', async () => {
  const front = Buffer.alloc(1000, 'a program ');
  const zip = zipOf([
    { name: 'a.eml', content: a, store: true },
    { name: 'b.eml', content: b },
  ]);
  const behind = await unpack(Buffer.concat([zip, Buffer.from('garbage')]));
  expect(behind.files).toEqual({ 'a.eml': a, 'b.eml': b });
  expect(behind.end.remarks).toEqual(['It is a part of its file: 7 bytes behind it.']);
  const both = await unpack(Buffer.concat([front, zip, Buffer.from('garbage')]));
  expect(both.files).toEqual({ 'a.eml': a, 'b.eml': b });
  expect(both.end).toEqual({
    variant: '',
    remarks: ['It is a part of its file: 1000 bytes in front of it, 7 bytes behind it.'],
    problem: null,
  });
});

test('two archives in one file: the last list is read, the other files are taken in, and both lists are told', async () => {
  const { files, end } = await unpack(Buffer.concat([zipOf([{ name: 'b.eml', content: b }]), listed]));
  expect(files).toEqual({ 'a.eml': a, '(not in the list)/b.eml': b });
  expect(end.remarks).toContain(
    'It holds more than one list of files; programs differ on which one they read. The last one was read.',
  );
  expect(end.remarks).toContain(LEFT_OUT);
  // The first list fits the last one's offsets: which files it names depends on nothing but the reader.
  const twins = await unpack(Buffer.concat([zipOf([{ name: 'b.eml', content: a }]), listed]));
  expect(Object.values(twins.files)).toEqual([a, a]);
  expect(twins.end.remarks.join()).toContain('more than one list');
});

test('a file whose own header says something else than the list', async () => {
  const zip = Buffer.from(listed);
  zip.write('z.eml', 30);
  expect((await unpack(zip)).items[0]).toMatchObject({
    path: 'a.eml',
    remarks: ['Its own header names it "z.eml"; the list of the archive names it "a.eml".'],
  });
  const sizes = Buffer.from(listed);
  sizes.writeUInt32LE(5, 22);
  expect((await unpack(sizes)).items[0]).toMatchObject({
    remarks: [expect.stringContaining('Its own header gives 5 bytes')],
  });
});

test('names in an older code page are no places on the disk', async () => {
  const { files, asides } = await unpack(zipOf([{ name: Buffer.from('9384fa2e656d6c', 'hex'), content: a }]));
  expect({ files, asides }).toEqual({ files: { '\\x93\\x84\\xfa.eml': a }, asides: {} });
});

test('a folder by its name that has content is a file', async () => {
  const { files } = await unpack(zipOf([{ name: 'a.eml/', content: a }]));
  expect(files).toEqual({ 'a.eml/': a });
});

test('without a list: stored files of unknown length, empty files, and what came out before damage', async () => {
  const long = Array.from({ length: 40_000 }, (_, n) => Math.sin(n)).join(' ');
  const damaged = own('long.txt', { content: long });
  damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 2000);
  const zip = Buffer.concat([
    own('a.eml', { content: a, method: 0, behind: 'signed' }),
    own('empty', { content: '', method: 0 }),
    damaged,
    own('b.eml', { content: b, behind: 'bare' }),
  ]);
  const { files, end } = await unpack(zip);
  expect(files).toMatchObject({ 'a.eml': a, empty: '', 'b.eml': b });
  expect(long.startsWith(files['long.txt']?.slice(0, 1000) ?? '-')).toBe(true);
  expect(end.remarks[0]).toContain('4 files were found by their own headers.');
});

test('what is made to be searched without end is searched to a stated place', async () => {
  const path = join(tempFolder('zip'), 'headers.zip');
  const block = Buffer.alloc(1 << 20, 'PK\x03\x04', 'latin1');
  const file = openSync(path, 'w');
  for (let n = 0; n < 64; n += 1) {
    writeSync(file, block);
  }
  closeSync(file);
  expect((await unpackPath(path)).end.problem).toContain('nothing in it could be read');
  // Each header begins a stream that holds all the others and ends nowhere: what is read in vain is counted.
  const header = own('x', { content: '', behind: 'bare' }).subarray(0, 31);
  const storedBlock = Buffer.from('001f00e0ff', 'hex');
  const units = Array.from({ length: 20_000 }, () => Buffer.concat([header, storedBlock]));
  const { end, items } = await unpack(Buffer.concat(units), { items: 1_000_000 });
  expect(items.length).toBeLessThan(200);
  expect(end.remarks.join()).toContain('what lies behind was not searched');
});

test.skipIf(!hasZip())('archives of a common program, changed in place, raise no alarm', async () => {
  const folder = tempFolder('zip');
  const zip = (...args: readonly string[]) => execFileSync('zip', ['-q', ...args], { cwd: folder });
  for (const name of ['a.eml', 'b.eml', 'c.eml']) {
    writeFileSync(join(folder, name), mail({ subject: name }));
  }
  zip('x.zip', 'a.eml', 'b.eml');
  zip('-g', 'x.zip', 'c.eml');
  writeFileSync(join(folder, 'b.eml'), mail({ subject: 'changed' }));
  zip('x.zip', 'b.eml');
  zip('-d', 'x.zip', 'a.eml');
  const path = join(folder, 'x.zip');
  const { files, end } = await unpackPath(path);
  expect(Object.keys(files).sort()).toEqual(['b.eml', 'c.eml']);
  expect(end.remarks).toEqual([]);
});

function hasZip(): boolean {
  try {
    execFileSync('zip', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
