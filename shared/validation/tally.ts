import type { Rule, Severity } from '../analysis/rule';
import { compareText } from '../text/compare-text';
import type { JudgedMessage } from './judged-message';
import { type Interval, type LikelihoodRatio, likelihoodRatio, wilson95 } from './rates';

/** Counting judged messages by label, source and era, and what follows from the counts. */

export type Label = 'malicious' | 'benign';

export interface RateOf {
  readonly n: number;
  readonly fired: number;
  readonly rate: number | null;
  /** Wilson, 95 %. */
  readonly interval95: readonly [number, number] | null;
}

export interface GroupRate {
  readonly malicious: RateOf;
  readonly benign: RateOf;
  readonly likelihoodRatio: number | null;
  readonly interval95: readonly [number, number] | null;
  /** 0.5 was added to each cell, because one was empty. */
  readonly corrected: boolean;
}

export interface RuleResult extends GroupRate {
  readonly id: string;
  readonly version: number;
  readonly severity: Severity;
  readonly bySeverity: Readonly<Record<Label, Readonly<Partial<Record<Severity, number>>>>>;
  readonly bySource: readonly (GroupRate & { readonly source: string })[];
  readonly byEra: readonly (GroupRate & { readonly era: string })[];
}

export interface DecoderCount {
  readonly n: number;
  readonly within2Minutes: number;
  readonly within10Minutes: number;
}

export interface DecoderResult {
  readonly kind: string;
  readonly against: 'date' | 'hop';
  readonly malicious: DecoderCount;
  readonly benign: DecoderCount;
  readonly bySource: readonly {
    readonly source: string;
    readonly malicious: DecoderCount;
    readonly benign: DecoderCount;
  }[];
}

interface Cell {
  messages: number;
  readonly fired: Map<string, number>;
  readonly clocks: Map<string, { n: number; two: number; ten: number }>;
}

type Group = Record<Label, Cell>;

const newCell = (): Cell => ({ messages: 0, fired: new Map(), clocks: new Map() });
const newGroup = (): Group => ({ malicious: newCell(), benign: newCell() });

function groupOf(groups: Map<string, Group>, name: string): Group {
  const group = groups.get(name) ?? newGroup();
  groups.set(name, group);
  return group;
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Memory grows with the number of sources, eras and rules, never with that of messages. */
export class Tally {
  private readonly all = newGroup();
  private readonly sources = new Map<string, Group>();
  private readonly eras = new Map<string, Group>();
  private readonly grades: Record<Label, Map<string, number>> = { malicious: new Map(), benign: new Map() };
  private readonly against = new Map<string, 'date' | 'hop'>();

  add(label: Label, source: string, message: JudgedMessage): void {
    const era = message.era === '' ? 'without a date' : message.era;
    const cells = [this.all, groupOf(this.sources, source), groupOf(this.eras, era)].map((group) => group[label]);
    for (const cell of cells) {
      cell.messages += 1;
      for (const [rule] of message.fired) add(cell.fired, rule);
      for (const { kind, awaySeconds } of message.clocks) addClock(cell, kind, awaySeconds);
    }
    for (const [rule, severity] of message.fired) add(this.grades[label], `${severity} ${rule}`);
    for (const { kind, against } of message.clocks) this.against.set(kind, against);
  }

  get messages(): Readonly<Record<Label, number>> {
    return { malicious: this.all.malicious.messages, benign: this.all.benign.messages };
  }

  rules(rules: readonly Pick<Rule, 'id' | 'version' | 'severity'>[]): readonly RuleResult[] {
    return rules.map(({ id, version, severity }) => ({
      id,
      version,
      ...groupRate(this.all, id),
      severity,
      bySeverity: { malicious: gradesOf(this.grades.malicious, id), benign: gradesOf(this.grades.benign, id) },
      bySource: sorted(this.sources).map(([source, group]) => ({ source, ...groupRate(group, id) })),
      byEra: sorted(this.eras).map(([era, group]) => ({ era, ...groupRate(group, id) })),
    }));
  }

  decoders(): readonly DecoderResult[] {
    return sorted(this.against).map(([kind, against]) => ({
      kind,
      against,
      malicious: clockCount(this.all.malicious, kind),
      benign: clockCount(this.all.benign, kind),
      bySource: sorted(this.sources).map(([source, group]) => ({
        source,
        malicious: clockCount(group.malicious, kind),
        benign: clockCount(group.benign, kind),
      })),
    }));
  }
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}

const TWO_MINUTES = 120;
const TEN_MINUTES = 600;

function addClock({ clocks }: Cell, kind: string, awaySeconds: number): void {
  const count = clocks.get(kind) ?? { n: 0, two: 0, ten: 0 };
  count.n += 1;
  count.two += Number(awaySeconds <= TWO_MINUTES);
  count.ten += Number(awaySeconds <= TEN_MINUTES);
  clocks.set(kind, count);
}

function clockCount({ clocks }: Cell, kind: string): DecoderCount {
  const { n, two, ten } = clocks.get(kind) ?? { n: 0, two: 0, ten: 0 };
  return { n, within2Minutes: two, within10Minutes: ten };
}

function gradesOf(grades: ReadonlyMap<string, number>, id: string): Readonly<Partial<Record<Severity, number>>> {
  const own = [...grades].filter(([key]) => key.endsWith(` ${id}`));
  return Object.fromEntries(own.map(([key, count]) => [key.slice(0, key.indexOf(' ')), count]));
}

function groupRate(group: Group, id: string): GroupRate {
  const [malicious, benign] = [rateOf(group.malicious, id), rateOf(group.benign, id)];
  const ratio = likelihoodRatio(malicious, benign);
  return {
    malicious,
    benign,
    likelihoodRatio: ratio?.ratio ?? null,
    interval95: pair(ratio),
    corrected: ratio?.isCorrected ?? false,
  };
}

function rateOf({ messages, fired }: Cell, id: string): RateOf {
  const count = fired.get(id) ?? 0;
  return {
    n: messages,
    fired: count,
    rate: messages === 0 ? null : count / messages,
    interval95: pair(wilson95(count, messages)),
  };
}

function pair(interval: Interval | LikelihoodRatio | undefined): readonly [number, number] | null {
  return interval === undefined ? null : [interval.low, interval.high];
}
