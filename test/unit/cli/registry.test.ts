import { expect, test } from 'vitest';
import { VERBS } from '../../../electron/cli/registry';
import { helpText, usageOf } from '../../../electron/cli/usage';

test('each verb has a name of its own, of one or two words', () => {
  const names = VERBS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    expect(name).toMatch(/^[a-z][a-z0-9-]*( [a-z][a-z0-9-]*)?$/);
  }
});

test('no two entries load the same verb, and each says what words it takes', async () => {
  const verbs = await Promise.all(VERBS.map(({ load }) => load()));
  expect(new Set(verbs).size).toBe(VERBS.length);
  for (const [index, verb] of verbs.entries()) {
    const options = Object.keys(verb.options).filter((option) => option !== 'identity');
    const usage = usageOf(VERBS[index]?.name ?? '', verb);
    expect(usage).toContain(verb.usage);
    for (const option of options) {
      expect(usage, `${usage} takes --${option}`).toContain(`--${option}`);
    }
  }
});

test('the help has a line for each verb', () => {
  const help = helpText(VERBS);
  for (const { name, summary } of VERBS) {
    expect(help).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(help).toContain(summary);
  }
});
