import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { readFileLines } from '../../../electron/engine/ingest/listing';
import { objectPath } from '../../../electron/engine/vault/object-path';
import { gzipped, longNameOf, paxPathOf, tarOf, zipOf } from '../../helpers/archives';
import { compoundFileOf, int32, msgOf, unicode } from '../../helpers/outlook';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { sha256 } from '../../unit/ingest/split';
import { allRows, newWorkbench, type Workbench } from './workbench';

let bench: Workbench;
beforeAll(async () => {
  bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
});

async function take(name: string, content: Buffer | string) {
  const path = join(tempFolder('in'), name);
  writeFileSync(path, content);
  return await takePath(path);
}

async function takePath(path: string) {
  const { evidence } = await bench.importPaths([path]);
  const [item] = evidence;
  const view = bench.store.view.evidence.at(-1);
  if (item === undefined || view === undefined) {
    throw new Error('nothing was received');
  }
  const rows = allRows(bench.catalogue, `evidence:${item.number}`);
  const files = [];
  for await (const line of readFileLines(bench.store.vault, view)) {
    files.push(line);
  }
  return { item, rows, files, sources: rows.map(({ source }) => source) };
}

const a = mail({ subject: 'a' });
const b = mail({ subject: 'b' });

test('a zip archive: each file an object of its own, the archive kept whole', async () => {
  const zip = zipOf([
    { name: 'inbox/', content: '', store: true },
    { name: 'inbox/a.eml', content: a },
    { name: 'box.mbox', content: mbox([a, b]), store: true },
    { name: 'notes.txt', content: 'no mail' },
  ]);
  const { item, rows, files, sources } = await take('mail.zip', zip);
  expect(item).toMatchObject({ format: 'zip', messages: 3, sha256: sha256(zip), bytes: zip.length });
  expect(item.setAside).toEqual([{ where: 'mail.zip/notes.txt', reason: 'no header fields found: not an email' }]);
  expect(sources).toEqual(['mail.zip/inbox/a.eml', 'mail.zip/box.mbox', 'mail.zip/box.mbox']);
  expect(rows[0]).toMatchObject({ sha256: sha256(a), origin: 'acquired', parent: null });
  expect(files.map(({ path, container }) => [path, container])).toEqual([
    ['mail.zip/inbox/a.eml', sha256(zip)],
    ['mail.zip/box.mbox', sha256(zip)],
    ['mail.zip/notes.txt', sha256(zip)],
    ['mail.zip', undefined],
  ]);
  for (const content of [zip, a, mbox([a, b]), 'no mail']) {
    expect(readFileSync(objectPath(bench.store.paths.objects, sha256(content)))).toEqual(Buffer.from(content));
  }
});

test('a tar archive, plain and packed, with long names', async () => {
  const long = `${'folder/'.repeat(30)}a.eml`;
  const tar = tarOf([
    { name: 'dir/', type: '5' },
    longNameOf(long),
    { name: 'short', content: a },
    paxPathOf('gr\u00fcn/b.eml'),
    { name: 'x', content: b },
    { name: 'link', type: '2', link: '/etc/passwd' },
  ]);
  const expected = {
    messages: 2,
    setAside: [{ where: expect.stringContaining('/link'), reason: 'symbolic link: not followed' }],
  };
  const plain = await take('mail.tar', tar);
  expect(plain.item).toMatchObject({ format: 'tar', ...expected });
  expect(plain.sources).toEqual([`mail.tar/${long}`, 'mail.tar/gr\u00fcn/b.eml']);
  expect(plain.files[0]?.modifiedAt).toBe('2020-03-11T12:33:09.000Z');
  const packed = await take('mail.tgz', gzipped(tar));
  expect(packed.item).toMatchObject({ format: 'gzip', ...expected });
  expect(packed.sources).toEqual([`mail.tgz/${long}`, 'mail.tgz/gr\u00fcn/b.eml']);
});

test('a packed mailbox, told by content', async () => {
  const { item, sources } = await take('all.mbox.gz', gzipped(Buffer.from(mbox([a, b]))));
  expect(item).toMatchObject({ format: 'gzip', messages: 2 });
  expect(sources).toEqual(['all.mbox.gz/all.mbox', 'all.mbox.gz/all.mbox']);
  expect((await take('not-named', zipOf([{ name: 'x', content: a }]))).item).toMatchObject({
    format: 'zip',
    messages: 1,
  });
});

test('an archive behind other bytes is read where its name says what it is', async () => {
  const zip = Buffer.concat([Buffer.alloc(100, 'a program '), zipOf([{ name: 'm.eml', content: a }])]);
  expect((await take('front.zip', zip)).sources).toEqual(['front.zip/m.eml']);
  expect((await take('none.zip', 'none at all')).item.setAside[0]?.reason).toContain('nothing in it could be read');
});

test('containers in containers, to a stated depth', async () => {
  let content = zipOf([{ name: 'm.eml', content: a }]);
  for (let depth = 2; depth <= 5; depth += 1) {
    content = zipOf([{ name: `${depth}.zip`, content, store: true }]);
  }
  const five = await take('5.zip', content);
  expect(five.sources).toEqual(['5.zip/5.zip/4.zip/3.zip/2.zip/m.eml']);
  const six = await take('6.zip', zipOf([{ name: 'more.zip', content, store: true }]));
  expect(six.item.messages).toBe(0);
  expect(six.item.setAside[0]).toEqual({
    where: '6.zip/more.zip/5.zip/4.zip/3.zip/2.zip',
    reason: 'container nested deeper than 5 levels: kept, not opened',
  });
});

test('what an archive can do to its reader', async () => {
  const good = { name: 'good.eml', content: a };
  const zip = zipOf([
    good,
    { name: '../../climb.eml', content: b },
    { name: '/etc/cron.d/x', content: b },
    { name: 'C:\\x.eml', content: b },
    { name: 'zero\0.eml', content: b },
    { name: 'locked.eml', content: b, flags: 1 },
    { name: 'lzma.eml', content: b, method: 14 },
    { name: 'link.eml', content: '/etc/passwd', store: true, attributes: (0o120777 << 16) >>> 0 },
    { name: 'again.eml', content: a, at: 0 },
    { name: 'good.eml', content: b },
    { name: 'lie.eml', content: mail({ subject: 'lie' }), statedSize: 10 },
    { name: 'sum.eml', content: mail({ subject: 'sum' }), statedCrc: 1 },
  ]);
  const { item, files, sources } = await take('hostile.zip', zip);
  const reasons = new Map(item.setAside.map(({ where, reason }) => [where, reason.split(';')[0]]));
  expect(reasons).toEqual(
    new Map([
      ['hostile.zip/../../climb.eml', 'its name climbs out of the archive (..)'],
      ['hostile.zip//etc/cron.d/x', 'its name is a place on the whole disk, not in the archive'],
      ['hostile.zip/C:\\x.eml', 'its name is a place on the whole disk, not in the archive'],
      ['hostile.zip/zero\0.eml', 'its name holds a zero byte'],
      ['hostile.zip/locked.eml', 'it is encrypted with a password'],
      ['hostile.zip/lzma.eml', 'it is packed in a way that is not read (method 14)'],
      ['hostile.zip/link.eml', 'symbolic link: not followed'],
      ['hostile.zip/again.eml', 'its bytes overlap those of another file, as in an archive made to overfill a disk'],
    ]),
  );
  expect(sources).toEqual([
    'hostile.zip/good.eml',
    'hostile.zip/good.eml (2)',
    'hostile.zip/lie.eml',
    'hostile.zip/sum.eml',
    'hostile.zip/(not in the list)/again.eml',
  ]);
  expect(files.find(({ path }) => path.endsWith('sum.eml'))?.remarks).toEqual([
    'Its bytes do not fit the checksum in the archive.',
  ]);
});

test('a bomb is stopped, and what lies around it is in', async () => {
  const zeros = Buffer.alloc(300 << 20);
  const zip = zipOf([
    { name: 'a.eml', content: a },
    { name: '1.bin', content: zeros },
    { name: '2.bin', content: zeros },
    { name: 'b.eml', content: b },
  ]);
  const { item, sources } = await take('bomb.zip', zip);
  expect(sources).toEqual(['bomb.zip/a.eml', 'bomb.zip/b.eml']);
  expect(item.setAside.find(({ where }) => where === 'bomb.zip/2.bin')?.reason).toContain('more would come out of it');
  const gz = await take('bomb.gz', gzipped(Buffer.alloc(600 << 20)));
  expect(gz.item.setAside[0]?.reason).toContain('more would come out of it');
});

test('cut-off archives give what they have', async () => {
  const members = ['1', '2', '3'].map((subject) => ({
    name: `${subject}.eml`,
    content: mail({ subject, body: 'x'.repeat(9) }),
  }));
  const zip = zipOf(members);
  const cutZip = await take('cut.zip', zip.subarray(0, zip.indexOf('3.eml') + 200));
  expect(cutZip.sources).toEqual(['cut.zip/1.eml', 'cut.zip/2.eml', 'cut.zip/3.eml']);
  expect(cutZip.files.at(-1)?.remarks.join()).toContain('cut off');
  const tar = tarOf(members);
  const cutTar = await take('cut.tar', tar.subarray(0, 512 * 5 - 200));
  expect(cutTar.sources).toEqual(['cut.tar/1.eml', 'cut.tar/2.eml', 'cut.tar/3.eml'].slice(0, cutTar.sources.length));
  expect(cutTar.item.messages).toBeGreaterThanOrEqual(2);
  const gz = gzipped(
    Buffer.from(mbox(Array.from({ length: 500 }, (_, n) => mail({ subject: `${n} ${Math.sin(n)}` })))),
  );
  const cutGz = await take('cut.mbox.gz', gz.subarray(0, gz.length >> 1));
  expect(cutGz.item.messages).toBeGreaterThan(100);
  expect(cutGz.files.at(-1)?.remarks.join()).toContain('cut off');
});

test('a bomb that lies about its size ends the unpacking, and what was not unpacked is named', async () => {
  const zip = zipOf([
    { name: 'a.eml', content: a },
    { name: 'lie.bin', content: Buffer.alloc(600 << 20), statedSize: 10 },
    { name: 'b.eml', content: b },
  ]);
  const { item, sources } = await take('lie.zip', zip);
  expect(sources).toEqual(['lie.zip/a.eml']);
  expect(item.setAside.map(({ where }) => where)).toEqual(['lie.zip/lie.bin', 'lie.zip/b.eml']);
});

test('what GNU tar leaves in an archive: labels, lists of names, files with holes whose map is damaged', async () => {
  const holes = (entry: string) => ({ type: 'x', name: 'PaxHeaders/x', content: entry });
  const tar = tarOf([
    { name: 'label', type: 'V', isUnsized: true },
    { name: 'dir/', type: 'D', content: 'Ya.eml\0' },
    { name: 'old.eml', type: 'S', content: a, mapBlocks: 2 },
    { name: 'a.eml', content: a },
    holes('22 GNU.sparse.major=1\n'),
    { name: 'GNUSparseFile.1/holes.eml', content: b },
    { name: 'b.eml', content: b },
  ]);
  const { item, sources } = await take('gnu.tar', tar);
  expect(sources).toEqual(['gnu.tar/a.eml', 'gnu.tar/b.eml']);
  expect(item.setAside.map(({ where, reason }) => [where, reason.includes('whose map is damaged')])).toEqual([
    ['gnu.tar/old.eml', true],
    ['gnu.tar/GNUSparseFile.1/holes.eml', true],
  ]);
});

test('files behind the end mark of a tar archive, or behind damage, are taken in, and it is told', async () => {
  const first = tarOf([{ name: 'a.eml', content: a }]);
  const second = tarOf([{ name: 'b.eml', content: b }]);
  const joined = await take('joined.tar', Buffer.concat([first, second]));
  expect(joined.sources).toEqual(['joined.tar/a.eml', 'joined.tar/b.eml']);
  expect(joined.files.at(-1)?.remarks).toEqual(['More files lie behind its end mark; they were taken in.']);
  const noise = Buffer.alloc(1024, 'noise ');
  const damaged = await take('damaged.tar', Buffer.concat([first.subarray(0, -1024), noise, second]));
  expect(damaged.sources).toEqual(['damaged.tar/a.eml', 'damaged.tar/b.eml']);
  expect(damaged.files.at(-1)?.remarks[0]).toContain('1024 bytes in it are damaged');
  const behind = await take('behind.tar', Buffer.concat([first, noise]));
  expect(behind.files.at(-1)?.remarks[0]).toContain('Behind its end mark lie 1024 bytes');
});

test('foreign bytes behind packed data take nothing of it away', async () => {
  const long = mail({ body: Array.from({ length: 20_000 }, (_, n) => Math.sin(n)).join(' ') });
  const named = (content: string) => {
    const packed = gzipped(Buffer.from(content));
    packed.writeUInt8(8, 3);
    return Buffer.concat([packed.subarray(0, 10), Buffer.from('orig.eml\0'), packed.subarray(10)]);
  };
  for (const content of [a, long]) {
    for (const packed of [gzipped(Buffer.from(content)), named(content)]) {
      const { item, rows, files } = await take('foreign.eml.gz', Buffer.concat([packed, Buffer.from('FOREIGN')]));
      expect(item.setAside).toEqual([]);
      expect(rows[0]?.sha256).toBe(sha256(content));
      expect(files.at(-1)?.remarks).toEqual(['Bytes that are no gzip data lie behind it; they were not read.']);
    }
  }
});

test('a large inner file goes through a file of its own, and nothing of it stays behind', async () => {
  const large = mail({ subject: 'large', body: 'line of text\n'.repeat(1 << 20) });
  const { rows } = await take('large.zip', zipOf([{ name: 'large.eml', content: large }]));
  expect(rows[0]?.sha256).toBe(sha256(large));
  expect(readdirSync(bench.store.paths.derived).filter((name) => name.includes('inner'))).toEqual([]);
});

function tree(files: Readonly<Record<string, string>>, name: string): string {
  const root = join(tempFolder('tree'), name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

test('Maildir: flags and times are remarks', async () => {
  const maildir = tree(
    { 'cur/1583143205.M1P2.host:2,RS': a, 'new/1583143206.M1P3.host': b, 'tmp/x': 'rest', '.Sent/cur/1:2,': a },
    'Maildir',
  );
  const { item, files } = await takePath(maildir);
  expect(item).toMatchObject({ format: 'maildir', messages: 3 });
  const remarks = new Map(files.map(({ path, remarks: said }) => [path, said.join(' ')]));
  expect(remarks.get('cur/1583143205.M1P2.host:2,RS')).toBe(
    'Maildir: in "cur", flags: replied to, seen, named for 2020-03-02T10:00:05.000Z.',
  );
  expect(remarks.get('.Sent/cur/1:2,')).toBe('Maildir: in "cur", no flags.');
});

test('MH: marks are remarks', async () => {
  const { item, files } = await takePath(tree({ '.mh_sequences': 'unseen: 2-3\ncur: 1\n', '1': a, '2': b }, 'inbox'));
  expect(item).toMatchObject({ format: 'mh', messages: 2 });
  expect(item.setAside).toEqual([
    { where: '.mh_sequences', reason: 'list of marks of an MH folder: kept, not an email' },
  ]);
  expect(files.map(({ remarks }) => remarks.join())).toEqual(['', 'MH: marked as cur.', 'MH: marked as unseen.']);
});

test('a mailbox package of Apple Mail', async () => {
  const { item, sources } = await takePath(tree({ mbox: mbox([a, b]), table_of_contents: '\0' }, 'Archive.mbox'));
  expect(item).toMatchObject({ format: 'apple-mail', messages: 2 });
  expect(sources).toEqual(['mbox', 'mbox']);
  expect(item.setAside[0]?.reason).toBe("Apple Mail's own list of a mailbox: kept, not an email");
});

const forward = (inner: string, encoding = '') =>
  mail({
    subject: 'forward',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b1'],
    body: `--b1\nContent-Type: text/plain\n\nsee below\n--b1\nContent-Type: message/rfc822\n${encoding}\n${inner}\n--b1--`,
  });

test('a message in a message is one of its own, at its bytes', async () => {
  const whole = forward(forward(a));
  const { item, rows } = await take('forward.eml', whole);
  expect(item.messages).toBe(3);
  expect(rows.map(({ origin, parent, source, sha256: hash }) => [origin, parent, source, hash])).toEqual([
    ['acquired', null, '', sha256(whole)],
    ['enclosed', `${item.number}/1`, 'forward.eml/part 2', sha256(forward(a))],
    ['enclosed', `${item.number}/2`, 'forward.eml/part 2/part 2.2'.replace('part 2/part', 'part'), sha256(a)],
  ]);
  const encoded = forward(Buffer.from(a).toString('base64'), 'Content-Transfer-Encoding: base64\n');
  const decoded = await take('encoded.eml', encoded);
  expect(decoded.rows[1]).toMatchObject({ origin: 'enclosed', parent: `${decoded.item.number}/1`, sha256: sha256(a) });
  expect(readFileSync(objectPath(bench.store.paths.objects, sha256(a)), 'utf8')).toBe(a);
});

test('a message that is attached as a file is one of its own, with what lies in it; a file that only has the name is not', async () => {
  const attached = (type: string, name: string, content: string, encoding = '') =>
    mail({
      headers: ['Content-Type: multipart/mixed; boundary=f'],
      body: `--f\n\nsee\n--f\nContent-Type: ${type}; name="${name}"\n${encoding}\n${content}\n--f--`,
    });
  const base64 = Buffer.from(forward(a)).toString('base64');
  const coded = await take(
    'c.eml',
    attached('application/octet-stream', 'x.EML', base64, 'Content-Transfer-Encoding: base64\n'),
  );
  expect(coded.rows.map(({ parent, sha256: hash }) => [parent, hash]).slice(1)).toEqual([
    [`${coded.item.number}/1`, sha256(forward(a))],
    [`${coded.item.number}/2`, sha256(a)],
  ]);
  const plain = await take('p.eml', attached('text/plain', 'x.eml', forward(a)));
  expect(plain.rows.map(({ parent, sha256: hash, source }) => [parent, hash, source]).slice(1)).toEqual([
    [`${plain.item.number}/1`, sha256(forward(a)), 'p.eml/part 2'],
    [`${plain.item.number}/2`, sha256(a), 'p.eml/part 2.2'],
  ]);
  expect((await take('news.eml', attached('message/news', '', a))).rows[1]?.sha256).toBe(sha256(a));
  expect((await take('no.eml', attached('text/plain', 'x.eml', 'name: value'))).rows).toHaveLength(1);
});

test('an Outlook message attached to a message is one of its own, rebuilt and linked; a document is not', async () => {
  const msg = msgOf({
    properties: [unicode(0x001a, 'IPM.Note'), unicode(0x0037, 'inner'), unicode(0x1000, 'text inside')],
    attachments: [
      {
        properties: [int32(0x3705, 5), unicode(0x3001, 'deeper')],
        message: { properties: [unicode(0x001a, 'IPM.Note'), unicode(0x0037, 'deeper')] },
      },
    ],
  });
  const document = compoundFileOf({
    name: 'Root Entry',
    streams: [['WordDocument', Buffer.alloc(5000, 1)]],
    storages: [],
  });
  const attach = (content: Buffer, name: string) =>
    `--b1\nContent-Type: application/octet-stream; name=${name}\nContent-Transfer-Encoding: base64\n\n${content
      .toString('base64')
      .replace(/.{76}/g, '$&\n')}\n`;
  const whole = mail({
    subject: 'outer',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b1'],
    body: `--b1\n\nsee below\n${attach(msg, 'a.bin')}${attach(document, 'b.doc')}${attach(msg.subarray(0, 700), 'c.msg')}--b1--`,
  });
  const { item, rows, files } = await take('with-msg.eml', whole);
  expect(rows.map(({ subject, origin, parent, source }) => [subject, origin, parent, source])).toEqual([
    ['outer', 'acquired', null, ''],
    ['inner', 'rebuilt', `${item.number}/1`, 'with-msg.eml/part 2'],
    ['deeper', 'enclosed', `${item.number}/2`, 'with-msg.eml/part 2.2'],
  ]);
  expect(files[0]?.remarks).toEqual([
    'An attached Outlook file is damaged or was cut off: no message in it could be read.',
  ]);
});

test('messages in messages end at a stated depth', async () => {
  let whole = a;
  for (let depth = 0; depth < 8; depth += 1) {
    whole = `Subject: ${depth}\nContent-Type: message/rfc822\n\n${whole}`;
  }
  const { item, files } = await take('deep.eml', whole);
  expect(item.messages).toBe(6);
  expect(files[0]?.remarks).toEqual(['Messages enclosed more than 5 deep were not listed on their own.']);
});

test('after all of it the case verifies', async () => {
  await bench.close();
  const result = await verifyCase(bench.store.dir);
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
});
