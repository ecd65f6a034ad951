import { describe, expect, test } from 'vitest';
import {
  axisTicks,
  bucketQuery,
  evidenceBars,
  heatMap,
  ruleBars,
  within,
} from '../../../../renderer/src/views/overview/model';
import type { Overview } from '../../../../shared/contract/overview';
import type { CaseState } from '../../../../shared/contract/requests';

const rule = (id: string, severity: string) => ({ rule: id, title: `Title of ${id}`, severity, messages: 9 });
const rules: CaseState['rules'] = [rule('a.proof', 'proof'), rule('b.high', 'high'), rule('c.low', 'low')];
const overview: Overview = {
  total: 12,
  of: 20,
  times: { unit: 'day', buckets: [], earlier: 0, later: 0, byDate: 0, undated: 0 },
  evidence: [
    { evidence: 'E-001', messages: 2 },
    { evidence: 'E-002', messages: 10 },
  ],
  cells: [
    { rule: 'a.proof', evidence: 'E-001', messages: 1 },
    { rule: 'c.low', evidence: 'E-001', messages: 2 },
    { rule: 'c.low', evidence: 'E-002', messages: 7 },
    { rule: 'c.low', evidence: 'E-003', messages: 1 },
  ],
};

describe('the pictures of a case', () => {
  test('bars are ordered by their counts, and each is a search', () => {
    expect(evidenceBars(overview, []).map(({ name, count, query }) => [name, count, query])).toEqual([
      ['E-002', 10, 'evidence:E-002'],
      ['E-001', 2, 'evidence:E-001'],
    ]);
    expect(ruleBars(overview, rules).map(({ key, count, query }) => [key, count, query])).toEqual([
      ['c.low', 10, 'rule:c.low'],
      ['a.proof', 1, 'rule:a.proof'],
    ]);
  });

  test('the heat map keeps the order of severity, the fullest items, and says how much it leaves out', () => {
    const map = heatMap(overview, rules, { rows: 1, columns: 2 });

    expect(map.columns).toEqual(['E-001', 'E-002']);
    expect(map.rows.map(({ rule: { rule: id }, counts }) => [id, counts])).toEqual([['a.proof', [1, 0]]]);
    expect(map.hidden).toBe(2);
    expect(heatMap(overview, rules, { rows: 9, columns: 9 })).toMatchObject({ most: 7, hidden: 0 });
  });

  test('a bar narrows the search that the pictures are of', () => {
    const bar = bucketQuery({ start: '2020-10-20', end: '2020-10-21' });

    expect(within('', bar)).toBe('after:2020-10-20 before:2020-10-21');
    expect(within(' tag:"to call" ', 'rule:a.proof evidence:E-001')).toBe('tag:"to call" rule:a.proof evidence:E-001');
    expect(within('rule:a.proof', 'rule:a.proof evidence:E-001')).toBe('rule:a.proof evidence:E-001');
  });

  test.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [7, [0, 2, 4, 6, 8]],
    [48, [0, 10, 20, 30, 40, 50]],
    [18_204, [0, 5_000, 10_000, 15_000, 20_000]],
  ])('the axis for %d', (most, ticks) => expect(axisTicks(most)).toEqual(ticks));
});
