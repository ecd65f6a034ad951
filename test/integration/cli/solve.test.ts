/** Hashed times on the command line: found, recorded, shown, kept in the journal, checked by other means. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from './chainmail';

const cli = commandLine();
const dir = join(cli.folder, 'solve.chainmail');
const SECOND = Date.UTC(2020, 9, 20, 13, 2, 12) / 1000;
const PREIMAGE = `${SECOND}${SECOND.toString(16)}0004f`;
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const HASH = md5(PREIMAGE);

const mail = (id: string, boundary: string): string =>
  [
    'From: Notice <notice@example.org>',
    'Date: Tue, 20 Oct 2020 15:02:11 +0200',
    `Message-ID: <${id}@web.example.org>`,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    '',
    'x',
    `--${boundary}--`,
    '',
  ].join('\r\n');

beforeAll(() => {
  const files = join(cli.folder, 'files');
  cli.run(['identity', 'create', '--name', 'Jordan Examiner']);
  cli.run(['case', 'create', dir, '--name', 'Hashed']);
  spawnSync('mkdir', ['-p', files]);
  writeFileSync(join(files, '1.eml'), mail(HASH, `b1_${HASH}`));
  writeFileSync(join(files, '2.eml'), mail('0123456789abcdef0123456789abcdef', 'plain'));
  writeFileSync(join(files, '3.eml'), mail('no-hash', 'plain'));
  cli.run(['import', dir, files, '--quiet']);
});

afterAll(() => cli.remove());

interface SolvedTime {
  readonly preimage: string | null;
  readonly time: string;
  readonly kind: string;
}

const timesOf = (ref: string): readonly SolvedTime[] =>
  (cli.run(['message', dir, ref, '--json']).json['times'] as readonly SolvedTime[]).filter(
    ({ preimage }) => preimage !== null,
  );

describe('solve', { timeout: 120_000 }, () => {
  it('finds what was hashed, says what was not, and records the find', () => {
    const ran = cli.run(['solve', dir, '--all', '--window', '1', '--json', '--quiet']);

    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    const [solved, ...others] = ran.json['solved'] as readonly Record<string, unknown>[];
    expect(others).toEqual([]);
    expect(solved).toMatchObject({
      ref: 'E-001/1',
      kind: 'hash-lock.phpmailer',
      preimage: PREIMAGE,
      hash: HASH,
      time: '2020-10-20T13:02:12.000079Z',
    });
    expect(md5(String(solved?.['preimage']))).toBe(solved?.['hash']);
    expect(ran.json['unsolved']).toMatchObject([{ ref: 'E-001/2', source: 'message-id' }]);
    expect(ran.json['messages']).toBe(3);
  });

  it('shows the time in the message, at both places of the digits', () => {
    expect(timesOf('E-001/1').map(({ kind, time }) => `${kind} ${time}`)).toEqual([
      'hash-lock.phpmailer 2020-10-20T13:02:12.000079Z',
      'hash-lock.phpmailer 2020-10-20T13:02:12.000079Z',
    ]);
  });

  it('names no text in the journal, and is intact', () => {
    const custody = cli.run(['custody', dir, '--json']);
    expect(custody.stdout).toContain('time.solve');
    expect(custody.stdout).not.toContain(PREIMAGE);
    expect(cli.run(['verify', dir, '--json']).json).toMatchObject({ ok: true });
  });

  it('comes back from the journal when the views are lost', () => {
    rmSync(join(dir, 'case.json'));
    rmSync(join(dir, 'derived'), { recursive: true });

    // Whoever writes next brings the view back; what was found is found no second time.
    expect(cli.run(['solve', dir, 'E-001/1', '--json', '--quiet']).json).toMatchObject({ solved: [], unsolved: [] });
    expect(timesOf('E-001/1')).toHaveLength(2);
    expect(cli.run(['verify', dir, '--json']).json).toMatchObject({ ok: true });
  });

  it.each([
    ['no message', ['solve', dir]],
    ['messages and all', ['solve', dir, 'E-001/1', '--all']],
    ['a window that is none', ['solve', dir, '--all', '--window', 'x']],
    ['a window of a year', ['solve', dir, '--all', '--window', '9999999']],
  ])('refuses %s in one sentence', (_, words) => {
    const ran = cli.run(words);
    expect(ran.status).toBe(2);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });
});
