/** Time stamps on the command line, with an authority that is openssl: the whole way, and what is refused. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Authority, timestampAuthority, tryOpenssl } from '../../helpers/timestamp-authority';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve('resources/sample/mail');

let cli: CommandLine;
let dir: string;
let other: string;
let authority: Authority;
let query: string;
let answer: string;

const folderFor = (name: string): string => {
  const folder = join(cli.folder, name);
  mkdirSync(folder);
  return folder;
};

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'case.chainmail');
  other = join(cli.folder, 'other.chainmail');
  query = join(cli.folder, 'checkpoint.tsq');
  answer = join(cli.folder, 'checkpoint.tsr');
  cli.run(['identity', 'create', '--name', 'Jordan Examiner']);
  cli.run(['case', 'create', dir, '--name', 'Stamped', '--number', 'EC-1']);
  cli.run(['case', 'create', other, '--name', 'Other', '--number', 'EC-2']);
  cli.run(['import', dir, join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);
  authority = timestampAuthority(folderFor('authority'));
});

afterAll(() => cli.remove());

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const verified = (path: string, name: string): Check | undefined =>
  (cli.run(['verify', path, '--json', '--quiet']).json['checks'] as Check[]).find((check) => check.name === name);

const add = (folder: string, file: string, ...chain: string[]) =>
  cli.run(['custody', 'timestamp-add', folder, file, ...chain.flatMap((pem) => ['--chain', pem])]);

const requestFor = (folder: string, file: string): Buffer => {
  cli.run(['custody', 'timestamp-request', folder, '--out', file]);
  return readFileSync(file);
};

const entries = (folder: string) => readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n').length;

/** The three lines that were stamped, from the note that stands beside the journal. */
const stampedText = (folder: string, size: number) =>
  readFileSync(join(folder, 'checkpoints', `${String(size).padStart(8, '0')}.checkpoint`), 'utf8').split('\n\n')[0];

describe('the way of a time stamp', () => {
  test('begins with a request that openssl reads: SHA-256 over the three lines, with a nonce', () => {
    const ran = cli.run(['custody', 'timestamp-request', dir, '--out', query, '--json']);
    const read = tryOpenssl(cli.folder, ['ts', '-query', '-in', query, '-text']);
    writeFileSync(join(cli.folder, 'stamped.txt'), `${stampedText(dir, entries(dir))}\n`);
    const digest = tryOpenssl(cli.folder, ['dgst', '-sha256', '-r', 'stamped.txt']).said.slice(0, 64);

    expect(ran.json).toEqual({ size: entries(dir), file: query });
    expect(read.said).toContain('Hash Algorithm: sha256');
    expect(read.said).toContain('Certificate required: yes');
    expect(read.said).toMatch(/Nonce: 0x[0-9A-F]{10,16}/);
    expect(readFileSync(query).toString('hex')).toContain(digest);
  });

  test('asks the same when it is written again', () => {
    const again = requestFor(dir, join(cli.folder, 'again.tsq'));

    expect(again).toEqual(readFileSync(query));
  });

  test('goes by an authority, whose answer openssl verifies against request and text', () => {
    writeFileSync(answer, authority.reply(readFileSync(query)));
    const by = (...words: string[]) =>
      tryOpenssl(cli.folder, ['ts', '-verify', '-in', answer, '-CAfile', authority.rootFile, ...words]);
    const text = readFileSync(join(cli.folder, 'stamped.txt'), 'utf8');
    writeFileSync(join(cli.folder, 'changed.txt'), text.replace(/\n\d+\n/, '\n1\n'));

    expect(by('-queryfile', query).said).toContain('Verification: OK');
    expect(by('-data', 'stamped.txt').said).toContain('Verification: OK');
    expect(by('-data', 'changed.txt').said).toContain('message imprint mismatch');
  });

  test('ends as an entry of the journal that custody shows with its time', () => {
    const before = entries(dir);
    const ran = cli.run(['custody', 'timestamp-add', dir, answer, '--chain', authority.rootFile, '--json']);
    const shown = cli.run(['custody', dir]).stdout;

    expect(ran).toMatchObject({
      status: 0,
      json: { entry: before, size: before, authority: 'Example Time 1', root: { name: 'Example Time Root' } },
    });
    expect(shown).toContain(`the first ${before} entries existed at ${ran.json['time']}`);
    expect(entries(dir)).toBe(before + 1);
    expect(verified(dir, 'Time stamps')).toMatchObject({
      ok: true,
      detail: expect.stringContaining('issued under "Example Time Root"'),
    });
    expect(cli.run(['verify', dir, '--quiet']).status).toBe(0);
  });

  test('is told from a second one with the same file', () => {
    const ran = add(dir, answer);

    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('was taken in already')]);
  });
});

describe('an authority that is not known', () => {
  test('is said to be, and its token is kept; the token alone is taken too', () => {
    const stranger = timestampAuthority(folderFor('stranger'), { key: 'RSA', hash: 'sha1', digest: 'sha512' });
    const file = join(cli.folder, 'stranger.tsr');
    writeFileSync(file, stranger.reply(requestFor(dir, join(cli.folder, 'second.tsq')), { bare: true }));
    const ran = add(dir, file, authority.rootFile);

    expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining('issuer not known here')]);
    expect(verified(dir, 'Time stamps')).toMatchObject({
      ok: true,
      detail: expect.stringContaining('"Example Time 1" (issuer not known here)'),
    });
  });
});

describe('a packet of the case', () => {
  test('carries both stamps, verifies, and proves them to openssl', () => {
    const packet = join(cli.folder, 'packet');
    cli.run(['exhibit', 'add', dir, 'E-001/1']);
    cli.run(['export', dir, '--out', packet, '--quiet']);
    const folder = join(packet, 'data/custody/timestamps');
    const [first = ''] = readdirSync(folder).filter((name) => name.endsWith('.tsr'));
    const data = first.replace('.tsr', '.txt');
    const by = ['ts', '-verify', '-in', first, '-data', data, '-CAfile', authority.rootFile];

    expect(readdirSync(folder).map((name) => name.slice(-4))).toEqual(['.pem', '.tsr', '.txt', '.pem', '.tsr', '.txt']);
    expect(cli.run(['verify', packet, '--quiet']).status).toBe(0);
    expect(verified(packet, 'Time stamps')?.detail).toContain('issued under "Example Time Root"');
    expect(tryOpenssl(folder, by).said).toContain('Verification: OK');
  });
});

describe('what is refused with a sentence, and recorded by nothing', () => {
  const refused = (name: string, bytes: Uint8Array, folder = dir) => {
    const file = join(cli.folder, name);
    writeFileSync(file, bytes);
    const before = entries(folder);
    const ran = add(folder, file, authority.rootFile);
    expect([ran.status, entries(folder)]).toEqual([2, before]);
    return ran.stderr;
  };

  test('a stamp over the checkpoint of another case', () => {
    expect(refused('foreign.tsr', readFileSync(answer), other)).toContain('over another checkpoint');
  });

  test('an answer to another request', () => {
    const request = requestFor(dir, join(cli.folder, 'third.tsq'));
    const swapped = Buffer.from(request);
    // The nonce stands before the last three bytes, the wish for a certificate.
    swapped[swapped.length - 4] = (swapped.at(-4) ?? 0) ^ 1;

    expect(refused('nonce.tsr', authority.reply(swapped))).toContain('answers another request');
  });

  test('a refusal of the authority, in its own words', () => {
    const folder = folderFor('picky');
    const picky = timestampAuthority(folder);
    writeFileSync(
      join(folder, 'ca.cnf'),
      readFileSync(join(folder, 'ca.cnf'), 'utf8').replace('digests = sha256, sha384, sha512', 'digests = sha512'),
    );

    expect(refused('refused.tsr', picky.reply(readFileSync(join(cli.folder, 'third.tsq'))))).toContain(
      'The authority refused the time stamp',
    );
  });

  test('damage: cut off, a byte changed in the statement, no time stamp at all', () => {
    const whole = authority.reply(readFileSync(join(cli.folder, 'third.tsq')));
    const changed = Buffer.from(whole);
    const at = changed.indexOf(Buffer.from('Z', 'latin1'), changed.indexOf(Buffer.from([0x18, 0x0f])));
    changed[at - 1] = changed[at - 1] === 0x31 ? 0x32 : 0x31;

    expect(refused('cut.tsr', whole.subarray(0, whole.length - 5))).toContain('cannot be read as one');
    expect(refused('changed.tsr', changed)).toContain('was changed: the signature of "Example Time 1" does not fit');
    expect(refused('text.tsr', Buffer.from('<html>404</html>'))).toContain('cannot be read as one');
  });

  test('a stamp without its certificate, until the certificate is brought', () => {
    const bare = Buffer.from(readFileSync(join(cli.folder, 'third.tsq')).subarray(0, -3));
    // Without the wish for a certificate the request is three bytes shorter.
    bare[1] = (bare[1] ?? 0) - 3;

    expect(refused('bare.tsr', authority.reply(bare))).toContain('Bring the certificate with --chain');
  });
});

describe('tampering with a case that holds time stamps', () => {
  const copy = (name: string) => {
    const to = join(cli.folder, name);
    cpSync(dir, to, { recursive: true });
    return to;
  };

  test('a request that was swapped is named', () => {
    const to = copy('swapped.chainmail');
    const [one = '', two = ''] = readdirSync(join(to, 'checkpoints')).filter((name) => name.endsWith('.tsq'));
    cpSync(join(to, 'checkpoints', one), join(to, 'checkpoints', two));

    expect(verified(to, 'Time stamps')).toMatchObject({ ok: false, detail: expect.stringContaining(two) });
  });

  test('a case that was built anew by the key\u2019s owner cannot take the old stamp in', () => {
    expect(add(other, answer).stderr).toContain('a journal that was changed since');
  });
});
