import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { type Entry, fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { readZipDirectory, readZipPlace } from '../../../shared/packet-format/zip/zip-directory';
import { judgeEntries, overlapProblem } from '../../../shared/packet-format/zip/zip-rules';
import fc from '../../helpers/properties';

const reader = (bytes: Uint8Array) => async (start: number, end: number) => bytes.subarray(start, end);

async function archive(files: Readonly<Record<string, string>>, forceZip64Format = false): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(text), name, { forceZip64Format });
  }
  zip.end({ forceZip64Format, comment: '' });
  return await buffer(zip.outputStream);
}

/** The same by another reader. */
async function byYauzl(bytes: Buffer): Promise<readonly object[]> {
  const zip = await fromBufferPromise(bytes, { decodeStrings: false });
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries.map((entry) => ({
    name: Buffer.from(entry.fileName).toString('latin1'),
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    packed: entry.compressedSize,
    unpacked: entry.uncompressedSize,
    externalAttributes: entry.externalFileAttributes,
    start: entry.relativeOffsetOfLocalHeader,
  }));
}

const FILES = { 'packet/bagit.txt': 'bag', 'packet/data/a.eml': 'a'.repeat(5_000), 'packet/empty': '' };

describe('the list of a zip archive', () => {
  test.each([false, true])('is read as another reader reads it, with 64-bit sizes: %s', async (isWide) => {
    const bytes = await archive(FILES, isWide);

    const entries = await readZipDirectory(reader(bytes), bytes.length);

    expect(entries).toEqual(await byYauzl(bytes));
    expect(entries).toHaveLength(3);
  });

  test('leads to each entry’s own header and to its bytes', async () => {
    const bytes = await archive(FILES);
    const entries = (await readZipDirectory(reader(bytes), bytes.length)) ?? [];

    const places = await Promise.all(entries.map((entry) => readZipPlace(reader(bytes), bytes.length, entry)));

    expect(places.map((place) => place?.name)).toEqual(Object.keys(FILES));
    expect(await overlapProblem(entries, (entry) => readZipPlace(reader(bytes), bytes.length, entry))).toBeUndefined();
    expect(judgeEntries(entries)).toMatchObject({ problems: [], isBomb: false });
    expect([...judgeEntries(entries).files.keys()]).toEqual(['bagit.txt', 'data/a.eml', 'empty']);
  });

  test('may be followed by a comment, and by nothing else', async () => {
    const bytes = await archive(FILES);
    const commented = Buffer.concat([bytes, Buffer.from('hello')]);
    commented.writeUInt16LE(5, bytes.length - 2);

    expect(await readZipDirectory(reader(commented), commented.length)).toHaveLength(3);
    const more = Buffer.concat([bytes, Buffer.from('hello')]);
    expect(await readZipDirectory(reader(more), more.length)).toBeUndefined();
  });

  test.each([
    ['nothing', (_: Buffer) => Buffer.alloc(0)],
    ['the first half', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['without its first byte', (bytes: Buffer) => bytes.subarray(1)],
    ['with a byte in front', (bytes: Buffer) => Buffer.concat([Buffer.from('x'), bytes])],
  ])('%s of an archive is none', async (_, spoil) => {
    const bytes = spoil(await archive(FILES));

    expect(await readZipDirectory(reader(bytes), bytes.length)).toBeUndefined();
  });

  test('of an archive with one byte changed is read or refused, never an error, and never names what is not there', async () => {
    const bytes = await archive(FILES);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const spoiled = Buffer.from(bytes);
        spoiled[at] = value;
        const entries = (await readZipDirectory(reader(spoiled), spoiled.length)) ?? [];
        for (const entry of entries) {
          const place = await readZipPlace(reader(spoiled), spoiled.length, entry);
          expect(place === undefined || place.dataStart + entry.packed <= spoiled.length).toBe(true);
        }
        judgeEntries(entries);
      }),
      { numRuns: 500 },
    );
  });

  test('of any bytes is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const end = Buffer.from('504b0506000000000100010000000000000000000000', 'hex');
        const bytes = Buffer.concat([noise, end]);
        await readZipDirectory(reader(bytes), bytes.length);
      }),
    );
  });
});
