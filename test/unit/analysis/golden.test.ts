import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPORA, GOLDEN_FILE, type GoldenMessage, goldenFiles, goldenOf } from '../../bench/golden-findings';

/** A change of any finding on a hundred real messages is seen. To accept it: `npm run golden`, and read the difference. */

const isPresent = existsSync(join(CORPORA, 'manifest.tsv'));
if (!isPresent) {
  console.warn('skipped: no mail at ../shared/corpora');
}

describe.skipIf(!isPresent)('golden findings', () => {
  it('are those that were accepted', { timeout: 120_000 }, () => {
    const accepted = JSON.parse(readFileSync(GOLDEN_FILE, 'utf8')) as readonly GoldenMessage[];
    const now = goldenFiles().map(goldenOf);
    expect(accepted).toHaveLength(100);
    expect(now.map(({ sha256 }) => sha256)).toEqual(accepted.map(({ sha256 }) => sha256));
    const changed = now.flatMap(({ sha256, findings }, index) => {
      const before = accepted[index]?.findings ?? [];
      const more = findings.filter((one) => !before.includes(one)).map((one) => `+ ${one}`);
      const fewer = before.filter((one) => !findings.includes(one)).map((one) => `- ${one}`);
      return more.length + fewer.length === 0 ? [] : [[sha256.slice(0, 12), ...more, ...fewer]];
    });
    expect(changed).toEqual([]);
  });
});
