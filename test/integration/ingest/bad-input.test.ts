/**
 * Bad input, item by item, through the command line as it is built: the rest goes on, what was set aside is named with its
 * reason, exit status 3, and the bytes of every file lie in the vault all the same.
 *
 * | item | here | elsewhere |
 * | --- | --- | --- |
 * | truncated containers | zip, tar.gz, gz, msg, pst, TNEF, emlx, mbox, eml | `containers.test.ts` (how much comes out), `unit/ingest/outlook.test.ts` (any damage) |
 * | mbox without a last newline | yes | `unit/ingest/mbox.test.ts` |
 * | bare CR, MMDF, Babyl, UTF-16, quoted lines, whole and damaged | | `odd-forms.test.ts`, `unit/ingest/odd-forms.test.ts` |
 * | 300 MB in one message, 30 MB in one line | | `memory.test.ts` (peak memory) |
 * | 20,000 parts, 10,000 header lines | yes | `hostile-mail.test.ts`, `unit/message/extra-readings.test.ts`, `unit/message/growth-ratio.test.ts` |
 * | no headers at all, NUL bytes | yes | `unit/email/properties.test.ts` |
 * | every charset label there is, and wrong ones | in one message | `unit/email/transfer-decoding.test.ts` (each beside the runtime's decoder) |
 * | base64 with holes | yes | `unit/email/transfer-decoding.test.ts` |
 * | zip bombs, paths that climb out, depth of containers | climbing, depth | `containers.test.ts` (bombs, overlaps, links, passwords) |
 * | symbolic links, loops, FIFOs, sockets, devices, folders named like mail | yes | `odd-files.test.ts` |
 * | names of 255 bytes and of invalid UTF-8 | yes | `odd-files.test.ts` |
 * | unreadable files | yes, as another user where the test runs as root | |
 * | a file that grows, or is replaced, while it is read | | `odd-files.test.ts`, `memory.test.ts` |
 * | the disk filling up half-way | yes, on a small disk (root on Linux) | `storage/full-disk.test.ts` |
 * | a message that hangs its reader or eats memory | | `hostile-mail.test.ts`, `lost-workers.test.ts` |
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath, getuid, platform } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gzipped, tarOf, zipOf } from '../../helpers/archives';
import { winmail } from '../../helpers/mixed-folder';
import { msgOf, unicode } from '../../helpers/outlook';
import { removeFolder } from '../../helpers/remove-folder';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { type CommandLine, commandLine, PROGRAM } from '../cli/chainmail';

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
const multipart = (parts: string): string =>
  mail({ headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'], body: `${parts}--b--` });
const noise = (bytes: number): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 7919 + (at >> 3) * 31) & 0xff));

const big = mail({ subject: 'packed', body: noise(40_000).toString('hex') });
const zip = zipOf([
  { name: 'a.eml', content: mail({ subject: 'a' }) },
  { name: 'b.eml', content: big },
]);
const tar = gzipped(
  tarOf([
    { name: 'a.eml', content: mail({ subject: 'a' }) },
    { name: 'b.eml', content: big },
  ]),
);
const msg = msgOf({
  properties: [unicode(0x001a, 'IPM.Note'), unicode(0x0037, 'cut'), unicode(0x1000, 'x'.repeat(9000))],
});
const half = (content: Buffer | string): Buffer => Buffer.from(content).subarray(0, Buffer.byteLength(content) >> 1);
const nested = Array.from({ length: 6 }).reduce<Buffer>(
  (inner, _, depth) => zipOf([{ name: `${depth}.zip`, content: inner, store: true }]),
  zipOf([{ name: 'm.eml', content: mail() }]),
);
const LABELS = [
  'utf-8',
  'koi8-r',
  'iso-2022-jp',
  'x-mac-roman',
  'utf-7',
  'hz-gb-2312',
  'nonsense',
  '',
  '"',
  '\0',
  'x'.repeat(3000),
];

/** Name, content, how many messages come out, and why none do. */
const FILES: readonly (readonly [name: string, content: Buffer | string, messages: number, reason?: RegExp])[] = [
  ['cut.zip', half(zip), 2],
  ['cut.tar.gz', half(tar), 2],
  ['cut.mbox.gz', half(gzipped(Buffer.from(mbox([mail(), big])))), 2],
  ['cut-to-nothing.gz', gzipped(Buffer.from(big)).subarray(0, 12), 0, /gzip archive that is damaged or was cut off/],
  ['cut.msg', half(msg), 0, /compound file that is damaged or was cut off/],
  ['cut-to-nothing.msg', msg.subarray(0, 100), 0, /compound file that is damaged or was cut off/],
  [
    'cut.pst',
    Buffer.concat([Buffer.from('!BDN'), noise(4), Buffer.from('SM\x17\0'), noise(3000)]),
    0,
    /Outlook data file/,
  ],
  ['cut.winmail.dat', winmail.subarray(0, winmail.length - 9), 1],
  ['cut.emlx', `99999\n${mail({ subject: 'short' })}`, 1],
  ['cut.mbox', half(mbox([mail({ subject: 'whole' }), big])), 2],
  ['cut.eml', half(multipart(`--b\nContent-Transfer-Encoding: base64\n\n${'QUJD'.repeat(4000)}\n`)), 1],
  ['no-last-newline.mbox', mbox([mail({ subject: '1' }), mail({ subject: '2' })]).trimEnd(), 2],
  ['parts.eml', multipart('--b\n\nx\n'.repeat(20_000)), 1],
  ['fields.eml', mail({ headers: Array.from({ length: 10_000 }, (_, n) => `X-${n}: y`) }), 1],
  ['no-header.eml', 'Nothing here is a header.\nNor is this.\n', 0, /^no header fields found/],
  ['empty.eml', '', 0, /^empty file$/],
  ['nul.eml', mail({ subject: 'a\0b', body: 'x\0y\0' }), 1],
  ['only-nul.eml', Buffer.alloc(5000), 0, /binary data/],
  [
    'charsets.eml',
    multipart(LABELS.map((label) => `--b\nContent-Type: text/plain; charset=${label}\n\ngr\xfcn ~{VP~}\n`).join('')),
    1,
  ],
  [
    'holes.eml',
    mail({ headers: ['Content-Transfer-Encoding: base64'], body: 'SGVs\nbG8g\n!!!=\n\0\ndGhlcmU\n\nZ' }),
    1,
  ],
  [
    'climb.zip',
    zipOf([
      { name: '../../up.eml', content: mail() },
      { name: 'ok.eml', content: mail({ subject: 'ok' }) },
    ]),
    1,
  ],
  ['nested.zip', nested, 0],
  [`${'n'.repeat(251)}.eml`, mail({ subject: 'long name' }), 1],
  ['good.eml', mail({ subject: 'good' }), 1],
];

const ASIDE: ReadonlyMap<string, RegExp> = new Map([
  ['link.eml', /symbolic link/],
  ['dangling.eml', /symbolic link/],
  ['loop', /symbolic link/],
  ['zero.eml', /symbolic link/],
  ['pipe.eml', /named pipe/],
  ['socket.eml', /socket/],
  ['climb.zip/../../up.eml', /climbs out/],
  ['nested.zip/5.zip/4.zip/3.zip/2.zip/1.zip', /nested deeper/],
]);

interface Imported {
  readonly evidence: readonly {
    readonly setAside: readonly { readonly where: string; readonly reason: string }[];
    readonly messages: number;
  }[];
}

function newCase(cli: CommandLine, place = cli.folder): string {
  cli.run(['identity', 'create', '--name', 'Dana Test']);
  const { json } = cli.run(['case', 'create', join(place, 'bad'), '--name', 'Bad input', '--json']);
  return String(json['path']);
}

describe('a folder of bad input', () => {
  const cli = commandLine();
  const folder = join(tempFolder('bad'), 'in');
  let dir = '';
  let ran: ReturnType<CommandLine['run']>;
  afterAll(() => cli.remove());

  beforeAll(() => {
    mkdirSync(join(folder, 'folder.eml'), { recursive: true });
    for (const [name, content] of FILES) {
      writeFileSync(join(folder, name), typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
    }
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from('gr\xfcn.eml', 'latin1')]),
      mail({ subject: 'latin1' }),
    );
    symlinkSync('good.eml', join(folder, 'link.eml'));
    symlinkSync('nowhere', join(folder, 'dangling.eml'));
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('/dev/zero', join(folder, 'zero.eml'));
    execFileSync('mkfifo', [join(folder, 'pipe.eml')]);
    const server = createServer().listen(join(folder, 'socket.eml'));
    dir = newCase(cli);
    ran = cli.run(['import', dir, folder, '--json', '--quiet']);
    server.close();
  }, 240_000);

  const imported = (): Imported['evidence'][number] => {
    const [item] = (ran.json as unknown as Imported).evidence;
    if (item === undefined) {
      throw new Error(ran.stderr);
    }
    return item;
  };

  test('exit status 3, no stack trace, and every file that is no mail is named with its reason', () => {
    expect([ran.status, ran.stderr]).toEqual([3, '']);
    const reasons = new Map(imported().setAside.map(({ where, reason }) => [where, reason]));
    const wanted = [
      ...ASIDE,
      ...FILES.flatMap(([name, , , reason]) => (reason === undefined ? [] : [[name, reason] as const])),
    ];
    for (const [where, reason] of wanted) {
      expect([where, reasons.get(where)]).toEqual([where, expect.stringMatching(reason)]);
    }
    const known = new Set(wanted.map(([where]) => where));
    // Beside them only what damaged archives could not give.
    expect([...reasons.keys()].filter((where) => !known.has(where) && !/^(?:cut\.|nested\.zip)/.test(where))).toEqual(
      [],
    );
  });

  test('the rest went on: every message that is there is listed, with the bytes of its file in the vault', () => {
    const { messages } = cli.run(['messages', dir, '--limit', '1000', '--json']).json as {
      messages: { source: string }[];
    };
    const found = new Map<string, number>();
    for (const { source } of messages) {
      const [name = ''] = source.split('/');
      found.set(name, (found.get(name) ?? 0) + 1);
    }
    expect([...found].toSorted()).toEqual(
      [...FILES.flatMap(([name, , count]) => (count === 0 ? [] : [[name, count]])), ['gr\\xfcn.eml', 1]].toSorted(),
    );
    for (const [name, content] of FILES) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
      const hash = sha256(bytes);
      expect([name, readFileSync(join(dir, 'objects', hash.slice(0, 2), hash.slice(2))).equals(bytes)]).toEqual([
        name,
        true,
      ]);
    }
  });

  test('each of them can be shown, and the case verifies', () => {
    const dumped = cli.run(['dump', dir, '--quiet']);
    const lines = dumped.stdout.trim().split('\n');
    expect([dumped.status, dumped.stderr, lines.length]).toEqual([0, '', imported().messages]);
    for (const line of lines) {
      const { ref, length, headers, findings } = JSON.parse(line);
      expect([ref, length > 0, Array.isArray(headers), Array.isArray(findings)]).toEqual([ref, true, true, true]);
    }
    expect(cli.run(['verify', dir, '--json']).json).toMatchObject({ ok: true, firstFailure: null });
  }, 120_000);
});

/** The user "nobody", whom no file of a test belongs to. */
const NOBODY = 65_534;

test.skipIf(platform === 'win32')(
  'files and folders that may not be read are named; the rest goes on',
  () => {
    const cli = commandLine();
    const folder = join(cli.folder, 'in');
    mkdirSync(join(folder, 'closed'), { recursive: true });
    for (const name of ['a.eml', 'b.eml', 'closed/c.eml']) {
      writeFileSync(join(folder, name), mail({ subject: name }));
    }
    const dir = newCase(cli);
    const isRoot = getuid?.() === 0;
    if (isRoot) {
      execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, cli.folder]);
    }
    chmodSync(join(folder, 'b.eml'), 0);
    chmodSync(join(folder, 'closed'), 0);
    const ran = spawnSync(execPath, [PROGRAM, 'import', dir, folder, '--json', '--quiet'], {
      env: { ...env, CHAINMAIL_HOME: join(cli.folder, 'home'), CHAINMAIL_PASSPHRASE: 'correct horse battery staple' },
      encoding: 'utf8',
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    chmodSync(join(folder, 'closed'), 0o700);
    expect([ran.status, ran.stderr]).toEqual([3, '']);
    const [item] = (JSON.parse(ran.stdout) as Imported).evidence;
    expect(item?.messages).toBe(1);
    expect(item?.setAside).toEqual([
      { where: 'b.eml', reason: 'this user may not read it' },
      { where: 'closed/', reason: 'this user may not read it' },
    ]);
    if (isRoot) {
      chownSync(cli.folder, 0, 0);
    }
    cli.remove();
  },
  120_000,
);

describe('the disk fills up half-way', () => {
  const disk = mkdtempSync(join(tmpdir(), 'chainmail-small-'));
  const skipReason = mount();
  if (skipReason !== null) {
    console.log(`skipped: ${skipReason}`);
  }

  function mount(): string | null {
    if (platform !== 'linux' || getuid?.() !== 0) {
      return 'a small disk can be mounted by root on Linux only';
    }
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk], {
      encoding: 'utf8',
    });
    return status === 0 ? null : `no small disk could be mounted (${stderr.trim()})`;
  }

  afterAll(() => {
    if (skipReason === null) {
      execFileSync('umount', [disk]);
    }
    removeFolder(disk);
  });

  test.skipIf(skipReason !== null)(
    'what there was no room for is named; the rest is in, and the case verifies',
    () => {
      const cli = commandLine();
      const dir = newCase(cli, disk);
      const folder = join(cli.folder, 'in');
      mkdirSync(folder);
      // Packed it is small, so that the look before the import lets it pass; unpacked it is more than the disk.
      const large = gzipped(Buffer.from(mbox([mail({ body: 'line after line\n'.repeat(12 << 20) })])));
      writeFileSync(join(folder, 'large.mbox.gz'), large);
      writeFileSync(join(folder, 'z.eml'), mail());
      const { status, stderr, json } = cli.run(['import', dir, folder, '--json', '--quiet']);
      expect([status, stderr]).toEqual([3, '']);
      const [item] = (json as unknown as Imported).evidence;
      expect(item?.messages).toBe(1);
      expect(item?.setAside[0]).toEqual({
        where: 'large.mbox.gz/large.mbox',
        reason: 'the disk of this case had no room to unpack it; its bytes are kept inside the container',
      });
      const hash = sha256(large);
      expect(readFileSync(join(dir, 'objects', hash.slice(0, 2), hash.slice(2))).equals(large)).toBe(true);
      expect(readdirSync(join(dir, 'derived')).filter((name) => name.includes('inner'))).toEqual([]);
      expect(cli.run(['verify', dir, '--json']).json).toMatchObject({ ok: true, firstFailure: null });
      cli.remove();
    },
    240_000,
  );
});
