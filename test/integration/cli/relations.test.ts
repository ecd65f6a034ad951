import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { RelationList } from '../../../shared/contract/relations';
import { leaksIn } from '../../helpers/independent-scan';
import { letter, withParts } from '../../unit/analysis/across/case-of';
import { commandLine } from './chainmail';

/** Relations between messages by the built command line. */

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
const relations = (...words: readonly string[]) => ok(['relations', dir, ...words]) as unknown as RelationList;

const LATER = 'Fri, 23 Oct 2020 09:30:00 +0000';
const TEXT = 'The budget for the coming year has been agreed upon, and the board will vote on it in the next week.';
const LETTERS = [
  withParts('==frozen==', { id: 'p1@mail.example', subject: 'First' }),
  withParts('==frozen==', { id: 'p2@mail.example', from: 'Cat <cat@example.org>', date: LATER, body: TEXT }),
  letter({ id: 'p3@mail.example', date: LATER, body: `${TEXT} Third.`, fields: ['In-Reply-To: <gone@mail.example>'] }),
  letter({ id: 'alone@mail.example', date: 'Sat, 24 Oct 2020 09:30:00 +0000', body: `${TEXT} Alone.` }),
];

beforeAll(() => {
  const folder = join(cli.folder, 'mail');
  mkdirSync(folder);
  for (const [index, { text }] of LETTERS.entries()) {
    writeFileSync(join(folder, `${index + 1}.eml`), text);
  }
  ok(['identity', 'create', '--name', 'Jordan Examiner', '--organisation', 'County Example']);
  ok(['case', 'create', dir, '--name', 'One', '--number', '1']);
  ok(['import', dir, folder]);
});
afterAll(() => cli.remove());

test('the relations of a case come whole, with words, messages and bytes, and one kind or page of them where asked', () => {
  const all = relations();
  expect(all).toMatchObject({ total: 2, reading: 0 });
  expect(all.relations).toMatchObject([
    {
      kind: 'across.shared-boundary',
      kindVersion: 1,
      severity: 'medium',
      count: 2,
      messages: [{ ref: 'E-001/1' }, { ref: 'E-001/2' }],
    },
    { kind: 'across.missing-parent', severity: 'info', count: 1, messages: [{ ref: 'E-001/3' }] },
  ]);
  for (const { innocent, settle, messages } of all.relations) {
    expect(innocent.length).toBeGreaterThan(0);
    expect(settle).not.toBe('');
    for (const { ref, traits } of messages) {
      const text = LETTERS[Number(ref.slice(-1)) - 1]?.text ?? '';
      expect(traits.length).toBeGreaterThan(0);
      expect(traits.map(({ start, end }) => text.slice(start, end))).toEqual(traits.map((trait) => trait.text));
    }
  }
  expect(relations('--kind', 'across.missing-parent').relations).toEqual(all.relations.slice(1));
  expect(relations('--limit', '1', '--offset', '1').relations).toEqual(all.relations.slice(1));
});

test('those of one message, and in lines for people', () => {
  const { relations: own, total } = relations('--ref', 'E-001/2');
  expect(total).toBe(1);
  expect(own[0]?.messages.map(({ ref }) => ref)).toEqual(['E-001/2', 'E-001/1']);
  expect(relations('--ref', 'E-001/3').relations.map(({ kind }) => kind)).toEqual(['across.missing-parent']);

  const { stdout } = cli.run(['relations', dir, '--ref', 'E-001/2']);
  expect(stdout).toMatch(/^medium across\.shared-boundary: 2 messages by 2 senders use the same separator/);
  expect(stdout).toContain('Separator: ==frozen==  bytes ');
  expect(stdout).toMatch(/1 of 1\n$/);
});

test('what cannot be asked is said in a sentence', () => {
  for (const words of [
    ['--kind', 'across.nothing'],
    ['--ref', 'E-001/9'],
    ['--ref', 'nine'],
    ['--limit', '0'],
  ]) {
    const { status, stderr, stdout } = cli.run(['relations', dir, ...words, '--json']);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/Nothing was (?:done|looked for)/);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

/** The lines of a packet's file; none where it has none. */
function packetRelations(...words: readonly string[]) {
  const out = join(cli.folder, `packet-${words.length}-${readdirSync(cli.folder).length}`);
  ok(['export', dir, '--out', out, ...words]);
  expect(ok(['verify', out])['ok']).toBe(true);
  const file = join(out, 'data/relations.jsonl');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = text.split('\n').filter((line) => line !== '');
  return { out, text, relations: lines.map((line) => JSON.parse(line)) };
}

test('a packet tells what its exhibits share; of other messages of the case only how many there are', () => {
  ok(['exhibit', 'add', dir, 'E-001/1', 'E-001/3']);
  const { out, text, relations: told } = packetRelations();
  expect(told).toMatchObject([
    { number: 1, kind: 'across.shared-boundary', severity: 'medium', elsewhere: 1, exhibits: [{ exhibit: 'A' }] },
    { number: 2, kind: 'across.missing-parent', severity: 'info', elsewhere: 0, exhibits: [{ exhibit: 'B' }] },
  ]);
  for (const { exhibits } of told) {
    for (const { exhibit, traits } of exhibits) {
      const bytes = readFileSync(join(out, `data/exhibits/${exhibit}.eml`));
      expect(traits.length).toBeGreaterThan(0);
      for (const { start, end, text: quoted } of traits) {
        expect(bytes.subarray(start, end).toString()).toBe(quoted);
      }
    }
  }
  expect(text).not.toContain('p2@mail.example');
  expect(text).not.toContain('E-001/2');

  ok(['exhibit', 'add', dir, 'E-001/2']);
  const [both] = packetRelations().relations;
  expect(both).toMatchObject({ elsewhere: 0, exhibits: [{ exhibit: 'A' }, { exhibit: 'C' }] });
});

test('a redacted packet tells them by its copies, and names nobody', () => {
  ok(['redact', 'add', dir, '--name', 'Third', '--address', 'gone@mail.example', '--word', 'p3@mail.example']);
  const { out, text, relations: told } = packetRelations('--redact', 'persons');
  expect(told.map(({ kind }) => kind)).toEqual(['across.shared-boundary', 'across.missing-parent']);
  const copy = readFileSync(join(out, 'data/exhibits/B.redacted.eml'));
  const [parent] = told[1].exhibits[0].traits;
  expect(parent.text).toContain('[PERSON-01]');
  expect(copy.subarray(parent.start, parent.end).toString()).toBe(parent.text);
  expect(leaksIn(Buffer.from(text), ['gone@mail.example'])).toEqual([]);
});

test('a packet whose exhibits share nothing has no such file', () => {
  ok(['exhibit', 'remove', dir, 'E-001/1', 'E-001/2', 'E-001/3']);
  ok(['exhibit', 'add', dir, 'E-001/4']);
  const { out, relations: told } = packetRelations();
  expect(told).toEqual([]);
  expect(existsSync(join(out, 'data/relations.jsonl'))).toBe(false);
});

test('the same comes back after what is derived was deleted', () => {
  const before = relations();
  rmSync(join(dir, 'derived'), { recursive: true });
  expect(ok(['case', 'info', dir])['messages']).toBe(4);
  expect(relations()).toEqual(before);
});
