/** The whole way on the command line: from real files to a packet that standard tools verify. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve('resources/sample/mail');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const hasTool = (name: string) => spawnSync('which', [name]).status === 0;

let cli: CommandLine;
let dir: string;
let packet: string;

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'way.chainmail');
  packet = join(cli.folder, 'packet');
});

afterAll(() => cli.remove());

describe('the way through on the command line', () => {
  test('makes an identity', () => {
    const ran = cli.run([
      'identity',
      'create',
      '--name',
      'Jordan Examiner',
      '--organisation',
      'County Example',
      '--json',
    ]);

    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    expect(ran.json).toEqual({
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      certificate: expect.stringContaining('BEGIN CERTIFICATE'),
      file: join(cli.folder, 'home', 'identity.json'),
      root: {
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        certificate: expect.stringContaining('BEGIN CERTIFICATE'),
        file: join(cli.folder, 'home', 'identity-root.json'),
      },
    });
  });

  test('makes a case', () => {
    const ran = cli.run(['case', 'create', dir, '--name', 'Threatening emails', '--number', 'EC-2020-001', '--json']);

    expect(ran.status).toBe(0);
    expect(ran.json).toEqual({
      path: dir,
      id: expect.stringMatching(/^case_[0-9a-f]{32}$/),
      name: 'Threatening emails',
      number: 'EC-2020-001',
    });
  });

  test('imports a folder and a mailbox, each as one evidence item, originals into the vault', () => {
    const mailbox = join(SAMPLE, 'reported-to-county.mbox');
    const ran = cli.run([
      'import',
      dir,
      join(SAMPLE, 'voters'),
      mailbox,
      '--received-from',
      'County clerk',
      '--json',
      '--quiet',
    ]);
    const evidence = ran.json['evidence'] as { number: string; format: string; messages: number; sha256: string }[];

    expect(ran.status).toBe(0);
    expect(evidence.map(({ number, format, messages }) => ({ number, format, messages }))).toEqual([
      { number: 'E-001', format: 'folder', messages: 28 },
      { number: 'E-002', format: 'mbox', messages: 12 },
    ]);
    expect(evidence[1]?.sha256).toBe(sha256(readFileSync(mailbox)));
    const first = readFileSync(join(SAMPLE, 'voters/florida/fl-1029384-doe.eml'));
    const hash = sha256(first);
    expect(readFileSync(join(dir, 'objects', hash.slice(0, 2), hash.slice(2)))).toEqual(first);
    expect(statSync(join(dir, 'objects', hash.slice(0, 2), hash.slice(2))).mode & 0o777).toBe(0o400);
  });

  test('imports pasted headers as an item of kind transcribed', () => {
    const input = Buffer.from(
      'Received: from a.example ([192.0.2.1]) by b.example; Tue, 20 Oct 2020 13:00:00 +0000\nFrom: x@a.example\nSubject: gr\u00fcn\n',
      'latin1',
    );
    const ran = cli.run(['import', dir, '-', '--json', '--quiet'], { input });

    expect(ran.status).toBe(0);
    expect(ran.json['evidence']).toEqual([
      expect.objectContaining({ number: 'E-003', format: 'transcribed', messages: 1, sha256: sha256(input) }),
    ]);
  });

  test('sets aside by name what is no email, keeps its bytes, and exits 3', () => {
    const odd = join(cli.folder, 'odd');
    mkdirSync(odd);
    writeFileSync(join(odd, 'empty.eml'), '');
    writeFileSync(join(odd, 'picture.eml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254]));
    cpSync(join(SAMPLE, 'office/contact-form.eml'), join(odd, 'good.eml'));
    const ran = cli.run(['import', dir, odd, '--json', '--quiet']);
    const [item] = ran.json['evidence'] as { messages: number; setAside: { where: string; reason: string }[] }[];

    expect(ran.status).toBe(3);
    expect(item?.messages).toBe(1);
    expect(item?.setAside.map(({ where }) => where).sort()).toEqual(['empty.eml', 'picture.eml']);
    const hash = sha256(readFileSync(join(odd, 'picture.eml')));
    expect(existsSync(join(dir, 'objects', hash.slice(0, 2), hash.slice(2)))).toBe(true);
  });

  test('lists messages, and finds them by a query', () => {
    const all = cli.run(['messages', dir, '--json']);
    const some = cli.run(['messages', dir, '--query', 'subject:neighbour evidence:E-001', '--limit', '3', '--json']);

    expect(all.json['total']).toBe(42);
    expect((all.json['messages'] as unknown[])[0]).toMatchObject({
      ref: 'E-001/1',
      source: expect.stringContaining('.eml'),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      findings: {
        proof: expect.any(Number),
        high: expect.any(Number),
        medium: expect.any(Number),
        low: expect.any(Number),
        info: expect.any(Number),
      },
    });
    expect(some.json['total']).toBe(8);
    expect(some.json['messages']).toHaveLength(3);
  });

  test('says which word of a query is wrong', () => {
    const ran = cli.run(['messages', dir, '--query', 'before:yesterday-ish', '--json']);

    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('yesterday-ish');
    expect(ran.stdout).toBe('');
  });

  test('shows one message whole, with offsets that point at its own bytes', () => {
    const ran = cli.run(['message', dir, 'E-001/1', '--json']);
    const view = ran.json as {
      sha256: string;
      source: string;
      headers: { name: string; start: number; end: number }[];
      route: unknown[];
      findings: { rule: string; spans: { start: number; end: number }[] }[];
    };
    const bytes = readFileSync(join(SAMPLE, 'voters', view.source));

    expect(view.sha256).toBe(sha256(bytes));
    for (const { name, start, end } of view.headers) {
      expect(bytes.subarray(start, end).toString('latin1').toLowerCase().startsWith(`${name.toLowerCase()}:`)).toBe(
        true,
      );
    }
    expect(view.route).toHaveLength(4);
    expect(view.findings.length).toBeGreaterThan(0);
    for (const { spans } of view.findings) {
      expect(spans.every(({ start, end }) => 0 <= start && start < end && end <= bytes.length)).toBe(true);
    }
  });

  test('dumps every message as JSON Lines', () => {
    const lines = cli.run(['dump', dir, '--quiet']).stdout.trim().split('\n');

    expect(lines).toHaveLength(42);
    expect(lines.map((line) => JSON.parse(line).ref)).toContain('E-002/12');
  });

  test('lists findings by rule, and the rule catalogue', () => {
    const rules = cli.run(['rules', '--json']).json['rules'] as {
      id: string;
      innocent: string[];
      settle: string;
      errorRate: object;
    }[];
    const found = cli.run(['findings', dir, '--rule', 'submission.web-script', '--json']).json['findings'] as {
      ref: string;
    }[];

    expect(rules.length).toBeGreaterThanOrEqual(10);
    expect(rules.every(({ innocent }) => innocent.length > 0)).toBe(true);
    expect(rules.every(({ settle }) => settle.length > 20)).toBe(true);
    expect(found.length).toBeGreaterThan(20);
  });

  test('records an assessment, an annotation and exhibits in the journal', () => {
    const assessed = cli.run([
      'assess',
      dir,
      'E-001/1',
      '--rule',
      'submission.web-script',
      '--decision',
      'confirmed',
      '--reason',
      'Same script in all.',
      '--json',
    ]);
    const annotated = cli.run([
      'annotate',
      dir,
      'E-001/1',
      '--note',
      'First one received.',
      '--span',
      '0:11',
      '--tag',
      'first',
      '--json',
    ]);
    const exhibits = cli.run(['exhibit', 'add', dir, 'E-001/1', 'E-002/1', 'E-003/1', '--json']);
    const removed = cli.run(['exhibit', 'remove', dir, 'E-003/1', '--json']);
    const custody = cli.run(['custody', dir, '--json']).json as {
      head: string;
      entries: { seq: number; act: string; hash: string }[];
    };

    expect(assessed.json).toEqual({ entry: expect.any(Number) });
    expect(annotated.json).toMatchObject({
      entry: expect.any(Number),
      annotation: { note: 'First one received.', tags: ['first'] },
    });
    expect(exhibits.json['exhibits']).toEqual([
      { label: 'A', ref: 'E-001/1' },
      { label: 'B', ref: 'E-002/1' },
      { label: 'C', ref: 'E-003/1' },
    ]);
    expect(removed.json['exhibits']).toHaveLength(2);
    expect(custody.entries.map(({ seq }) => seq)).toEqual(custody.entries.map((_, index) => index));
    expect(custody.entries.map(({ act }) => act).slice(-4)).toEqual([
      'finding.assess',
      'message.annotate',
      'exhibit.add',
      'exhibit.remove',
    ]);
    expect(custody.head).toBe(custody.entries.at(-1)?.hash);
  });

  test('records a hand-over', () => {
    const ran = cli.run(['custody', 'hand-over', dir, '--to', 'State bureau', '--reason', 'Request 17', '--json']);

    expect(ran.json).toEqual({ entry: expect.any(Number) });
  });

  test('verifies the case', () => {
    const ran = cli.run(['verify', dir, '--json', '--quiet']);

    expect(ran.json).toMatchObject({ ok: true, kind: 'case', firstFailure: null });
    expect(ran.status).toBe(0);
  });

  test('exports a packet that verifies', () => {
    const ran = cli.run(['export', dir, '--out', packet, '--json', '--quiet']);
    const verified = cli.run(['verify', packet, '--json', '--quiet']);

    expect(ran.stderr).toBe('');
    expect(ran.json).toMatchObject({
      path: packet,
      manifestSha256: sha256(readFileSync(join(packet, 'manifest-sha256.txt'))),
    });
    expect(verified.json).toMatchObject({ ok: true, kind: 'packet', firstFailure: null });
  });

  test('exports the same packet as a zip', () => {
    const zip = join(cli.folder, 'packet.zip');
    const ran = cli.run(['export', dir, '--out', zip, '--zip', '--json', '--quiet']);

    expect(ran.status).toBe(0);
    expect(cli.run(['verify', zip, '--json', '--quiet']).json).toMatchObject({ ok: true, kind: 'packet' });
  });

  test.skipIf(!hasTool('sha256sum'))('sha256sum verifies the manifests', () => {
    const ran = spawnSync('sha256sum', ['-c', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'], {
      cwd: packet,
      encoding: 'utf8',
    });

    expect(ran.status).toBe(0);
  });

  test.skipIf(!hasTool('openssl'))('openssl verifies the signature', () => {
    const words = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'tagmanifest-sha256.txt.p7s'];
    const ran = spawnSync(
      'openssl',
      [
        ...words,
        '-content',
        'tagmanifest-sha256.txt',
        '-CAfile',
        'data/keys/root.crt',
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ],
      { cwd: packet, encoding: 'utf8' },
    );

    expect(ran.stderr).toMatch(/Verification successful/i);
    expect(ran.status).toBe(0);
  });

  test.skipIf(!hasTool('pdfinfo'))('pdfinfo reads the report', () => {
    const ran = spawnSync('pdfinfo', [join(packet, 'data/report/briefing.pdf')], { encoding: 'utf8' });

    expect(ran.stdout).toMatch(/Tagged:\s+yes/);
    expect(ran.stdout).toContain('EC-2020-001');
  });
});

describe('tampering is found and named on the command line', () => {
  const flip = (path: string, at: number) => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    chmodSync(path, 0o600);
    writeFileSync(path, bytes);
  };
  const copyOf = (what: string, name: string) => {
    const to = join(cli.folder, name);
    cpSync(what, to, { recursive: true });
    return to;
  };

  test('a byte of an object in the vault', () => {
    const copy = copyOf(dir, 'vault.chainmail');
    const hash = sha256(readFileSync(join(SAMPLE, 'reported-to-county.mbox')));
    flip(join(copy, 'objects', hash.slice(0, 2), hash.slice(2)), 1_000);
    const ran = cli.run(['verify', copy, '--json', '--quiet']);

    expect(ran.status).toBe(1);
    expect(String(ran.json['firstFailure'])).toContain(hash.slice(2));
  });

  test('a byte of the journal', () => {
    const copy = copyOf(dir, 'journal.chainmail');
    const text = readFileSync(join(copy, 'journal.jsonl'), 'latin1');
    flip(join(copy, 'journal.jsonl'), text.indexOf('"act":"finding.assess"') + 8);
    const ran = cli.run(['verify', copy, '--json', '--quiet']);

    expect(ran.status).toBe(1);
    expect(String(ran.json['firstFailure'])).toMatch(/entry \d+|journal/);
  });

  test.each([
    'data/report/briefing.pdf',
    'data/custody/journal.jsonl',
    'manifest-sha256.txt',
    'bag-info.txt',
    'README.txt',
  ])('a byte of %s in a packet', (name) => {
    const copy = copyOf(packet, `packet-${name.replaceAll('/', '-')}`);
    flip(join(copy, name), 100);
    const ran = cli.run(['verify', copy, '--json', '--quiet']);

    expect(ran.status).toBe(1);
    expect(JSON.stringify(ran.json['checks'])).toContain(name.split('/').at(-1));
  });
});

describe('wrong usage and bad input give one plain sentence', () => {
  test.each([
    { label: 'an unknown verb', words: ['frobnicate'] },
    { label: 'a missing name', words: ['case', 'create', 'x'] },
    { label: 'an unknown option', words: ['messages', 'x', '--colour'] },
    { label: 'a folder that is no case', words: ['case', 'info', '.'] },
    { label: 'a path that is not there', words: ['verify', '/nowhere/at/all'] },
    { label: 'a verb still to come', words: ['validate', 'manifest.tsv'] },
    {
      label: 'a decision that does not exist',
      words: ['assess', 'x', 'E-001/1', '--rule', 'r', '--decision', 'guilty', '--reason', 'x'],
    },
  ])('$label', ({ words }) => {
    const ran = cli.run(words);

    expect(ran.status).toBe(2);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(/^chainmail: [^\n]+\n$/);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  test('a wrong passphrase', () => {
    const ran = cli.run(['exhibit', 'add', dir, 'E-001/2'], { env: { CHAINMAIL_PASSPHRASE: 'wrong' } });

    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/passphrase/i);
  });

  test('a redaction profile that does not exist', () => {
    const ran = cli.run(['export', dir, '--out', join(cli.folder, 'redacted'), '--redact', 'default']);

    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('There is no redaction profile "default"')]);
    expect(existsSync(join(cli.folder, 'redacted'))).toBe(false);
  });
});
