/** The parts of a message, and copies of it and of its files given out by the built command line. */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { MessageView } from '../../../shared/contract/model';
import type { MessagePart } from '../../../shared/contract/structure';
import { commandLine } from './chainmail';

// Each step is a program of its own: slow beside other work, and never a matter of seconds.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const out = join(cli.folder, 'out');
const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
  return ran.json;
};
const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(80, 1)]);
const INNER = ['From: a@example.net', 'Subject: inner', 'Message-ID: <inner@example.net>', '', 'inside', ''].join(
  '\r\n',
);
const MAIL = [
  'From: Ann <ann@example.com>',
  'To: ben@example.net',
  'Subject: three parts',
  'Content-Type: multipart/mixed; boundary="b1"',
  '',
  '--b1',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Type: text/html',
  '',
  'Hello =66',
  '--b1',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="../invoice.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  PROGRAM.toString('base64'),
  '--b1',
  'Content-Type: message/rfc822',
  '',
  INNER,
  '--b1--',
  '',
].join('\r\n');

type Entry = { readonly seq: number; readonly act: string; readonly sentence: string };
const entries = () => ok(['custody', dir])['entries'] as readonly Entry[];
const message = (ref: string) => ok(['message', dir, ref]) as unknown as MessageView;

beforeAll(() => {
  writeFileSync(join(cli.folder, 'mail.eml'), MAIL);
  mkdirSync(out);
  ok(['identity', 'create', '--name', 'Jordan Examiner']);
  ok(['case', 'create', dir, '--name', 'One']);
  ok(['import', dir, join(cli.folder, 'mail.eml')]);
});
afterAll(() => cli.remove());

describe('the parts of a message', () => {
  test('are told with their bytes, their hashes, what is odd, and the message that was made of one', () => {
    const { parts, problem } = ok(['structure', dir, 'E-001/1']) as unknown as {
      parts: readonly MessagePart[];
      problem: string | null;
    };
    expect(problem).toBeNull();
    expect(parts.map(({ path, depth, mediaType }) => [path, depth, mediaType])).toEqual([
      ['', 0, 'multipart/mixed'],
      ['1', 1, 'text/plain'],
      ['2', 1, 'application/pdf'],
      ['3', 1, 'message/rfc822'],
      ['3.1', 2, 'text/plain'],
    ]);
    const [whole, text, file, enclosed, inside] = parts;
    expect(whole).toMatchObject({ start: 0, end: MAIL.length, boundary: 'b1', decoded: null });
    expect(MAIL.slice(text?.bodyStart, text?.end)).toBe('Hello =66');
    expect(text).toMatchObject({ charset: 'utf-8', otherTypes: ['text/plain', 'text/html'] });
    expect(text?.issues.map(({ code }) => code)).toContain('mime.content-type-duplicate');
    expect(text?.decoded).toEqual({ bytes: 9, sha256: sha256('Hello =66') });
    expect(file).toMatchObject({
      name: '../invoice.pdf',
      encoding: 'base64',
      disposition: 'attachment',
      kind: 'a program',
      warning: 'It begins like a program, which its name does not say.',
      decoded: { bytes: PROGRAM.length, sha256: sha256(PROGRAM) },
    });
    expect(enclosed).toMatchObject({ message: 'E-001/2', decoded: null });
    expect(MAIL.slice(inside?.start, inside?.end)).toBe(INNER);
    expect(message('E-001/2')).toMatchObject({ subject: 'inner', parent: 'E-001/1' });
  });
});

describe('a copy', () => {
  test('of a file: listed by number, recorded first, written once, never executable', () => {
    const listed = ok(['attachments', dir, 'E-001/1'])['attachments'] as readonly {
      number: number;
      name: string;
      sha256: string;
      warning: string | null;
    }[];
    const file = listed.find(({ sha256: hash }) => hash === sha256(PROGRAM));
    expect(file?.warning).toBe('It begins like a program, which its name does not say.');
    const target = join(out, 'invoice.bin');
    const before = entries().length;

    const number = String(file?.number);
    const words = ['save', dir, 'E-001/1', '--attachment', number, '--out', target, '--reason', 'Laboratory'];
    expect(ok(words)).toMatchObject({ file: 'invoice.bin', bytes: PROGRAM.length, sha256: sha256(PROGRAM) });
    expect(readFileSync(target)).toEqual(PROGRAM);
    expect(statSync(target).mode & 0o777).toBe(0o600);

    const [entry] = entries().slice(before);
    expect(entry?.act).toBe('copy.save');
    expect(entry?.sentence).toContain('A file attached to E-001/1 was given out to be saved as a file');
    expect(entry?.sentence).toContain(sha256(PROGRAM).slice(0, 16));
    expect(message('E-001/1').copies).toMatchObject([
      { what: 'attachment', name: '../invoice.pdf', file: 'invoice.bin', reason: 'Laboratory', by: 'Jordan Examiner' },
    ]);
    // The folder is the person's own affair: neither journal nor record holds it.
    expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).not.toContain(out);

    const again = cli.run([...words, '--json', '--quiet']);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('Something named "invoice.bin" is there already.');
    expect(readFileSync(target)).toEqual(PROGRAM);
    expect(entries()).toHaveLength(before + 1);
  });

  test('of the message has its exact bytes', () => {
    const target = join(out, 'E-001-1.eml');
    ok(['save', dir, 'E-001/1', '--out', target, '--reason', 'For the prosecutor']);
    expect(readFileSync(target, 'latin1')).toBe(MAIL);
    expect(message('E-001/1').copies.at(-1)).toMatchObject({ what: 'message', name: '', sha256: sha256(MAIL) });
    expect(ok(['verify', dir])['ok']).toBe(true);
  });

  test('that cannot be made is refused before anything is recorded', () => {
    const before = entries().length;
    const reason = ['--reason', 'x'];
    for (const [words, said] of [
      [['--out', join(out, 'a')], '--reason is missing'],
      [['--attachment', '9', '--out', join(out, 'a'), ...reason], 'no attachment number 9'],
      [['--out', join(out, 'no/a'), ...reason], 'is not there'],
      [['--out', join(out, 'x'.repeat(300)), ...reason], 'could not be written'],
      [['--out', join(dir, 'a'), ...reason], 'not put into the case’s own folder'],
      [['--out', join(dir, 'objects/a'), ...reason], 'not put into the case’s own folder'],
    ] as const) {
      const { status, stderr } = cli.run(['save', dir, 'E-001/1', ...words, '--quiet']);
      expect(status, words.join(' ')).toBe(2);
      expect(stderr).toContain(said);
    }
    expect(entries()).toHaveLength(before);
    expect(readdirSync(out).sort()).toEqual(['E-001-1.eml', 'invoice.bin']);
  });

  // A folder that is there and takes no file, from nobody.
  test.skipIf(process.platform !== 'linux')('that cannot be written is corrected in the journal', () => {
    const before = entries().length;
    const place = '/proc/chainmail-copy';
    const { status, stderr } = cli.run(['save', dir, 'E-001/1', '--out', place, '--reason', 'x', '--quiet']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/could not be written: .* Nothing was saved\. Entry \d+ of the journal says/);
    expect(
      entries()
        .slice(before)
        .map(({ act }) => act),
    ).toEqual(['copy.save', 'custody.correct']);
    expect(readdirSync(out).sort()).toEqual(['E-001-1.eml', 'invoice.bin']);
    expect(existsSync(place)).toBe(false);
  });

  test('is not given out by who may only read', () => {
    const other = { CHAINMAIL_HOME: join(cli.folder, 'other') };
    const run = (words: readonly string[], env = {}) => cli.run([...words, '--json', '--quiet'], { env });
    expect(run(['identity', 'create', '--name', 'Robin Reader'], other).status).toBe(0);
    const key = String(run(['identity', 'show'], other).json['fingerprint']);
    ok(['role', 'set', dir, '--key', key, '--role', 'read-only', '--name', 'Robin Reader', '--reason', 'Guest']);
    const refused = run(['save', dir, 'E-001/1', '--out', join(out, 'b'), '--reason', 'x'], other);
    expect(refused.status).toBe(2);
    expect(existsSync(join(out, 'b'))).toBe(false);
    expect(entries().at(-1)?.act).toBe('role.assign');
  });
});

describe('a stored file that is not what was received', () => {
  test('is told when its message is read, with the last time it was whole; the case can only be read then', () => {
    const { object } = message('E-001/1');
    const path = join(dir, 'objects', object.slice(0, 2), object.slice(2));
    const bytes = readFileSync(path);
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.from(bytes.toString('latin1').replace('Hello', 'Jello'), 'latin1'));

    const read = cli.run(['message', dir, 'E-001/1', '--quiet']);
    expect(read.status).toBe(2);
    expect(read.stderr).toContain(`objects/${object.slice(0, 2)}/${object.slice(2)}, which holds E-001/1, is damaged`);
    expect(read.stderr).toMatch(/It was last known to be whole when .*, \d{4}-\d\d-\d\d \d\d:\d\d UTC \(entry \d+\)\./);
    const act = cli.run(['annotate', dir, 'E-001/2', '--note', 'x', '--quiet']);
    expect(act.status).toBe(2);
    expect(act.stderr).toContain(object.slice(2));

    writeFileSync(path, bytes);
    chmodSync(path, 0o400);
    expect(ok(['verify', dir])['ok']).toBe(true);
    expect(message('E-001/1').subject).toBe('three parts');
    ok(['annotate', dir, 'E-001/2', '--note', 'x']);
  });
});
