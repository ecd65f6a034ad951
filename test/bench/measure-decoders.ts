import { readFileSync, writeFileSync } from 'node:fs';
import { analyse } from '../../shared/analysis/analyse';
import { comparedTimes } from '../../shared/validation/clock-distances';
import { ROOT, SOURCES } from './labelled-mail';

/**
 * Runs every decoder over labelled real mail and writes how often each agreed with the Date, or with the hop that wrote
 * it: `shared/analysis/decoder-agreement.ts`.
 *
 *   npx rolldown test/bench/measure-decoders.ts --platform node --format esm --file build/bench/measure-decoders.mjs
 *   node build/bench/measure-decoders.mjs [--dry] [--show KIND]
 *
 * `--show KIND` prints the times of that decoder that lie more than ten minutes away, to be looked at by hand.
 */

interface Count {
  n: number;
  within2: number;
  within10: number;
}

const MINUTE = 60;
const shown = process.argv.includes('--show') ? process.argv[process.argv.indexOf('--show') + 1] : undefined;

function count(files: readonly string[], label: string): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const file of files) {
    const analysis = analyse(new Uint8Array(readFileSync(file)));
    for (const { kind, against, awaySeconds, time, distanceMs } of comparedTimes(analysis)) {
      const row = counts.get(kind) ?? { n: 0, within2: 0, within10: 0 };
      row.n += 1;
      row.within2 += Number(awaySeconds <= 2 * MINUTE);
      row.within10 += Number(awaySeconds <= 10 * MINUTE);
      counts.set(kind, row);
      if (against === 'hop') ofHops.add(kind);
      if (kind === shown && awaySeconds > 10 * MINUTE) {
        const hours = (distanceMs / 3_600_000).toFixed(2);
        console.log(label, file.replace(ROOT, ''), new Date(time.timeMs).toISOString(), hours, 'h');
      }
    }
  }
  return counts;
}

const ofHops = new Set<string>();
const NONE: Count = { n: 0, within2: 0, within10: 0 };
const text = ({ n, within2, within10 }: Count): string => (n === 0 ? '-' : `${n}/${within2}/${within10}`);

function main(): void {
  const counted = SOURCES.map((source) => ({
    honest: count(source.honest, 'honest'),
    malicious: count(source.malicious, 'malicious'),
  }));
  const kinds = [
    ...new Set(counted.flatMap(({ honest, malicious }) => [...honest.keys(), ...malicious.keys()])),
  ].sort();
  const rows = kinds.map((kind) => {
    const honest = counted.map((each) => text(each.honest.get(kind) ?? NONE)).join(' ');
    const malicious = counted.map((each) => text(each.malicious.get(kind) ?? NONE)).join(' ');
    const against = ofHops.has(kind) ? 'hop' : 'date';
    return `  { kind: '${kind}', against: '${against}', honest: '${honest}', malicious: '${malicious}' },`;
  });
  if (shown === undefined) console.log(rows.join('\n'));
  if (!process.argv.includes('--dry') && shown === undefined) {
    writeFileSync('shared/analysis/decoder-agreement.ts', fileText(rows));
  }
}

function fileText(rows: readonly string[]): string {
  return `/**
 * How often each decoder agreed with the Date, or with the hop that wrote it, on labelled real mail. Written by
 * test/bench/measure-decoders.ts, never by hand.
 */

/**
 * For each source in their order: messages with such a time (one a message counts), and how many of these times lay
 * within 2 and within 10 minutes; \`-\` where there was none.
 */
export interface DecoderAgreement {
  readonly kind: string;
  readonly against: 'date' | 'hop';
  readonly honest: string;
  readonly malicious: string;
}

export const DECODER_SOURCES: readonly string[] = [
${SOURCES.map(({ name }) => `  '${name}',`).join('\n')}
];

export const DECODER_AGREEMENT: readonly DecoderAgreement[] = [
${rows.join('\n')}
];
`;
}

main();
