import { readFileSync, writeFileSync } from 'node:fs';
import { analyse } from '../../shared/analysis/analyse';
import { MEASURABLE_RULES, ruleSetVersion } from '../../shared/analysis/registry';
import { judge } from '../../shared/validation/judged-message';
import { type Label, Tally } from '../../shared/validation/tally';
import { backDating, chosenFor } from './back-dating';
import { errorRatesFile } from './error-rates-file';
import { SOURCES } from './labelled-mail';
import { validationPage } from './validation-page';

/**
 * Measures every rule and decoder on labelled mail and writes docs/validation.md and shared/analysis/error-rates.ts.
 *
 *   npm run validation
 */

const BACK_DATED = 500;

function addAll(tally: Tally, label: Label, source: string, files: readonly string[]): void {
  for (const file of files) {
    const judged = judge(analyse(bytesOf(file)));
    if (judged.failed.length > 0) {
      throw new Error(`${judged.failed.join(', ')} failed on ${file}`);
    }
    tally.add(label, source, judged);
  }
}

const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(file));

function main(): void {
  const tally = new Tally();
  for (const { name, honest, malicious } of SOURCES) {
    addAll(tally, 'benign', name, honest);
    addAll(tally, 'malicious', name, malicious);
    console.error(`${name}: done`);
  }
  const sources = SOURCES.map(({ name, honest, malicious }) => ({
    name,
    honest: honest.length,
    malicious: malicious.length,
  }));
  const rules = tally.rules(MEASURABLE_RULES);
  const rows = rules.map(({ id, version, bySource }) => {
    const counts = (label: Label): readonly number[] =>
      sources.map(({ name }) => bySource.find(({ source }) => source === name)?.[label].fired ?? 0);
    return { rule: id, version, honest: counts('benign'), malicious: counts('malicious') };
  });
  const totals = sources.map(({ name, honest, malicious }) => ({ source: name, honest, malicious }));
  writeFileSync('shared/analysis/error-rates.ts', errorRatesFile(totals, rows));
  const lists = SOURCES.find(({ name }) => name.includes('lists'))?.honest ?? [];
  const page = validationPage({
    ruleSet: ruleSetVersion,
    sources,
    control: SOURCES[0]?.name ?? '',
    rules,
    decoders: tally.decoders(),
    backDating: backDating(chosenFor(lists.map(bytesOf), BACK_DATED)),
  });
  writeFileSync('docs/validation.md', page);
}

main();
