/** Undo and redo by the built command line: what is said, what is written, and what a packet tells of it. */
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { MessageView } from '../../../shared/contract/model';
import { commandLine } from './chainmail';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect([ran.stderr, ran.status]).toEqual(['', 0]);
  return ran.json;
};
const entries = () => ok(['custody', dir])['entries'] as { act: string; sentence: string }[];

beforeAll(() => {
  ok(['identity', 'create', '--name', 'Jordan Examiner']);
  ok(['case', 'create', dir, '--name', 'One']);
  ok(['import', dir, resolve('resources/sample/mail/reported-to-county.mbox')]);
});
afterAll(() => cli.remove());

test('evidence that was received stays, and nothing else was done', () => {
  const refused = cli.run(['undo', dir]);
  const received = cli.run(['undo', dir, '--entry', String(entries().length - 1)]);

  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('There is nothing to undo')]);
  expect([received.status, received.stderr]).toEqual([2, expect.stringContaining('Evidence that was received stays')]);
  expect(cli.run(['undo', dir, '--entry', '9999']).stderr).toContain('no entry 9999');
});

test('a boundary that is undone is the proposed one again, in the message and its findings', () => {
  const message = () => ok(['message', dir, 'E-001/2']) as unknown as MessageView;
  const before = message();
  ok(['boundary', dir, 'E-001/2', '--hop', '0']);
  expect(message().boundary).not.toEqual(before.boundary);
  const undone = ok(['undo', dir]);
  expect(undone).toEqual({ entry: entries().length - 1, undone: entries().length - 2, act: 'boundary.move' });
  expect(message()).toEqual(before);
});

test('a search that was removed is kept again when that is undone, in its place and with its words', () => {
  const searches = () => ok(['search', 'list', dir])['searches'] as { name: string; query: string }[];
  ok(['search', 'save', dir, 'First', 'from:guard']);
  ok(['search', 'save', dir, 'Second', 'subject:vote']);
  const before = searches();
  expect(before.map(({ name }) => name)).toEqual(['First', 'Second']);
  ok(['search', 'remove', dir, 'First']);
  expect(searches()).toHaveLength(1);
  expect(ok(['undo', dir])['act']).toBe('search.remove');
  expect(searches()).toEqual(before);
  ok(['undo', dir]);
  expect(searches()).toEqual(before.slice(0, 1));
  expect(ok(['verify', dir])['ok']).toBe(true);
});

test('an exhibit that was undone and done again is in the packet, whose journal tells of both', () => {
  ok(['exhibit', 'add', dir, 'E-001/1']);
  const first = entries().length - 1;
  const said = cli.run(['undo', dir, '--entry', String(first)]).stdout;
  expect(said).toBe(`Undone: entry ${first}, the choice of exhibits. Recorded as journal entry ${first + 1}.\n`);
  expect(cli.run(['export', dir, '--out', join(cli.folder, 'none')]).status).toBe(2);
  ok(['redo', dir]);
  const packet = join(cli.folder, 'packet');
  ok(['export', dir, '--out', packet]);

  expect(ok(['verify', packet])['ok']).toBe(true);
  expect(ok(['verify', dir])['ok']).toBe(true);
  expect(entries().slice(first + 1, first + 3)).toMatchObject([
    { act: 'act.undo', sentence: `Entry ${first} was undone: the choice of exhibits.` },
    {
      act: 'act.redo',
      sentence: `Entry ${first}, undone in entry ${first + 1}, was done again: the choice of exhibits.`,
    },
  ]);
  const exported = cli.run(['undo', dir, '--entry', String(first + 3)]);
  expect(exported.stderr).toContain('may have left already');
});
