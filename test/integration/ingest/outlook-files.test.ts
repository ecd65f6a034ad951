/** Outlook's files against independent readers: readpst where installed, and the counts that were taken elsewhere. */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { tempFolder } from '../../helpers/temp-folder';
import { allRows, newWorkbench, type Workbench } from './workbench';

// CommonJS with a default export, which has to be taken by its own way.
const { default: MsgReader }: typeof import('@kenjiuno/msgreader') = createRequire(import.meta.url)(
  '@kenjiuno/msgreader',
);

const root = resolve(import.meta.dirname, '../../..');
const corpora = resolve(root, '../shared/corpora');
const examples = join(root, 'node_modules/pst-extractor/example/testdata');
const isHere = existsSync(corpora) && existsSync(examples);
if (!isHere) {
  console.log('Skipped: the shared corpora are not on this computer (../shared/corpora).');
}
const hasReadpst = spawnSync('readpst', ['-V']).error === undefined;
if (!hasReadpst) {
  console.log('Skipped the comparison with readpst: it is not installed (Debian: pst-utils).');
}

/** Items of each file: by our reader, and why that is more than `readpst -S -j0` has where it is. */
const FILES: readonly (readonly [string, number, string])[] = [
  ['dist-list.pst', 4, 'a free/busy item and a distribution list, which readpst writes nowhere'],
  ['passworded.pst', 3, 'a free/busy item and a distribution list, which readpst writes nowhere'],
  ['testPST.pst', 7, ''],
  ['testPST_variousBodyTypes.pst', 4, ''],
  ['enron.pst', 71, ''],
  ['pstextractortest@outlook.com.ost', 183, 'one item in Sync Issues'],
  ['pstextractortestpdf@outlook.com.ost', 162, ''],
];

function placeOf(name: string): string {
  const places = [examples, join(corpora, 'formats/pst/java-libpst'), join(corpora, 'formats/tika/tika')];
  return places.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}

describe.skipIf(!isHere)('Outlook data files', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  });

  test.each(FILES)('%s: %i items', async (name, items) => {
    const { evidence } = await bench.importPaths([placeOf(name)]);
    const [item] = evidence;
    expect(item).toMatchObject({ format: 'pst', setAside: [] });
    const rows = allRows(bench.catalogue, `evidence:${item?.number}`);
    expect(rows.filter(({ parent }) => parent === null)).toHaveLength(items);
    expect(rows.every(({ origin, parent }) => (parent === null ? origin === 'rebuilt' : origin !== 'acquired'))).toBe(
      true,
    );
    expect(rows.every(({ source }) => source.startsWith(`${name}/`))).toBe(true);
    const stated = readFileSync(join(corpora, 'truth/pst_counts.tsv'), 'utf8')
      .split('\n')
      .find((line) => line.includes(name));
    expect(items).toBeGreaterThanOrEqual(Number(stated?.split('\t')[2]));
  });

  test('a message attached to an item of a data file is one of its own, with its text', () => {
    const rows = allRows(bench.catalogue).filter(({ source }) => source.startsWith('testPST.pst/'));
    const holder = rows.find(({ subject }) => subject === 'FW: First email');
    const [inner] = rows.filter(({ parent }) => parent === holder?.ref);
    expect(inner).toMatchObject({ subject: 'First email', origin: 'enclosed' });
    const path = join(bench.store.paths.objects, holder?.sha256.slice(0, 2) ?? '', holder?.sha256.slice(2) ?? '');
    const text = readFileSync(path, 'latin1');
    expect(text).toContain('Content-Type: message/rfc822');
    expect(text.slice(text.indexOf('message/rfc822'))).toMatch(/first email/i);
  });

  test.skipIf(!hasReadpst)('every Message-ID and subject that readpst finds is found', () => {
    for (const [name, items, more] of FILES) {
      const out = tempFolder('readpst');
      execFileSync('readpst', ['-S', '-j0', '-o', out, placeOf(name)], { stdio: 'ignore' });
      const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) =>
        /(?:^|\/)\d+(?:\.ics|\.vcf)?$/.test(path),
      );
      if (more === '') {
        expect([name, items]).toEqual([name, files.length]);
      }
      const theirs = files.flatMap((path) => idOf(readFileSync(join(out, path), 'latin1')) ?? []);
      const ours = new Set(
        allRows(bench.catalogue)
          .filter(({ source, parent }) => source.startsWith(`${name}/`) && parent === null)
          .flatMap(
            ({ sha256 }) =>
              idOf(readFileSync(join(bench.store.paths.objects, sha256.slice(0, 2), sha256.slice(2)), 'latin1')) ?? [],
          ),
      );
      expect([name, theirs.filter((id) => !ours.has(id))]).toEqual([name, []]);
    }
  });

  test('the same file gives the same bytes again, and the case verifies', async () => {
    const again = await bench.importPaths([placeOf('testPST.pst')]);
    const first = allRows(bench.catalogue).filter(({ source }) => source.startsWith('testPST.pst/'));
    const half = first.length / 2;
    expect(again.messages).toBe(half);
    expect(first.slice(half).map(({ sha256 }) => sha256)).toEqual(first.slice(0, half).map(({ sha256 }) => sha256));
    await bench.close();
    expect((await verifyCase(bench.store.dir)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});

/** Bytes of another code page that were read as Latin text: control characters of the upper half stand in them. */
function isOther(text: string): boolean {
  return [...text].some((sign) => sign.charCodeAt(0) >= 0x80 && sign.charCodeAt(0) < 0xa0);
}

function idOf(message: string): string | undefined {
  return /^message-id:\s*(<[^>\r\n]*>)/im.exec(message.slice(0, Math.max(message.search(/\r?\n\r?\n/), 0)))?.[1];
}

describe.skipIf(!isHere)('Outlook messages', () => {
  test('subject, attachments and attached messages agree with an independent reader', async () => {
    const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
    const folder = join(corpora, 'formats/msg/hiraoka-msgreader/test');
    const names = readdirSync(folder).filter((name) => name.endsWith('.msg'));
    for (const name of names) {
      const bytes = readFileSync(join(folder, name));
      const reader = new MsgReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      const theirs = reader.getFileData();
      const { evidence } = await bench.importPaths([join(folder, name)]);
      const rows = allRows(bench.catalogue, `evidence:${evidence[0]?.number}`);
      expect([name, rows[0]?.origin, rows[0]?.source]).toEqual([name, 'rebuilt', '']);
      const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
      const subject = squeezed(rows[0]?.subject ?? '');
      // It has to be told what strings are in that are not Unicode; ours finds it in the message.
      expect([name, subject]).toEqual([name, isOther(theirs.subject ?? '') ? subject : squeezed(theirs.subject ?? '')]);
      expect(subject).not.toContain('\ufffd');
      // A message in a file of its own (.eml) is none to the other reader.
      const inner = (theirs.attachments ?? []).filter(
        ({ innerMsgContent, fileName = '' }) => innerMsgContent === true || fileName.endsWith('.eml'),
      );
      const direct = rows.filter(({ parent }) => parent === rows[0]?.ref);
      expect([name, direct.length]).toEqual([name, inner.length]);
    }
    console.log(`${names.length} .msg files compared with msgreader; ${basename(folder)}`);
    await bench.close();
  });
});
