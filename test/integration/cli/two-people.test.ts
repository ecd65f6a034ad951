/** Roles and the rule of two people on the command line: who is refused what, and what a packet shows of it. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve('resources/sample/mail');

let cli: CommandLine;
let dir: string;
let second: string;
let third: string;
const key = { first: '', second: '', third: '' };

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'case.chainmail');
  second = join(cli.folder, 'second.json');
  third = join(cli.folder, 'third.json');
  key.first = fingerprintOf(cli.run(['identity', 'create', '--name', 'Jordan Examiner', '--json']).json);
  key.second = fingerprintOf(cli.run(['identity', 'create', '--name', 'Robin Second', '--out', second, '--json']).json);
  key.third = fingerprintOf(cli.run(['identity', 'create', '--name', 'Kim Third', '--out', third, '--json']).json);
  cli.run(['case', 'create', dir, '--name', 'Two people', '--number', 'EC-2']);
  cli.run(['import', dir, join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);
  cli.run(['exhibit', 'add', dir, 'E-001/1', 'E-001/2']);
});

afterAll(() => cli.remove());

const fingerprintOf = (json: Record<string, unknown>) => String(json['fingerprint']);
const as = (who: 'second' | 'third') => ['--identity', who === 'second' ? second : third];
const entries = () => (cli.run(['custody', dir, '--json']).json['entries'] as { act: string }[]).length;
const objects = () => readdirSync(join(dir, 'objects'), { recursive: true }).length;

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const checkOf = (json: Record<string, unknown>, name: string) =>
  (json['checks'] as Check[]).find((check) => check.name === name);

test('a case is anybody’s to work on until somebody is given a role', () => {
  const listed = cli.run(['role', 'list', dir]);

  expect(listed.stdout).toContain('Nobody was given a role');
  expect(cli.run(['annotate', dir, 'E-001/1', '--note', 'by a third', ...as('third')]).status).toBe(0);
});

test('a rule for two people needs a second person first', () => {
  const ran = cli.run(['role', 'two-people', dir, '--for', 'release']);

  expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('needs a second person')]);
});

describe('once roles are given', () => {
  beforeAll(() => {
    const given = cli.run(['role', 'set', dir, '--key', key.second, '--role', 'reviewer', '--name', 'Robin Second']);
    expect(given.status).toBe(0);
  });

  test.each([
    ['a reviewer', 'second', 'has the role of a reviewer'],
    ['a key without a role', 'third', 'can only read'],
  ] as const)('%s cannot choose exhibits, and leaves nothing behind', (_, who, why) => {
    const before = [entries(), objects()];
    const refused = cli.run(['boundary', dir, 'E-001/1', '--trusted', '1', '--reason', 'x', ...as(who)]);
    const exhibit = cli.run(['exhibit', 'add', dir, 'E-001/3', ...as(who)]);
    const imported = cli.run(['import', dir, join(SAMPLE, 'reported-to-county.mbox'), '--quiet', ...as(who)]);

    expect([refused.status, exhibit.status, imported.status]).toEqual([2, 2, 2]);
    expect(exhibit.stderr).toContain(why);
    expect([entries(), objects()]).toEqual(before);
  });

  test('a reviewer annotates', () => {
    expect(cli.run(['annotate', dir, 'E-001/2', '--note', 'seen', ...as('second')]).status).toBe(0);
  });
});

describe('with two people for each packet', () => {
  const packet = () => join(cli.folder, 'packet');

  beforeAll(() => {
    expect(
      cli.run(['role', 'two-people', dir, '--for', 'release,redaction', '--reason', 'Office order 7']).status,
    ).toBe(0);
  });

  test('one alone gets no packet, and is told what to do', () => {
    const ran = cli.run(['export', dir, '--out', packet()]);

    expect([ran.status, ran.stderr]).toEqual([
      2,
      expect.stringContaining('Propose it, and let somebody else approve it'),
    ]);
    expect(readdirSync(cli.folder)).not.toContain('packet');
  });

  test('nobody approves what they proposed; a refusal stands until it is approved', () => {
    const proposed = cli.run(['release', 'propose', dir, '--note', 'for the state bureau', '--json']).json['entry'];
    const own = cli.run(['release', 'approve', dir, '--entry', String(proposed)]);
    const refused = cli.run([
      'release',
      'refuse',
      dir,
      '--entry',
      String(proposed),
      '--reason',
      'B is missing',
      ...as('second'),
    ]);
    const exported = cli.run(['export', dir, '--out', packet()]);

    expect([own.status, own.stderr]).toEqual([2, expect.stringContaining('cannot also approve it')]);
    expect([refused.status, exported.status]).toEqual([0, 2]);
    expect(cli.run(['role', 'list', dir]).stdout).toContain(`Open proposal, entry ${proposed}`);
  });

  test('approved by another key, it goes out once, and the packet shows it', () => {
    const proposed = cli.run(['release', 'propose', dir, '--json']).json['entry'] as number;
    const approved = cli.run(['release', 'approve', dir, '--entry', String(proposed), ...as('second'), '--json']);
    const exported = cli.run(['export', dir, '--out', packet(), '--json']);
    const again = cli.run(['export', dir, '--out', join(cli.folder, 'again')]);
    const verified = cli.run(['verify', packet(), '--json', '--quiet']).json;

    expect([approved.status, exported.status, again.status]).toEqual([0, 0, 2]);
    expect(checkOf(verified, 'Roles')).toEqual({
      name: 'Roles',
      ok: true,
      detail: `two people have to agree on packets: this one was proposed by entry ${proposed} and approved by another key in entry ${proposed + 1}`,
    });
  });

  test('the case is verified for it', () => {
    const verified = cli.run(['verify', dir, '--json', '--quiet']);

    expect(verified.status).toBe(0);
    expect(checkOf(verified.json, 'Roles')).toMatchObject({
      ok: true,
      detail: expect.stringContaining('1 key has a role'),
    });
  });

  test('the rule is not lifted by one alone, and by two it is', () => {
    const alone = cli.run(['role', 'two-people', dir, '--for', 'none']);
    const proposed = cli.run(['release', 'propose', dir, '--two-people', 'none', '--json']).json['entry'];
    cli.run(['release', 'approve', dir, '--entry', String(proposed), ...as('second')]);
    const both = cli.run(['role', 'two-people', dir, '--for', 'none']);
    const exported = cli.run(['export', dir, '--out', join(cli.folder, 'free')]);

    expect([alone.status, both.status, exported.status]).toEqual([2, 0, 0]);
  });
});

test('words that are not understood are named, and nothing is recorded', () => {
  const before = entries();
  const runs = [
    ['role', 'set', dir, '--key', 'abc', '--role', 'reviewer'],
    ['role', 'set', dir, '--key', key.third, '--role', 'boss'],
    ['role', 'two-people', dir, '--for', 'everything'],
    ['role', 'two-people', dir, '--for', 'none,release'],
    ['release', 'approve', dir, '--entry', 'x', ...as('second')],
    ['release', 'approve', dir, '--entry', '1', ...as('second')],
  ].map((words) => cli.run(words));

  expect(runs.map(({ status }) => status)).toEqual([2, 2, 2, 2, 2, 2]);
  expect(runs.every(({ stderr }) => /Nothing was (done|recorded|changed|created|written)/.test(stderr))).toBe(true);
  expect(entries()).toBe(before);
});
