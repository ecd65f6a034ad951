import { LEAST_OTHERS } from '../../shared/analysis/across/habit';
import type { FiredCount } from '../../shared/analysis/rule';
import { wilson95 } from '../../shared/validation/rates';
import { type CounterRow, HABIT_COUNTS, type HabitRow } from './measure-habits';

/** The end of docs/validation-across.md: why habits and counters ask for as much as they do. */

export interface Thresholds {
  readonly source: string;
  readonly habits: readonly HabitRow[];
  readonly counters: readonly CounterRow[];
  readonly numbered: FiredCount;
}

const HEAD = `## How many messages make a habit

\`across.unlike-sender\` compares a message with at least ${LEAST_OTHERS} others of its sender that came the same way (directly, or through a
list), and tells of it from two habits on (\`low\`), from three on as \`medium\`. The tables show what other numbers give, on honest mail:
left how many of a sender's own messages would be told of, right how many of messages by other senders, laid among the sender's as if they were
the sender's. These strangers imitate nothing: somebody who knows the sender's program is found less often. The tables above count among all
messages, these among those of senders with as many others.

`;

const COUNTERS = `## Counters of one server

Of the counters that servers leave in messages only those of mailing lists are used: of eGroups and Yahoo Groups, SmartList and ezmlm
(\`shared/analysis/across/counter-traits.ts\` says why). Each numbered message was set back in all its times, alone; the others of its
list stayed as they are. The first messages of a list cannot be found so: nothing is numbered before them.

| source | numbered | told of as they are | set back by | found | others told of |
| --- | --- | --- | --- | --- | --- |
`;

export function thresholdPage(all: readonly Thresholds[]): string {
  const habits = all.filter(({ habits: rows }) => rows.some(({ own }) => (own[0]?.n ?? 0) > 0));
  const counters = all.filter(({ numbered }) => numbered.n > 0);
  return [
    HEAD,
    ...habits.map(habitTable),
    COUNTERS,
    ...counters.flatMap(({ source, numbered, counters: rows }) =>
      rows.map(({ days, found, others }) => counterRow(source, numbered, { days, found, others })),
    ),
  ].join('');
}

function habitTable({ source, habits }: Thresholds): string {
  const head = HABIT_COUNTS.map((count) => `${count} or more`);
  return [
    `### ${source}`,
    '',
    `| others | the sender's own | ${head.join(' | ')} | strangers | ${head.join(' | ')} |`,
    `| --- | --- | ${head.map(() => '---').join(' | ')} | --- | ${head.map(() => '---').join(' | ')} |`,
    ...habits
      .filter(({ own }) => (own[0]?.n ?? 0) > 0)
      .map(({ leastOthers, own, foreign }) =>
        [`| ${leastOthers}`, own[0]?.n, ...own.map(withInterval), foreign[0]?.n, ...foreign.map(percent)]
          .join(' | ')
          .concat(' |'),
      ),
    '',
    '',
  ].join('\n');
}

function counterRow(source: string, numbered: FiredCount, { days, found, others }: CounterRow): string {
  return `| ${[source, numbered.n, numbered.fired, `${days} days`, `${found.fired} of ${found.n}`, others].join(' | ')} |\n`;
}

function withInterval({ fired, n }: FiredCount): string {
  const interval = wilson95(fired, n);
  const share = (value: number) => (value * 100).toFixed(1);
  return interval === undefined
    ? ''
    : `${fired} (${share(fired / n)} %; ${share(interval.low)} to ${share(interval.high)})`;
}

function percent({ fired, n }: FiredCount): string {
  return n === 0 ? '' : `${Math.round((fired / n) * 100)} %`;
}
