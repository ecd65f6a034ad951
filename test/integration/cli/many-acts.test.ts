/** Acts on several messages at once, by the built command line: one entry for all of them, and what the case says of each. */
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FindingView, MessageRow, MessageView } from '../../../shared/contract/model';
import { commandLine } from './chainmail';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const second = join(cli.folder, 'second.json');
const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect([ran.stderr, ran.status]).toEqual(['', 0]);
  return ran.json;
};
const entries = () => ok(['custody', dir])['entries'] as { act: string; sentence: string; subject: object }[];
const rows = (query = '') => ok(['messages', dir, '--query', query])['messages'] as MessageRow[];
const findings = () => ok(['findings', dir])['findings'] as FindingView[];
/** A rule that observed something in some of the messages, and in which. */
function ruleOfSome(): {
  readonly rule: string;
  readonly bearers: readonly string[];
  readonly others: readonly string[];
} {
  const all = rows().map(({ ref }) => ref);
  const observed = findings();
  for (const { rule } of observed) {
    const bearers = [...new Set(observed.filter((one) => one.rule === rule).map(({ ref }) => ref))];
    if (bearers.length > 2 && bearers.length < all.length) {
      return { rule, bearers, others: all.filter((ref) => !bearers.includes(ref)) };
    }
  }
  throw new Error('the sample has no rule that fires on some of its messages');
}

beforeAll(() => {
  ok(['identity', 'create', '--name', 'Jordan Examiner']);
  ok(['identity', 'create', '--name', 'Robin Second', '--out', second]);
  ok(['case', 'create', dir, '--name', 'One']);
  ok(['import', dir, resolve('resources/sample/mail/reported-to-county.mbox')]);
});
afterAll(() => cli.remove());

describe('one decision on several messages', () => {
  test('is one entry that names them; messages in which the rule observed nothing are passed over and said', () => {
    const { rule, bearers, others } = ruleOfSome();
    const before = entries().length;
    const [other = ''] = others;
    const words = ['assess', dir, ...bearers, other, '--rule', rule, '--decision', 'innocent', '--reason', 'a list'];
    const done = ok(words);

    expect(done).toEqual({ entry: before, refs: bearers, passedOver: [other] });
    const after = entries();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({ act: 'finding.assess-many', subject: { rule } });
    expect(JSON.stringify(after.at(-1)?.subject)).not.toContain('a list');
    const assessed = findings().filter(({ assessment }) => assessment !== null);
    expect([...new Set(assessed.map(({ ref }) => ref))]).toEqual(bearers);
    expect(assessed.every(({ assessment }) => assessment?.decision === 'innocent' && assessment.entry === before)).toBe(
      true,
    );

    const [one = ''] = bearers;
    const again = ok(['assess', dir, one, '--rule', rule, '--decision', 'confirmed', '--reason', 'not this one']);
    expect(again['entry']).toBe(before + 1);
    const decisions = new Map(
      findings().map(({ ref, rule: of, assessment }) => [`${ref} ${of}`, assessment?.decision]),
    );
    expect(bearers.map((ref) => decisions.get(`${ref} ${rule}`))).toEqual([
      'confirmed',
      ...bearers.slice(1).map(() => 'innocent'),
    ]);
  });

  test('on none of them, or on what is no message, is refused and records nothing', () => {
    const { rule, others } = ruleOfSome();
    const before = entries().length;
    const [a = '', b = a] = others;
    const decided = ['--rule', rule, '--decision', 'confirmed', '--reason', 'x'];

    expect(cli.run(['assess', dir, a, b, ...decided]).status).toBe(2);
    expect(cli.run(['assess', dir, a, 'E-001/99999', ...decided]).status).toBe(2);
    expect(entries()).toHaveLength(before);
  });
});

describe('a note on several messages', () => {
  test('stands on each of them, and a span is for one alone', () => {
    const [a = '', b = '', c = ''] = rows().map(({ ref }) => ref);
    const done = ok(['annotate', dir, a, b, '--note', 'Seen together.', '--tag', 'Lead']);

    expect(done).toMatchObject({ refs: [a, b] });
    for (const [ref, count] of [
      [a, 1],
      [b, 1],
      [c, 0],
    ] as const) {
      const view = ok(['message', dir, ref]) as unknown as MessageView;
      expect(view.annotations).toHaveLength(count);
    }
    expect(cli.run(['annotate', dir, a, b, '--note', 'x', '--span', '0:4']).status).toBe(2);
    expect(entries().at(-1)).toMatchObject({
      act: 'message.annotate-many',
      sentence: `A note was written on ${a}, ${b}.`,
    });
  });
});

describe('tags', () => {
  test('are put on and taken off, each once, as the case spells them, and searched for', () => {
    const [a = '', b = '', c = ''] = rows().map(({ ref }) => ref);
    const before = entries().length;

    expect(ok(['tag', 'add', dir, 'lead', a, c])).toEqual({ entry: before, tag: 'Lead', refs: [c] });
    expect(ok(['tag', 'add', dir, 'LEAD', a, b, c])['entry']).toBeNull();
    expect(rows('tag:lead').map(({ ref }) => ref)).toEqual(expect.arrayContaining([a, b, c]));
    expect(ok(['tag', 'remove', dir, 'lead', a, c])).toEqual({ entry: before + 1, tag: 'Lead', refs: [a, c] });
    expect(rows('tag:lead').map(({ ref }) => ref)).toEqual([b]);
    expect((ok(['message', dir, a]) as unknown as MessageView).annotations).toMatchObject([
      { note: 'Seen together.', tags: [] },
    ]);
    expect(entries().at(-1)).toMatchObject({ act: 'tag.remove', sentence: `A tag was taken off ${a}, ${c}.` });
    expect(JSON.stringify(entries().slice(before))).not.toMatch(/lead/i);
  });

  test('what is no tag is refused, and nothing is recorded', () => {
    const before = entries().length;
    const ran = ['a,b', ' ', 'x'.repeat(101)].map((tag) => cli.run(['tag', 'add', dir, tag, 'E-001/1']).status);
    expect(ran).toEqual([2, 2, 2]);
    expect(entries()).toHaveLength(before);
  });
});

test('the case is intact, and without its view it comes back byte by byte', () => {
  const file = join(dir, 'case.json');
  const before = readFileSync(file, 'utf8');
  expect(ok(['verify', dir])['ok']).toBe(true);
  rmSync(file);
  ok(['tag', 'add', dir, 'other', 'E-001/2']);
  rmSync(file);
  ok(['tag', 'remove', dir, 'other', 'E-001/2']);
  const view = (text: string) => ({ ...JSON.parse(text), head: null });
  expect(view(readFileSync(file, 'utf8'))).toEqual(view(before));
  expect(ok(['verify', dir])['ok']).toBe(true);
});

test('a reviewer tags and annotates several, and assesses none', () => {
  const key = (ok(['identity', 'show', '--identity', second]) as { fingerprint: string }).fingerprint;
  ok(['role', 'set', dir, '--key', key, '--role', 'reviewer', '--name', 'Robin Second']);
  const [{ rule, ref } = { rule: '', ref: '' }] = findings();
  const bearers = [ref, 'E-001/2'];
  const as = ['--identity', second];
  const before = entries().length;

  expect(cli.run(['tag', 'add', dir, 'seen', ...bearers, ...as]).status).toBe(0);
  expect(cli.run(['annotate', dir, ...bearers, '--note', 'Seen.', ...as]).status).toBe(0);
  const refused = cli.run([
    'assess',
    dir,
    ...bearers,
    '--rule',
    rule,
    '--decision',
    'innocent',
    '--reason',
    'x',
    ...as,
  ]);
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('role of a reviewer')]);
  expect(ok(['verify', dir])['ok']).toBe(true);
  expect(
    entries()
      .slice(before)
      .map(({ act }) => act),
  ).toEqual(expect.arrayContaining(['tag.add', 'message.annotate-many']));
});
