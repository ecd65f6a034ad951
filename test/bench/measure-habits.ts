import { relationsOf } from '../../shared/analysis/across/find-relations';
import { unlikeOthers } from '../../shared/analysis/across/habit';
import { counterOrder, numberedOf } from '../../shared/analysis/across/kinds/counters';
import { comparableOf } from '../../shared/analysis/across/kinds/habits';
import type { Member } from '../../shared/analysis/across/member';
import { outOfOrder } from '../../shared/analysis/across/order';
import type { TraitTable } from '../../shared/analysis/across/trait-table';
import type { FiredCount } from '../../shared/analysis/rule';

/** What other numbers would give: of messages that make a habit, of habits that have to differ, of days by which a date is wrong. */

export interface HabitRow {
  readonly leastOthers: number;
  /** By how many habits differ at least, from one: messages of the sender that are told of. */
  readonly own: readonly FiredCount[];
  /** The same of messages of other senders, each laid among those of a sender as if it were one of them. */
  readonly foreign: readonly FiredCount[];
}

export interface CounterRow {
  readonly days: number;
  /** Numbered messages of which every time was set back so far, one at a time. */
  readonly found: FiredCount;
  /** All other messages that were told of while one was set back. */
  readonly others: number;
}

export const HABIT_COUNTS = [1, 2, 3, 4];
const LEAST = [5, 10, 20];
/** Messages of other senders that are tried for each sender. */
const FOREIGN = 40;

export function measureHabits(table: TraitTable): readonly HabitRow[] {
  const classes = [...table.groups('from', 1)].flatMap(({ members }) =>
    [false, true].map((isList) => ({ isList, members: comparableOf(members, isList) })),
  );
  return LEAST.map((leastOthers) => {
    const large = classes.filter(({ members }) => members.length > leastOthers);
    const total = large.reduce((sum, { members }) => sum + members.length, 0);
    const own = large
      .flatMap(({ members }) => unlikeOthers(members, 1, leastOthers))
      .map(({ habits }) => habits.length);
    const foreign = large.flatMap(({ isList, members }, index) => {
      const others = classes.filter(
        (one) => one.isList === isList && one.members !== members && one.members.length > 0,
      );
      return strangers(others, index).map((stranger) => habitsUnlike(stranger, members, leastOthers));
    });
    const counted = (n: number, differing: readonly number[]) =>
      HABIT_COUNTS.map((least) => ({ n, fired: differing.filter((count) => count >= least).length }));
    return { leastOthers, own: counted(total, own), foreign: counted(foreign.length, foreign) };
  });
}

/** The same ones in every run: steps of a prime through the classes and their messages. */
function strangers(others: readonly { readonly members: readonly Member[] }[], index: number): readonly Member[] {
  return Array.from(
    { length: FOREIGN },
    (_, n) => others[(n * 7919 + index * 31) % Math.max(1, others.length)],
  ).flatMap((from, n) => from?.members[(n * 104_729) % from.members.length] ?? []);
}

function habitsUnlike(stranger: Member, members: readonly Member[], leastOthers: number): number {
  const found = unlikeOthers([...members, stranger], 1, leastOthers).find(({ member }) => member === stranger);
  return found?.habits.length ?? 0;
}

export function measureCounters(table: TraitTable): readonly CounterRow[] {
  const series = [...table.groups('series', 2)].map(({ key, members }) =>
    numberedOf({ key, sharing: members, named: [] }),
  );
  return [2, 7, 30, 365].map((days) => {
    const back = days * 86_400_000;
    const tried = series.flatMap((messages) =>
      messages.map((odd) => {
        const moved = { ...odd, firstMs: odd.firstMs - back, lastMs: odd.lastMs - back };
        const found = outOfOrder(messages.map((one) => (one === odd ? moved : one)));
        const isFound = found.some((each) => each.odd === moved);
        return { isFound, others: found.length - (isFound ? 1 : 0) };
      }),
    );
    const found = { n: tried.length, fired: tried.filter(({ isFound }) => isFound).length };
    return { days, found, others: tried.reduce((sum, { others }) => sum + others, 0) };
  });
}

/** Numbered messages, and those of them that are told of as they are. */
export function countNumbered(table: TraitTable): FiredCount {
  const n = [...table.groups('series', 1)].reduce((sum, { members }) => sum + members.length, 0);
  return { n, fired: [...relationsOf(table, counterOrder)].flat().length };
}
