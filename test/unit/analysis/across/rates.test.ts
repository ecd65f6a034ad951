import { expect, test } from 'vitest';
import { relationRates } from '../../../../shared/analysis/across/rate-of';
import { RELATION_KINDS } from '../../../../shared/analysis/across/registry';
import { MEASURED_RELATIONS } from '../../../../shared/analysis/across/relation-rates';
import { relationRateSentence } from '../../../../shared/wording/relation-rate';

/** The measured rates belong to the kinds as they are, and keep to the scale of severities. */

test('every kind was measured in its present version', () => {
  for (const kind of RELATION_KINDS) {
    expect(relationRates(kind, kind.severity).length, kind.id).toBeGreaterThan(1);
    expect(relationRates({ ...kind, version: kind.version + 1 }, kind.severity)).toEqual([]);
  }
  const known = RELATION_KINDS.map(({ id }) => id);
  expect(MEASURED_RELATIONS.filter(({ kind }) => !known.includes(kind))).toEqual([]);
});

test('no grade above info is given to more than 5 % of the honest mail of a collection', () => {
  for (const kind of RELATION_KINDS) {
    for (const severity of ['proof', 'high', 'medium', 'low'] as const) {
      for (const { source, honest } of relationRates(kind, severity)) {
        expect(honest.fired / Math.max(1, honest.n), `${kind.id} ${severity} ${source}`).toBeLessThan(0.05);
      }
    }
  }
});

test('the rate is told collection by collection, in a sentence', () => {
  const rates = [
    { source: 'one', honest: { n: 1000, fired: 2 }, malicious: { n: 10, fired: 5 } },
    { source: 'two', honest: { n: 0, fired: 0 }, malicious: { n: 10, fired: 0 } },
  ];
  expect(relationRateSentence(rates)).toBe(
    'Messages in such a relation, of labelled mail: 2 of 1,000 (0.2 %) honest and 5 of 10 (50 %) malicious (one); 0 of 10 (0 %) malicious (two).',
  );
  expect(relationRateSentence([])).toMatch(/has not been measured/);
});
