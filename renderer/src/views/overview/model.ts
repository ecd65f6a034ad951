/** What the pictures draw, from the engine's counts; pure. */

import type { Severity } from '../../../../shared/analysis/rule';
import type { Overview } from '../../../../shared/contract/overview';
import type { CaseState } from '../../../../shared/contract/requests';
import { term, termsOf } from '../../format/query';
import { readSeverity } from '../workbench/grid/row-model';

export type Bucket = Overview['times']['buckets'][number];

/** The search for a bar of the picture of times. */
export function bucketQuery({ start, end }: Pick<Bucket, 'start' | 'end'>): string {
  return `after:${start} before:${end}`;
}

/** A search within the one that the pictures are of; a word that stands there already is not said twice. */
export function within(query: string, terms: string): string {
  const known = new Set(termsOf(query));
  const fresh = termsOf(terms).filter((word) => !known.has(word));
  return [query.trim(), ...fresh].filter((part) => part !== '').join(' ');
}

/** One bar of a picture whose bars lie one below the other. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  readonly query: string;
  readonly severity: Severity | null;
}

export function evidenceBars({ evidence }: Overview, known: CaseState['evidence']): readonly Bar[] {
  const names = new Map(known.map(({ number, name }) => [number, name]));
  return evidence
    .map(({ evidence: number, messages }) => ({
      key: number,
      name: [number, names.get(number) ?? ''].join(' ').trim(),
      count: messages,
      query: term('evidence', number),
      severity: null,
    }))
    .toSorted(byCount);
}

export function ruleBars({ cells }: Overview, rules: CaseState['rules']): readonly Bar[] {
  const counts = sumBy(cells, ({ rule }) => rule);
  return rules
    .flatMap(({ rule, title, severity }) => {
      const count = counts.get(rule);
      return count === undefined
        ? []
        : [{ key: rule, name: title, count, query: term('rule', rule), severity: readSeverity(severity) }];
    })
    .toSorted(byCount);
}

function byCount(one: Bar, other: Bar): number {
  return other.count - one.count;
}

function sumBy(
  cells: Overview['cells'],
  keyOf: (cell: Overview['cells'][number]) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const cell of cells) {
    sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.messages);
  }
  return sums;
}

export interface HeatRow {
  readonly rule: CaseState['rules'][number];
  /** Messages in each column; 0 where there are none. */
  readonly counts: readonly number[];
}

export interface HeatMap {
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
  /** The largest of the counts. */
  readonly most: number;
  /** Rules and items that have findings and no place in the picture. */
  readonly hidden: number;
}

/** Rules in the order of severity, evidence items by number; of many only those with the most findings. */
export function heatMap(
  { cells }: Overview,
  rules: CaseState['rules'],
  most: { readonly rows: number; readonly columns: number },
): HeatMap {
  const byItem = sumBy(cells, ({ evidence }) => evidence);
  const columns = [...byItem]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most.columns)
    .map(([evidence]) => evidence)
    .sort();
  const counts = new Map(cells.map(({ rule, evidence, messages }) => [`${rule} ${evidence}`, messages]));
  const fired = new Set(cells.map(({ rule }) => rule));
  const known = rules.filter(({ rule }) => fired.has(rule));
  const rows = known.slice(0, most.rows).map((rule) => ({
    rule,
    counts: columns.map((evidence) => counts.get(`${rule.rule} ${evidence}`) ?? 0),
  }));
  return {
    columns,
    rows,
    most: Math.max(1, ...rows.flatMap((row) => row.counts)),
    hidden: known.length - rows.length + (byItem.size - columns.length),
  };
}

/** Round numbers from 0 to at least `most`, three to six of them, for an axis. */
export function axisTicks(most: number): readonly number[] {
  const rough = Math.max(1, most / 5);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

/** Of the bars of a picture of times, those whose name fits below: every nth one. */
export function labelled(count: number, room: number): number {
  return Math.max(1, Math.ceil(count / Math.max(1, room)));
}

/** A bucket's first day as its unit says it: `2020-10` for a month. */
export function bucketName(unit: Overview['times']['unit'], { start }: Bucket): string {
  return unit === 'year' ? start.slice(0, 4) : unit === 'month' ? start.slice(0, 7) : start;
}
