import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analysis/analyse';

/** Real mail, where it is at hand: it lies outside the project. Every message is analysed; no rule may fail on any. */

const ROOT = resolve('../shared/corpora');
const FOLDERS = ['ham', 'phish', 'parser-suites', 'reports'];
const isPresent = existsSync(join(ROOT, 'manifest.tsv'));

if (!isPresent) {
  console.warn('skipped: no mail at ../shared/corpora');
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:eml|txt|mbox)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Every third message: a unit test shall not take a minute. `test/bench/measure-rules.ts` takes all of them. */
const STEP = 3;

describe.skipIf(!isPresent)('real mail', () => {
  it.each(FOLDERS)('%s: no rule fails, every span lies inside its message', { timeout: 120_000 }, (folder) => {
    const wrong = filesIn(folder)
      .filter((_, index) => index % STEP === 0)
      .flatMap((file) => {
        const bytes = new Uint8Array(readFileSync(file));
        const { findings, times, failures } = analyse(bytes);
        const spans = [...findings.flatMap((finding) => finding.spans), ...times.map(({ span }) => span)];
        const outside = spans.filter(({ start, end }) => !(start >= 0 && start < end && end <= bytes.length));
        return outside.length + failures.length === 0 ? [] : [`${file}: ${JSON.stringify([failures, outside])}`];
      });

    expect(wrong).toEqual([]);
  });
});
