/** Mail in odd forms, taken in whole: what is listed, how it came, and that the case stands afterwards. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { importEvidence } from '../../../electron/engine/ingest/import-evidence';
import { readFileLines } from '../../../electron/engine/ingest/listing';
import { beginsWithCrLine } from '../../../electron/engine/ingest/readers/cr-lines';
import { HEAD_BYTES } from '../../../electron/engine/ingest/readers/reader';
import { readerFor } from '../../../electron/engine/ingest/readers/registry';
import { objectPath } from '../../../electron/engine/vault/object-path';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { sha256 } from '../../unit/ingest/split';
import { allRows, newWorkbench, plainRequest, reopen, type Workbench } from './workbench';

let bench: Workbench;
beforeAll(async () => {
  bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
});

const [one, two] = [mail({ subject: 'one' }), mail({ subject: 'two' })];
const attached = mail({
  headers: ['MIME-Version: 1.0', 'Content-Type: message/rfc822'],
  body: mail({ subject: 'enclosed' }),
});

async function take(name: string, content: Buffer | string) {
  const path = join(tempFolder('in'), name);
  writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
  const { evidence } = await bench.importPaths([path]);
  const rows = allRows(bench.catalogue, `evidence:${evidence[0]?.number}`);
  const view = bench.store.view.evidence.at(-1);
  const files = [];
  for await (const line of readFileLines(bench.store.vault, view ?? { format: '', ...noLists })) {
    files.push(line);
  }
  return { item: evidence[0], rows, files, subjects: rows.map(({ subject }) => subject) };
}

const noLists = { files: { sha256: '', bytes: 0 }, messageList: { sha256: '', bytes: 0 } };

test('ranges of the file: bare CR, MMDF, Babyl', async () => {
  const cr = await take('In', mbox([one, two]).replaceAll('\n', '\r'));
  expect(cr.item).toMatchObject({ format: 'mbox', messages: 2, setAside: [] });
  expect(cr.subjects).toEqual(['one', 'two']);
  const mark = '\u0001'.repeat(4);
  const mmdf = await take('box', [one, two].map((text) => `${mark}\n${text}${mark}\n`).join(''));
  expect(mmdf.rows.map((row) => [row.subject, row.sha256, row.origin])).toEqual([
    ['one', sha256(one), 'acquired'],
    ['two', sha256(two), 'acquired'],
  ]);
  expect(mmdf.files[0]).toMatchObject({ reader: 'mmdf', variant: 'mmdf', messages: 2 });
  const babyl = await take('RMAIL', `BABYL OPTIONS:\n\u001f\u000c\n0,,\n*** EOOH ***\n${one}\u001f`);
  expect(babyl.rows.map((row) => [row.sha256, row.origin])).toEqual([[sha256(one), 'acquired']]);
});

test('objects of their own, marked as rebuilt, the file kept whole: Babyl, UTF-16, quoted lines', async () => {
  const wide = Buffer.from(`\ufeff${attached}`, 'utf16le');
  const header = 'From: shown@example.com\n\n';
  const [own = '', body = ''] = one.split(/(?<=\n\n)/);
  for (const [name, content, expected, reader] of [
    ['RMAIL', `BABYL OPTIONS:\n\u001f\u000c\n1,,\n${own}*** EOOH ***\n${header}${body}\u001f`, [one], 'babyl'],
    ['saved.txt', wide, [attached, `${mail({ subject: 'enclosed' })}\n`], 'wide-mail'],
    ['header.txt', one.replace(/^/gm, '> '), [one], 'prefixed-headers'],
  ] as const) {
    const { rows, files, item } = await take(name, content);
    expect(item?.sha256).toBe(sha256(content));
    expect(readFileSync(objectPath(bench.store.paths.objects, sha256(content)))).toHaveLength(content.length);
    expect(rows.map((row) => row.sha256)).toEqual(expected.map((text) => sha256(text)));
    expect(rows[0]?.origin).toBe('rebuilt');
    expect(files[0]).toMatchObject({ reader, messages: expected.length, reason: null });
    const range = bench.catalogue.range(rows[0]?.ref ?? '');
    expect(range?.rebuilt).toMatchObject({ by: expect.stringContaining(`reader ${reader}`), missing: [] });
    expect(range?.rebuilt?.done?.length).toBeGreaterThan(0);
  }
});

test('pasted headers that are quoted: transcribed, with what was taken away', async () => {
  const pasted = Buffer.from('> Received: from a.example by b.example; Mon, 2 Mar 2020 10:00:05 +0000\n> Subject: x\n');
  const { evidence } = await importEvidence(bench, { ...plainRequest, pasted });
  expect(evidence[0]).toMatchObject({ format: 'transcribed', messages: 1, sha256: sha256(pasted) });
  const [row] = allRows(bench.catalogue, `evidence:${evidence[0]?.number}`);
  expect(row).toMatchObject({ origin: 'transcribed', subject: 'x' });
  expect(bench.catalogue.range(row?.ref ?? '')?.rebuilt?.done).toEqual(['"> " in front of 2 lines was taken away']);
});

test('text in UTF-16 that is no mail is set aside with a true reason', async () => {
  const { item } = await take('notes.txt', Buffer.from('\ufeffDear Bob, no header here.', 'utf16le'));
  expect(item?.setAside).toEqual([
    { where: 'notes.txt', reason: 'text in UTF-16 without header fields: not an email' },
  ]);
});

const corpora = resolve(import.meta.dirname, '../../../../shared/corpora');
const isHere = existsSync(corpora);
if (!isHere) {
  console.log('Skipped: the shared corpora are not on this computer (../shared/corpora).');
}

test.skipIf(!isHere)('of the files of the corpora none is taken for an odd form that is not one', async () => {
  const odd = new Map<string, string>();
  const bareCr: string[] = [];
  let files = 0;
  for (const entry of readdirSync(corpora, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) {
      continue;
    }
    files += 1;
    const path = join(entry.parentPath, entry.name);
    const head = readFileSync(path).subarray(0, HEAD_BYTES);
    const id = readerFor(head, entry.name)?.id ?? '';
    if (['babyl', 'mmdf', 'wide-mail', 'prefixed-headers'].includes(id)) {
      odd.set(relative(corpora, path), id);
    }
    if (id === 'mbox' && beginsWithCrLine(head)) {
      bareCr.push(relative(corpora, path));
    }
  }
  console.log(`${files} files, ${odd.size} in odd forms, ${bareCr.length} mailboxes with bare CR`);
  expect([...odd]).toEqual([['parser-suites/ietf-mailarchive/mailbox_mmdf', 'mmdf']]);
  expect(bareCr.map((path) => basename(path)).sort()).toEqual([
    'lhost-ezweb-01.eml',
    'lhost-x6-01.eml',
    'rhost-cox-01.eml',
    'rhost-spectrum-01.eml',
    'testmbox.mac',
  ]);
});

test.skipIf(!isHere)('a mailbox with LF, CRLF and bare CR: the same messages; and one of MMDF', async () => {
  const boxes = join(corpora, 'formats/maildir-mh/email-folder/mboxes');
  const subjects = [];
  for (const name of ['testmbox', 'testmbox.dos', 'testmbox.mac']) {
    subjects.push((await take(name, readFileSync(join(boxes, name)))).subjects);
  }
  expect(subjects[0]).toHaveLength(10);
  expect(subjects.slice(1)).toEqual([subjects[0], subjects[0]]);
  const mmdf = readFileSync(join(corpora, 'parser-suites/ietf-mailarchive/mailbox_mmdf'));
  expect((await take('mailbox_mmdf', mmdf)).item).toMatchObject({ messages: 5, setAside: [] });
});

test('after all of it the case verifies, and gives the same rows when they are made again', async () => {
  const before = allRows(bench.catalogue).map(({ ref, sha256: hash, origin }) => [ref, hash, origin]);
  await bench.close();
  const result = await verifyCase(bench.store.dir);
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
  const again = await reopen(bench.store.dir);
  expect(allRows(again.catalogue).map(({ ref, sha256: hash, origin }) => [ref, hash, origin])).toEqual(before);
});
