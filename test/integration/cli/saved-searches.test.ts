import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { commandLine } from './chainmail';

/** Saved searches by the built command line, and what case and journal hold of them. */

// Each step is a program of its own: slow beside other work, and never a matter of seconds.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
  return ran.json;
};
const searches = () => ok(['search', 'list', dir])['searches'] as readonly Record<string, unknown>[];
const journal = () => readFileSync(join(dir, 'journal.jsonl'), 'utf8');

beforeAll(() => {
  const folder = join(cli.folder, 'mail');
  mkdirSync(folder);
  for (const n of [1, 2, 3]) {
    const mailer = n === 3 ? '' : 'X-Mailer: PHPMailer 6.0\r\n';
    writeFileSync(join(folder, `${n}.eml`), `From: a${n}@example.com\r\n${mailer}Subject: Number ${n}\r\n\r\nbody\r\n`);
  }
  ok(['identity', 'create', '--name', 'Jordan Examiner', '--organisation', 'County Example']);
  ok(['case', 'create', dir, '--name', 'One', '--number', '1']);
  ok(['import', dir, folder]);
});
afterAll(() => cli.remove());

test('a search is kept under its name with its count, changed, and removed', () => {
  expect(searches()).toEqual([]);
  const { entry } = ok(['search', 'save', dir, 'Bulk senders', 'header:x-mailer=phpmailer']);
  expect(entry).toBeGreaterThan(0);
  expect(searches()).toMatchObject([{ name: 'Bulk senders', query: 'header:x-mailer=phpmailer', messages: 2 }]);
  expect(ok(['messages', dir, '--query', 'header:x-mailer=phpmailer'])['total']).toBe(2);

  ok(['search', 'save', dir, 'BULK senders', 'subject:3']);
  expect(searches()).toMatchObject([{ name: 'BULK senders', query: 'subject:3', messages: 1 }]);
  expect(ok(['search', 'save', dir, 'BULK senders', 'subject:3'])['entry']).toBeNull();
  ok(['search', 'save', dir, 'Another', 'has:finding']);
  expect(searches().map(({ name }) => name)).toEqual(['Another', 'BULK senders']);
  ok(['search', 'remove', dir, 'another']);
  expect(searches().map(({ name }) => name)).toEqual(['BULK senders']);
});

test('the journal names the id and no word; the view comes back byte by byte, and the case is intact', () => {
  const acts = journal().match(/"act":"search\.[a-z]+"/g);
  expect(acts).toEqual([...Array.from({ length: 3 }, () => '"act":"search.save"'), '"act":"search.remove"']);
  expect(journal()).not.toMatch(/bulk|phpmailer/i);
  const view = readFileSync(join(dir, 'case.json'));
  expect(view.toString()).toContain('BULK senders');

  rmSync(join(dir, 'case.json'));
  ok(['search', 'save', dir, 'BULK senders', 'subject:3']);
  expect(readFileSync(join(dir, 'case.json')).equals(view)).toBe(true);
  expect(ok(['verify', dir])['ok']).toBe(true);
});

test.each([
  [['search', 'save', dir, 'Wrong', 'sbject:x'], 'is no field'],
  [['search', 'save', dir, ' ', 'x'], 'needs a name'],
  [['search', 'save', dir, 'x'.repeat(121), 'x'], 'needs a name'],
  [['search', 'save', dir, 'Empty', ' '], 'needs words'],
  [['search', 'remove', dir, 'Nobody'], 'There is no saved search “Nobody”'],
])('%j is refused, and nothing is recorded', (words, sentence) => {
  const before = journal();
  const ran = cli.run(words);

  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain(sentence);
  expect(ran.stderr).toContain('Nothing was changed.');
  expect(journal()).toBe(before);
});
