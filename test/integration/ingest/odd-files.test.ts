import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { beforeAll, expect, test } from 'vitest';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { importEvidence } from '../../../electron/engine/ingest/import-evidence';
import { objectPath } from '../../../electron/engine/vault/object-path';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { sha256 } from '../../unit/ingest/split';
import { allRows, newWorkbench, plainRequest, type Workbench } from './workbench';

let bench: Workbench;
beforeAll(async () => {
  bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
});

async function importOne(path: string) {
  const result = await bench.importPaths([path]);
  const [evidence] = result.evidence;
  if (evidence === undefined) {
    throw new Error('nothing was received');
  }
  return evidence;
}

test('a folder of everything that a disk can hold', async () => {
  const folder = join(tempFolder('odd'), 'in');
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  const good = mail({ subject: 'good' });
  const write = (name: string | Buffer, content: string | Buffer) =>
    writeFileSync(
      typeof name === 'string' ? join(folder, name) : Buffer.concat([Buffer.from(`${folder}/`), name]),
      content,
    );
  write('a.eml', good);
  write('deep/er/b.eml', mail({ subject: 'deep' }));
  write('box.mbox', mbox([mail({ subject: 'm1' }), mail({ subject: 'm2' })]));
  write('empty.eml', '');
  write('noise.bin', Buffer.from([0, 159, 146, 150, 0, 1]));
  write('prose.txt', 'no email at all');
  write(`${'n'.repeat(251)}.eml`, mail({ subject: 'long name' }));
  write('line\u2028sep.eml', mail({ subject: 'separator' }));
  write(Buffer.from('gr\u00fcn.eml', 'latin1'), mail({ subject: 'latin1 name' }));
  symlinkSync('a.eml', join(folder, 'link.eml'));
  symlinkSync('..', join(folder, 'deep/loop'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const server = createServer().listen(join(folder, 'socket'));
  const evidence = await importOne(folder);
  server.close();
  expect(evidence).toMatchObject({ format: 'folder', messages: 7 });
  expect(new Map(evidence.setAside.map(({ where, reason }) => [where, reason]))).toEqual(
    new Map([
      ['dangling', 'symbolic link: not followed'],
      ['deep/loop', 'symbolic link: not followed'],
      ['empty.eml', 'empty file'],
      ['link.eml', 'symbolic link: not followed'],
      ['noise.bin', 'no header fields found: binary data, not an email'],
      ['pipe', 'named pipe: not a file'],
      ['prose.txt', 'no header fields found: not an email'],
      ['socket', 'socket: not a file'],
    ]),
  );
  const rows = allRows(bench.catalogue, `evidence:${evidence.number}`);
  expect(rows.map(({ source }) => source)).toEqual([
    'a.eml',
    'box.mbox',
    'box.mbox',
    'deep/er/b.eml',
    'gr\\xfcn.eml',
    'line\u2028sep.eml',
    `${'n'.repeat(251)}.eml`,
  ]);
  expect(rows[0]?.sha256).toBe(sha256(good));
  for (const kept of [good, '', 'no email at all', Buffer.from([0, 159, 146, 150, 0, 1])]) {
    expect(readFileSync(objectPath(bench.store.paths.objects, sha256(kept)))).toEqual(Buffer.from(kept));
  }
});

test('the source is read once and left as it was', async () => {
  const path = join(tempFolder('times'), 'a.eml');
  writeFileSync(path, mail());
  utimesSync(path, new Date('2020-01-01'), new Date('2020-01-02'));
  const before = statSync(path);
  await importOne(path);
  const after = statSync(path);
  expect([after.atimeMs, after.mtimeMs, after.ctimeMs]).toEqual([before.atimeMs, before.mtimeMs, before.ctimeMs]);
});

test.skipIf(getuid?.() === 0)('a file that this user may not read is named', async () => {
  const folder = tempFolder('locked');
  writeFileSync(join(folder, 'a.eml'), mail());
  writeFileSync(join(folder, 'b.eml'), mail());
  chmodSync(join(folder, 'b.eml'), 0);
  const evidence = await importOne(folder);
  expect(evidence).toMatchObject({ messages: 1, setAside: [{ where: 'b.eml', reason: 'this user may not read it' }] });
});

test('single things that are no mail become items that say why', async () => {
  const folder = tempFolder('single');
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await importOne(pipe)).toMatchObject({
    format: 'unreadable',
    messages: 0,
    setAside: [{ where: 'pipe', reason: 'named pipe: not a file' }],
  });
  writeFileSync(join(folder, 'picture.png'), Buffer.from('89504e470d0a1a0a00', 'hex'));
  expect(await importOne(join(folder, 'picture.png'))).toMatchObject({
    format: 'unreadable',
    sha256: sha256(Buffer.from('89504e470d0a1a0a00', 'hex')),
    setAside: [{ where: 'picture.png', reason: 'a PNG image: not an email' }],
  });
});

test('nothing there: said before anything is written', async () => {
  const head = bench.store.view.head.seq;
  await expect(bench.importPaths(['/nowhere/at/all'])).rejects.toMatchObject({ code: 'not-found' });
  expect(bench.store.view.head.seq).toBe(head);
});

test('pasted headers are an item of their own kind', async () => {
  const request = {
    ...plainRequest,
    pasted: Buffer.from('Received: from a.example by b.example; Mon, 2 Mar 2020 10:00:05 +0000\nFrom: x@example.com\n'),
  };
  const { evidence } = await importEvidence(bench, request);
  expect(evidence[0]).toMatchObject({ format: 'transcribed', messages: 1, name: 'pasted headers' });
  expect(evidence[0]?.sha256).toBe(sha256(request.pasted));
  const begun = recordsOf(bench.store.dir).find(
    ({ kind, number }) => kind === 'begin' && number === evidence[0]?.number,
  );
  expect(Object.keys(begun ?? {}).sort()).toEqual(['kind', 'note', 'number', 'path', 'receivedFrom', 'salt', 'source']);
});

/** The records among the objects of a case. */
function recordsOf(dir: string): readonly Record<string, unknown>[] {
  return readdirSync(join(dir, 'objects'), { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const text = entry.isFile() ? readFileSync(join(entry.parentPath, entry.name), 'utf8') : '';
    return text.startsWith('{"kind":') ? [JSON.parse(text)] : [];
  });
}

test('the same bytes again: a second receipt, stored once', async () => {
  const path = join(tempFolder('twice'), 'a.eml');
  writeFileSync(path, mail({ subject: 'twice' }));
  const first = await importOne(path);
  const second = await importOne(path);
  expect(second.sha256).toBe(first.sha256);
  expect(second.number).not.toBe(first.number);
  expect(allRows(bench.catalogue, 'subject:twice')).toHaveLength(2);
});

test('the folder of the case itself is passed by', async () => {
  const folder = tempFolder('around');
  const inner = await newWorkbench(join(folder, 'own.chainmail'));
  writeFileSync(join(folder, 'a.eml'), mail());
  const { evidence } = await inner.importPaths([folder]);
  expect(evidence[0]).toMatchObject({
    messages: 1,
    setAside: [{ where: 'own.chainmail/', reason: 'the folder of this case itself: not taken in' }],
  });
});

test('a file that grows while it is read: what was read is kept and it is said', async () => {
  const path = join(tempFolder('grow'), 'a.mbox');
  const whole = mbox(Array.from({ length: 5_000 }, (_, n) => mail({ subject: `n${n}` })));
  writeFileSync(path, whole);
  const writer = spawn('sh', ['-c', `for i in $(seq 200); do printf 'x' >> ${path}; sleep 0.002; done`]);
  const ended = new Promise((resolve) => writer.on('exit', resolve));
  const evidence = await importOne(path);
  await ended;
  expect(evidence.messages).toBe(5_000);
  expect(evidence.bytes).toBeGreaterThanOrEqual(whole.length);
  expect(lstatSync(objectPath(bench.store.paths.objects, evidence.sha256)).size).toBe(evidence.bytes);
});

test('after all of it the case verifies', async () => {
  await bench.close();
  const result = await verifyCase(bench.store.dir);
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
});
