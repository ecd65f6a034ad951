import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { RULES } from '../../../shared/analysis/registry';
import { found } from './honest-mail';
import type { RuleMails } from './rule-mails/rule-mails';

/** Each rule with its own mails. What rules do on real mail is in docs/validation.md and test/unit/analysis/corpora. */

const folder = new URL('./rule-mails/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const modules = (await Promise.all(files.map((name) => import(new URL(name, folder).href)))) as readonly {
  readonly mails?: RuleMails;
}[];
const entries = modules.flatMap(({ mails }) => Object.entries(mails ?? {}));
const ownMails = new Map(entries);

describe('the mails of the rules', () => {
  it('belong to rules of the catalogue, each to one', () => {
    const ids = RULES.map(({ id }) => id);
    expect(entries.map(([id]) => id).filter((id) => !ids.includes(id))).toEqual([]);
    expect(ownMails.size).toBe(entries.length);
  });

  test.each(RULES.map(({ id }) => id))('%s fires on its own mails and not on the near misses', (id) => {
    const { positive = [], nearMiss = [], context, nearMissContext = context } = ownMails.get(id) ?? {};
    expect(positive.length, 'a mail on which it fires').toBeGreaterThan(0);
    expect(nearMiss.length, 'a near miss').toBeGreaterThan(0);
    expect(positive.filter((mail) => found(id, mail, context).length === 0)).toEqual([]);
    expect(nearMiss.filter((mail) => found(id, mail, nearMissContext).length > 0)).toEqual([]);
  });
});
