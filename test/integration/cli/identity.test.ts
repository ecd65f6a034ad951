/** An identity's life on the command line: each verb in its own process, answers as the contract gives them. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasOpenssl } from '../identity/lab';
import { type CommandLine, commandLine } from './chainmail';

let cli: CommandLine;
let file: (name: string) => string;
const SAMPLE = resolve('resources/sample/mail');

beforeAll(() => {
  cli = commandLine();
  file = (name) => join(cli.folder, name);
});

afterAll(() => cli.remove());

/** Runs a verb that must succeed, and gives its JSON. */
function done(words: readonly string[], env: NodeJS.ProcessEnv = {}): Record<string, unknown> {
  const ran = cli.run([...words, '--json', '--quiet'], { env: { ...env } });
  expect([words.slice(0, 2).join(' '), ran.status, ran.stderr]).toEqual([words.slice(0, 2).join(' '), 0, '']);
  return ran.json;
}

describe('identity', () => {
  test('create makes examiner and root in one go, and says where the root belongs', () => {
    const ran = cli.run(['identity', 'create', '--name', 'Jordan Examiner', '--organisation', 'County Example']);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain(join('home', 'identity-root.json'));
    expect(ran.stdout).toContain('move it to another medium');
    expect(done(['identity', 'show'])).toMatchObject({
      name: 'Jordan Examiner',
      organisation: 'County Example',
      file: file('home/identity.json'),
      chain: [
        { name: 'Jordan Examiner', issuer: 'Root of County Example' },
        { name: 'Root of County Example', issuer: 'Root of County Example' },
      ],
    });
  });

  test('create-root, request, sign-request and install bring a key below a laboratory', () => {
    const root = done(['identity', 'create-root', '--name', 'Laboratory', '--out', file('lab.json')], {
      CHAINMAIL_PASSPHRASE: 'root',
    });
    const identity = ['--identity', file('eve.json')];
    const asked = done(['identity', 'request', '--name', 'Eve', '--out', file('eve.csr'), ...identity]);
    expect(asked).toMatchObject({ file: file('eve.csr'), request: readFileSync(file('eve.csr'), 'utf8') });
    const issued = done(
      ['identity', 'sign-request', file('eve.csr'), '--root', file('lab.json'), '--out', file('eve.crt')],
      { CHAINMAIL_PASSPHRASE: 'root' },
    );
    expect(issued).toMatchObject({ name: 'Eve', fingerprint: asked['fingerprint'] });
    const installed = done(['identity', 'install', file('eve.crt'), ...identity]);
    expect(installed).toMatchObject({ fingerprint: asked['fingerprint'], issuers: [root['certificate']] });
    const wrong = cli.run(['identity', 'install', file('eve.crt')]);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('None of the certificates is for this')]);
  });

  test('passphrase changes it; the old one opens no more', () => {
    copyFileSync(file('eve.json'), file('changed.json'));
    const identity = ['--identity', file('changed.json')];
    done(['identity', 'passphrase', ...identity], { CHAINMAIL_NEW_PASSPHRASE: 'another' });
    const old = cli.run(['identity', 'request', '--out', file('x.csr'), ...identity]);
    expect([old.status, old.stderr]).toEqual([2, expect.stringContaining('does not open this identity')]);
    const none = cli.run(['identity', 'passphrase', ...identity]);
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('CHAINMAIL_NEW_PASSPHRASE')]);
  });

  test.skipIf(!hasOpenssl)('import-pkcs12 takes over a key', () => {
    const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { cwd: cli.folder, stdio: 'pipe' });
    const key = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Ada'];
    openssl(...key, '-keyout', 'ada.key', '-out', 'ada.crt');
    openssl('pkcs12', '-export', '-inkey', 'ada.key', '-in', 'ada.crt', '-passout', 'pass:file', '-out', 'ada.p12');
    const words = ['identity', 'import-pkcs12', file('ada.p12'), '--out', file('ada.json')];
    const made = done(words, { CHAINMAIL_PKCS12_PASSPHRASE: 'file' });
    expect(done(['identity', 'show', '--identity', file('ada.json')])).toMatchObject({
      name: 'Ada',
      fingerprint: made['fingerprint'],
    });
  });

  test('revoke writes a list that verify goes by, and notice records it in the case', () => {
    const dir = file('case.chainmail');
    done(['case', 'create', dir, '--name', 'Threatening emails', '--number', 'EC-1']);
    done(['import', dir, join(SAMPLE, 'reported-to-county.mbox')]);
    done(['exhibit', 'add', dir, 'E-001/1']);
    const notice = ['identity', 'notice', dir, '--about', 'passphrase', '--note', 'Changed after travel.'];
    const { entry } = done(notice) as { entry: number };
    const { entries } = done(['custody', dir]) as { entries: readonly { seq: number; act: string }[] };
    expect(entries.find(({ seq }) => seq === entry)).toMatchObject({ act: 'identity.notice' });
    expect(done(['verify', dir])).toMatchObject({ ok: true });

    const packet = file('packet');
    done(['export', dir, '--out', packet]);
    expect(done(['verify', packet])).toMatchObject({ ok: true, state: 'trusted' });
    writeFileSync(file('own.crt'), String(done(['identity', 'show'])['certificate']));
    const revoked = done(['identity', 'revoke', file('own.crt'), '--reason', 'lost']);
    expect(revoked).toMatchObject({ name: 'Jordan Examiner', reason: 'lost', file: file('home/identity-root.crl') });
    const before = done(['verify', packet, '--crl', file('home/identity-root.crl')]);
    expect(before).toMatchObject({ ok: true });
    expect(JSON.stringify(before)).toContain('Valid when signed');

    const late = file('late');
    done(['export', dir, '--out', late]);
    const after = cli.run(['verify', late, '--crl', file('home/identity-root.crl'), '--json']);
    expect(after.status).toBe(1);
    expect(after.json).toMatchObject({ ok: false, state: 'refused-signer' });
    const told = cli.run(['verify', late, '--crl', file('home/identity-root.crl')]);
    expect(told.stdout).toContain(
      'The packet is intact, but NOT validly signed: The certificate of "Jordan Examiner" was',
    );
  });

  test('verify trusts a key that was named, and refuses words that are none', () => {
    const stranger = { CHAINMAIL_HOME: file('elsewhere') };
    const { fingerprint } = done(['identity', 'show']) as { fingerprint: string };
    expect(done(['verify', file('packet')], stranger)).toMatchObject({ state: 'unknown-signer' });
    const groups = fingerprint.toUpperCase().replace(/(.{4})/g, '$1 ');
    expect(done(['verify', file('packet'), '--trust', groups], stranger)).toMatchObject({ state: 'trusted' });
    const wrong = cli.run(['verify', file('packet'), '--trust', '1234']);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('is not a fingerprint')]);
    const list = cli.run(['verify', file('packet'), '--crl', file('own.crt')]);
    expect([list.status, list.stderr]).toEqual([2, expect.stringContaining('no list of revoked certificates')]);
  });

  test.each([
    ['identity', 'show', '--identity', 'none.json'],
    ['identity', 'install', 'none.crt'],
    ['identity', 'sign-request', 'none.csr', '--out', 'x'],
    ['identity', 'import-pkcs12', 'none.p12'],
    ['identity', 'revoke', 'none.crt'],
    ['identity', 'notice', 'none.chainmail', '--about', 'weather', '--note', 'x'],
  ])('%s %s %s: one sentence, never a stack trace', (...words) => {
    const ran = cli.run(words);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^chainmail: [^\n]+\n$/);
    expect(ran.stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });
});
