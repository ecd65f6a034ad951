/** Checkpoints and proofs on the command line: what each verb leaves behind, and a case that was put back. */
import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve('resources/sample/mail');
const NO_KEY = { env: { CHAINMAIL_PASSPHRASE: '' } };

let cli: CommandLine;
let dir: string;
let second: string;

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'case.chainmail');
  second = join(cli.folder, 'second.json');
  cli.run(['identity', 'create', '--name', 'Jordan Examiner']);
  cli.run(['identity', 'create', '--name', 'Robin Second', '--out', second]);
  cli.run(['case', 'create', dir, '--name', 'Checkpoints', '--number', 'EC-1']);
  cli.run(['import', dir, join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);
});

afterAll(() => cli.remove());

const entries = () => (cli.run(['custody', dir, '--json']).json['entries'] as unknown[]).length;
const checkpoints = () => readdirSync(join(dir, 'checkpoints')).filter((name) => name.endsWith('.checkpoint'));
const name = (size: number) => `${String(size).padStart(8, '0')}.checkpoint`;

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

describe('each end of work', () => {
  test('has left a checkpoint: the new case, the import', () => {
    expect(checkpoints()).toEqual([name(2), name(entries())]);
  });

  test('so do a hand-over and any other act, and reading leaves none', () => {
    cli.run(['exhibit', 'add', dir, 'E-001/1', 'E-001/2']);
    cli.run(['custody', 'hand-over', dir, '--to', 'State bureau', '--reason', 'Request 17']);
    const before = checkpoints();
    cli.run(['custody', dir]);
    cli.run(['messages', dir]);

    expect(before).toHaveLength(4);
    expect(checkpoints()).toEqual(before);
  });

  test('custody names the last one', () => {
    expect(cli.run(['custody', dir, '--json']).json['checkpoint']).toMatchObject({
      size: entries(),
      root: expect.stringMatching(/^\S{43}=$/),
      signers: [{ name: 'Jordan Examiner' }],
    });
  });
});

describe('custody checkpoint', () => {
  test('gives the stored one without a key, as a note whose signature openssl verifies', () => {
    const ran = cli.run(['custody', 'checkpoint', dir, '--json'], NO_KEY);
    const text = String(ran.json['checkpoint']);
    const certificate = certificateOf();
    const [lines = '', signature = ''] = text.split('\n\n');
    const bytes = Buffer.from(signature.trim().split(' ')[2] ?? '', 'base64');
    const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
    writeFileSync(join(cli.folder, 'note'), `${lines}\n`);
    writeFileSync(join(cli.folder, 'sig'), bytes.subarray(4));
    writeFileSync(join(cli.folder, 'key.der'), spki);
    const checked = spawnSync(
      'openssl',
      ['dgst', '-sha256', '-keyform', 'DER', '-verify', 'key.der', '-signature', 'sig', 'note'],
      { cwd: cli.folder, encoding: 'utf8' },
    );

    expect(ran.status).toBe(0);
    expect(lines.split('\n')[0]).toMatch(/^chainmail\/case_[0-9a-f]{32}$/);
    expect(ran.json).toMatchObject({ size: entries(), file: null });
    expect(bytes.subarray(0, 4)).toEqual(createHash('sha256').update(spki).digest().subarray(0, 4));
    expect(checked.stdout).toContain('Verified OK');
  });

  test("adds a second examiner's signature, and writes it to a file that is not there yet", () => {
    const out = join(cli.folder, 'handed-out.checkpoint');
    const ran = cli.run(['custody', 'checkpoint', dir, '--identity', second, '--out', out, '--json']);
    const again = cli.run(['custody', 'checkpoint', dir, '--out', out]);

    expect(ran.json['signers']).toMatchObject([{ name: 'Jordan Examiner' }, { name: 'Robin Second' }]);
    expect(readFileSync(out, 'utf8')).toBe(ran.json['checkpoint']);
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('already exists')]);
  });

  test('without a key and without a stored one says what is missing', () => {
    const copy = join(cli.folder, 'bare.chainmail');
    cpSync(dir, copy, { recursive: true });
    rmSync(join(copy, 'checkpoints'), { recursive: true });
    const ran = cli.run(['custody', 'checkpoint', copy], NO_KEY);

    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('Set CHAINMAIL_PASSPHRASE')]);
  });
});

function certificateOf(): string {
  const home = JSON.parse(readFileSync(join(cli.folder, 'home', 'identity.json'), 'utf8')) as { certificate: string };
  return home.certificate;
}

describe('custody prove and check-proof', () => {
  test('prove an entry to whoever has its line and the certificate', () => {
    const proof = join(cli.folder, 'entry-3.tlog-proof');
    const ran = cli.run(['custody', 'prove', dir, '3', '--out', proof, '--json'], NO_KEY);
    const line = join(cli.folder, 'line');
    const certificate = join(cli.folder, 'jordan.crt');
    writeFileSync(line, readFileSync(join(dir, 'journal.jsonl'), 'utf8').split('\n')[3] ?? '');
    writeFileSync(certificate, certificateOf());
    const check = (journal: string) =>
      cli.run(['custody', 'check-proof', proof, '--journal', journal, '--certificate', certificate, '--json']);

    expect(ran.json).toMatchObject({ entry: 3, size: entries(), file: proof });
    expect(readFileSync(proof, 'utf8').split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 3']);
    expect(check(line)).toMatchObject({ status: 0, json: { ok: true, entry: 3 } });
    expect(check(join(dir, 'journal.jsonl'))).toMatchObject({ status: 0, json: { ok: true } });
    writeFileSync(line, readFileSync(line, 'utf8').replace('"zone":"', '"zone":" '));
    expect(check(line)).toMatchObject({ status: 1, json: { ok: false } });
    const other = cli.run([
      'custody',
      'check-proof',
      proof,
      '--journal',
      join(dir, 'journal.jsonl'),
      '--certificate',
      line,
    ]);
    expect(other.stdout).toContain('FAILED  Signature');
    const none = cli.run(['custody', 'check-proof', line, '--journal', line, '--certificate', certificate]);
    expect([none.status, none.stdout]).toEqual([1, expect.stringContaining('is not a proof')]);
  });

  test('say which entry is not there', () => {
    const beyond = cli.run(['custody', 'prove', dir, '999']);
    const odd = cli.run(['custody', 'prove', dir, 'three']);

    expect([beyond.status, beyond.stderr]).toEqual([2, expect.stringContaining('The journal has no entry 999')]);
    expect([odd.status, odd.stderr]).toEqual([2, expect.stringContaining('"three" is no number')]);
  });
});

describe('a packet', () => {
  test('carries the checkpoint with both signatures and the proofs behind its exhibits, and verifies', () => {
    const packet = join(cli.folder, 'packet');
    const size = entries();
    cli.run(['export', dir, '--out', packet, '--quiet']);
    const description = JSON.parse(readFileSync(join(packet, 'data/packet.json'), 'utf8'));
    const acts = readFileSync(join(packet, 'data/custody/journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).entry.act as string);
    const verified = cli.run(['verify', packet, '--json', '--quiet']);

    expect(description.checkpoint).toMatchObject({ path: 'data/custody/checkpoint.txt', size });
    expect(description.proofs.map(({ entry }: { entry: number }) => acts[entry])).toEqual([
      'evidence.receive',
      'exhibit.add',
      'custody.hand-over',
    ]);
    expect(verified.status).toBe(0);
    const checks = verified.json['checks'] as Check[];
    expect(checks.find((check) => check.name === 'Checkpoint')?.detail).toContain('and 1 other examiner');
    expect(checks.find((check) => check.name === 'Proofs')?.detail).toContain('3 proofs of single journal entries');
    expect(checkpoints()).toContain(name(size));
    expect(checkpoints()).toContain(name(size + 1));
  });

  test('holds what the case can be checked against later', () => {
    const given = join(cli.folder, 'packet/data/custody/checkpoint.txt');
    const ran = cli.run(['verify', dir, '--checkpoint', given, '--json', '--quiet']);

    expect(ran.status).toBe(0);
    expect((ran.json['checks'] as Check[]).find((check) => check.name === 'Given checkpoints')?.ok).toBe(true);
    expect(ran.json['tree']).toMatchObject({ size: entries(), checkpoints: expect.any(Array) });
  });
});

describe('a case folder that was put back to an earlier state', () => {
  test('is said to be at the next opening; it can be read, and nothing is written', () => {
    const backup = join(cli.folder, 'backup');
    cpSync(dir, backup, { recursive: true });
    const before = entries();
    cli.run(['annotate', dir, 'E-001/1', '--note', 'later']);
    rmSync(dir, { recursive: true });
    cpSync(backup, dir, { recursive: true });

    const read = cli.run(['custody', dir, '--json']);
    const write = cli.run(['annotate', dir, 'E-001/1', '--note', 'on top']);
    const signed = cli.run(['custody', 'checkpoint', dir, '--identity', second]);
    const verified = cli.run(['verify', dir, '--json', '--quiet']);

    expect([read.status, read.json['entries']]).toEqual([0, expect.objectContaining({ length: before })]);
    expect(read.stderr).toContain('This case was rolled back');
    expect([write.status, write.stderr]).toEqual([2, expect.stringContaining('This case was rolled back')]);
    expect([signed.status, signed.stderr]).toEqual([2, expect.stringContaining('This case was rolled back')]);
    expect(verified.status).toBe(1);
    expect(verified.json['firstFailure']).toContain('Last seen: This case was rolled back');
    expect(entries()).toBe(before);
    expect(existsSync(join(dir, 'lock'))).toBe(false);
  });

  test('opens elsewhere, where nobody saw the later state', () => {
    const ran = cli.run(['verify', dir, '--json', '--quiet'], {
      env: { CHAINMAIL_HOME: join(cli.folder, 'elsewhere') },
    });

    expect(ran.json).toMatchObject({ ok: true });
  });
});
