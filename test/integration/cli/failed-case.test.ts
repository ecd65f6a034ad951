/** A case that failed its verification: to read only on this computer, until one passes. */
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve('resources/sample/mail');

let cli: CommandLine;
let dir: string;
let object: string;
let original: Buffer;

beforeAll(() => {
  cli = commandLine();
  dir = join(cli.folder, 'case.chainmail');
  cli.run(['identity', 'create', '--name', 'Jordan Examiner']);
  cli.run(['case', 'create', dir, '--name', 'Damaged', '--number', 'EC-1']);
  cli.run(['import', dir, join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);
  object = largestObject();
  original = readFileSync(object);
});

afterAll(() => cli.remove());

function largestObject(): string {
  const objects = join(dir, 'objects');
  const all = readdirSync(objects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return all.toSorted((a, b) => readFileSync(b).length - readFileSync(a).length)[0] ?? '';
}

function put(bytes: Buffer): void {
  chmodSync(object, 0o600);
  writeFileSync(object, bytes);
  chmodSync(object, 0o400);
}

const annotate = () => cli.run(['annotate', dir, 'E-001/1', '--note', 'a note']);
const entries = () => (cli.run(['custody', dir, '--json']).json['entries'] as unknown[]).length;

test('a byte changed in the vault: verify names it, and nothing more is written to the case here', () => {
  put(Buffer.from(original.map((byte, index) => (index === 100 ? byte ^ 1 : byte))));
  const before = entries();

  const verified = cli.run(['verify', dir, '--json', '--quiet']);
  const refused = annotate();
  const read = cli.run(['messages', dir, '--json']);

  expect([verified.status, verified.json['ok']]).toEqual([1, false]);
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('This case failed its verification')]);
  expect(refused.stderr).toContain(String(verified.json['firstFailure']).slice(0, 40));
  expect(read.status).toBe(0);
  expect(read.stderr).toContain('It opens to read only');
  expect(entries()).toBe(before);
});

test('elsewhere, where nobody verified it, nothing is known of it', () => {
  const elsewhere = { env: { CHAINMAIL_HOME: join(cli.folder, 'elsewhere') } };

  expect(cli.run(['messages', dir, '--json'], elsewhere).stderr).not.toContain('It opens to read only');
});

test('a damaged case file alone holds nobody back: the next opening puts it together again', () => {
  const elsewhere = join(cli.folder, 'view.chainmail');
  cli.run(['case', 'create', elsewhere, '--name', 'View', '--number', 'EC-2']);
  const view = join(elsewhere, 'case.json');
  writeFileSync(view, readFileSync(view, 'utf8').replace('"View"', '"Other"'));

  const failed = cli.run(['verify', elsewhere, '--json', '--quiet']);
  const imported = cli.run(['import', elsewhere, join(SAMPLE, 'reported-to-county.mbox'), '--quiet']);

  expect([failed.status, failed.json['firstFailure']]).toEqual([1, expect.stringContaining('case.json differs')]);
  expect(imported.status).toBe(0);
  expect(cli.run(['verify', elsewhere, '--quiet']).status).toBe(0);
  expect(readFileSync(view, 'utf8')).toContain('"View"');
});

test('brought back from a copy and verified, it can be worked on again', () => {
  put(original);
  expect(annotate().status).toBe(2);

  expect(cli.run(['verify', dir, '--quiet']).status).toBe(0);

  expect(annotate().status).toBe(0);
});
