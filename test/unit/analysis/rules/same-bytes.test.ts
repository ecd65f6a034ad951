import { expect, test } from 'vitest';
import { RULES } from '../../../../shared/analysis/registry';

const NAMED = /Where “([^”]+)” is reported of the same bytes/g;

/** A rule that names another by its title names it as it is called: a title that was changed is changed here too. */
test('rules that name one another name the titles of rules, and never their own', () => {
  const titles = new Set(RULES.map(({ title }) => title));
  const named = RULES.flatMap(({ title, explanation }) =>
    [...explanation.matchAll(NAMED)].map(([, other = '']) => ({ title, other })),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ title, other }) => !titles.has(other) || other === title)).toEqual([]);
});
