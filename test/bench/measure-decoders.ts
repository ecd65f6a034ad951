import { readFileSync, writeFileSync } from 'node:fs';
import { analyse } from '../../shared/analysis/analyse';
import type { Analysis } from '../../shared/analysis/analysis';
import { zoneOfDate } from '../../shared/analysis/times/zone-of-date';
import type { EmbeddedTime } from '../../shared/email/types';
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

const MINUTE_MS = 60_000;
const shown = process.argv.includes('--show') ? process.argv[process.argv.indexOf('--show') + 1] : undefined;

/** Numbers of hops and seals of servers are compared with their own hop, all others with the Date. */
function isOfHop({ whose, source }: EmbeddedTime): boolean {
  return source === 'received' || source === 'x-received' || whose === 'relay' || whose === 'recipient';
}

/** Google's servers stand on Pacific time: seven or eight hours behind. */
const PACIFIC_MS = [7, 8].map((hours) => hours * 3_600_000);

/** Times of the message's own making: those of the messages that it answers, and wall clocks of unknown zone, are left out. */
function isMeasured({ kind, source }: EmbeddedTime): boolean {
  const isAnswered = source === 'in-reply-to' || source === 'references';
  return !isAnswered && !['date', 'received', 'mailbox.from-line'].includes(kind);
}

/** The nearest date of a hop, or the one of the hop that holds the time. */
function hopDistance(time: EmbeddedTime, { route, times }: Analysis): number | undefined {
  const own = route.find(({ span }) => time.span.start >= span.start && time.span.end <= span.end);
  if (own !== undefined) {
    const distance = own.date?.instantMs === undefined ? undefined : time.timeMs - own.date.instantMs;
    return distance === undefined || time.clock === 'utc'
      ? distance
      : PACIFIC_MS.map((zone) => distance + zone).sort((a, b) => Math.abs(a) - Math.abs(b))[0];
  }
  const hops = times
    .filter(({ kind }) => kind === 'received' || kind === 'x-received')
    .map(({ timeMs }) => time.timeMs - timeMs);
  return hops.reduce<number | undefined>(
    (best, each) => (best === undefined || Math.abs(each) < Math.abs(best) ? each : best),
    undefined,
  );
}

function distanceOf(time: EmbeddedTime, analysis: Analysis): number | undefined {
  if (isOfHop(time)) {
    return hopDistance(time, analysis);
  }
  const { date } = analysis.anatomy;
  if (date?.instantMs === undefined) {
    return undefined;
  }
  // A wall clock is compared with the wall clock that the Date shows; lists and servers write many Dates anew in UTC.
  if (time.clock === 'local' && zoneOfDate(date) === 0) {
    return undefined;
  }
  return time.timeMs - date.instantMs - (time.clock === 'local' ? zoneOfDate(date) : 0);
}

function count(files: readonly string[], label: string): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const file of files) {
    const analysis = analyse(new Uint8Array(readFileSync(file)));
    const seen = new Set<string>();
    // Of the blocks of a conversation the last one is this message's; of other kinds all are alike.
    for (const time of analysis.times.filter(isMeasured).toReversed()) {
      const distance = distanceOf(time, analysis);
      // One number stands in several fields or blocks: one of a kind counts, the others repeat it.
      if (distance === undefined || seen.has(time.kind)) {
        continue;
      }
      seen.add(time.kind);
      const row = counts.get(time.kind) ?? { n: 0, within2: 0, within10: 0 };
      const away = Math.max(0, Math.abs(distance) - time.precisionSeconds * 1000);
      row.n += 1;
      row.within2 += Number(away <= 2 * MINUTE_MS);
      row.within10 += Number(away <= 10 * MINUTE_MS);
      counts.set(time.kind, row);
      if (time.kind === shown && away > 10 * MINUTE_MS) {
        console.log(
          label,
          file.replace(ROOT, ''),
          new Date(time.timeMs).toISOString(),
          (distance / 3_600_000).toFixed(2),
          'h',
        );
      }
    }
    for (const time of analysis.times) {
      if (isOfHop(time)) ofHops.add(time.kind);
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
