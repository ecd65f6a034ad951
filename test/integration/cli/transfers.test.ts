/** Hand-overs, receipts, disposal and corrections on the command line, in the journal, and on the paper form of a packet. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readObject } from '../../e2e/disk';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve('resources/sample/mail');

let cli: CommandLine;
let dir: string;
let second: string;

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'case.chainmail');
  second = join(cli.folder, 'second.json');
  cli.run(['identity', 'create', '--name', 'Jordan Examiner']);
  cli.run(['identity', 'create', '--name', 'Robin Second', '--out', second]);
  cli.run(['case', 'create', dir, '--name', 'Transfers', '--number', 'EC-3']);
  cli.run(['import', dir, join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);
});

afterAll(() => cli.remove());

interface Entry {
  readonly seq: number;
  readonly act: string;
  readonly subject: Record<string, unknown>;
}

const entries = () => cli.run(['custody', dir, '--json']).json['entries'] as Entry[];
const seqOf = (act: string) => String(entries().findLast((entry) => entry.act === act)?.seq);

test('a hand-over tells who, why, what and how, and the receiver takes over with their own key, once', () => {
  const words = ['--to', 'Robin Second', '--reason', 'Request 17', '--item', 'E-001', '--method', 'by hand'];
  expect(cli.run(['custody', 'hand-over', dir, ...words, '--remarks', 'sealed bag 4']).status).toBe(0);
  const handOver = seqOf('custody.hand-over');

  const own = cli.run(['custody', 'take-over', dir, '--entry', handOver]);
  const taken = cli.run([
    'custody',
    'take-over',
    dir,
    '--entry',
    handOver,
    '--remarks',
    'seal whole',
    '--identity',
    second,
  ]);
  const twice = cli.run(['custody', 'take-over', dir, '--entry', handOver, '--identity', second]);
  const other = cli.run(['custody', 'take-over', dir, '--entry', '1', '--identity', second]);

  expect([own.status, own.stderr]).toEqual([2, expect.stringContaining('cannot also take it over')]);
  expect(taken.status).toBe(0);
  expect([twice.status, twice.stderr]).toEqual([2, expect.stringContaining('was taken over already')]);
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('Entry 1 is not a hand-over')]);
});

test('a receipt keeps the signed paper byte for byte, and names it in the journal', () => {
  const paper = join(cli.folder, 'receipt.pdf');
  const bytes = Buffer.from('%PDF-1.7 a signed receipt');
  writeFileSync(paper, bytes);

  const words = ['--party', 'A. Clerk', '--organisation', 'Example County', '--reason', 'Originals returned'];
  const given = cli.run(['custody', 'receipt', dir, '--given', ...words, '--document', paper]);
  const subject = entries().findLast(({ act }) => act === 'custody.receipt')?.subject;
  const sha256 = createHash('sha256').update(bytes).digest('hex');

  expect(given.status).toBe(0);
  expect(subject).toMatchObject({ direction: 'given', document: { sha256, bytes: bytes.length } });
  expect(JSON.stringify(subject)).not.toContain('Clerk');
  expect(readObject(dir, sha256).equals(bytes)).toBe(true);
});

test('a disposal removes nothing, and says so', () => {
  const words = [
    '--manner',
    'returned',
    '--authority',
    'Court order 5',
    '--reason',
    'case closed',
    '--witness',
    'W. Ness',
  ];
  const disposed = cli.run(['custody', 'dispose', dir, '--item', 'E-001', ...words]);

  expect([disposed.status, disposed.stdout]).toEqual([0, expect.stringContaining('Chainmail removed nothing')]);
  expect(cli.run(['custody', dir]).stdout).toContain('E-001: returned to the owner.');
});

test('a correction names the entry that it corrects, which stays as it is', () => {
  const handOver = seqOf('custody.hand-over');
  const corrected = cli.run(['custody', 'correct', dir, '--entry', handOver, '--text', 'The bag was number 5']);
  const future = cli.run(['custody', 'correct', dir, '--entry', '9999', '--text', 'x']);

  expect(corrected.status).toBe(0);
  expect([future.status, future.stderr]).toEqual([2, expect.stringContaining('The journal has no entry 9999')]);
  expect(cli.run(['verify', dir, '--quiet']).status).toBe(0);
});

test.each([
  [
    'an item that is not there',
    ['custody', 'hand-over', '--to', 'X', '--reason', 'y', '--item', 'E-009'],
    'no evidence item E-009',
  ],
  ['neither given nor taken', ['custody', 'receipt', '--party', 'X', '--reason', 'y'], 'either --given or --taken'],
  [
    'a manner that is none',
    ['custody', 'dispose', '--item', 'E-001', '--manner', 'lost', '--authority', 'a', '--reason', 'b'],
    '--manner takes one of',
  ],
  [
    'a paper that is not there',
    ['custody', 'receipt', '--taken', '--party', 'X', '--reason', 'y', '--document', 'nowhere.pdf'],
    'nowhere.pdf',
  ],
])('%s: a plain sentence, and nothing is recorded', (_, words, why) => {
  const before = entries().length;
  const [first = '', verb = '', ...rest] = words;
  const ran = cli.run([first, verb, dir, ...rest]);

  expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining(why)]);
  expect(entries()).toHaveLength(before);
});

describe('a packet', () => {
  let out = '';

  beforeAll(() => {
    out = join(cli.folder, 'packet');
    cli.run(['exhibit', 'add', dir, 'E-001/1']);
    expect(cli.run(['export', dir, '--out', out]).status).toBe(0);
  });

  test('is verified with these acts in its journal', () => {
    expect(cli.run(['verify', out, '--quiet']).status).toBe(0);
  });

  test('says on the custody form what the records say, entry by entry', () => {
    const form = join(out, 'data/forms/custody-form.pdf');
    const text = spawnSync('pdftotext', ['-layout', form, '-'], { encoding: 'utf8' }).stdout.replaceAll(/\s+/g, ' ');

    for (const said of [
      'Robin Second',
      'sealed bag 4',
      'seal whole',
      'A. Clerk',
      'Court order 5',
      'The bag was number 5',
    ]) {
      expect(text).toContain(said);
    }
  });
});

describe('a case that was put back to an earlier state on purpose', () => {
  test('is worked on again after a recorded word, which names what had been seen', () => {
    const backup = join(cli.folder, 'backup');
    cpSync(dir, backup, { recursive: true });
    const held = entries().length;
    cli.run(['annotate', dir, 'E-001/1', '--note', 'later']);
    const seen = entries().at(-1);
    rmSync(dir, { recursive: true });
    cpSync(backup, dir, { recursive: true });
    expect(cli.run(['annotate', dir, 'E-001/1', '--note', 'refused']).status).toBe(2);

    const accepted = cli.run(['custody', 'accept-restored', dir, '--reason', 'disk failed', '--json']);
    const again = cli.run(['custody', 'accept-restored', dir, '--reason', 'disk failed']);
    const noted = cli.run(['annotate', dir, 'E-001/1', '--note', 'on']);

    expect(accepted.json).toEqual({ entry: held, seen: held + 1, held });
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('There is nothing to accept')]);
    expect(noted.status).toBe(0);
    expect(entries().find(({ act }) => act === 'custody.restore')?.subject).toMatchObject({ seen: { seq: seen?.seq } });
    expect(cli.run(['verify', dir, '--quiet']).status).toBe(0);
  });
});
