import { HABITS, ranksIn } from './habit-traits';
import type { Member } from './member';
import { keyOf, type TraitKind } from './trait';

/** A message against all others of its sender: in which habits it is unlike every one of them. */

export interface Unlike {
  readonly member: Member;
  readonly habits: readonly TraitKind[];
  /** With how many it was compared. */
  readonly others: number;
}

/** Fewer messages make no habit; see docs/validation-across.md for what other numbers give. */
export const LEAST_OTHERS = 10;
/**
 * How often a value may be new among the others themselves: the share of values that stand once only estimates how often
 * the next message brings one that was never seen (Good and Turing).
 */
const MOST_NEW = 0.05;
/** Of the pairs of fields that all others write in one order, so many and such a share have to be the other way round. */
const LEAST_PAIRS = 3;
const LEAST_PAIR_SHARE = 0.2;

/** Those that differ from all others in `least` habits at least. */
export function unlikeOthers(members: readonly Member[], least: number, leastOthers = LEAST_OTHERS): readonly Unlike[] {
  if (members.length <= leastOthers) return [];
  const tests = HABITS.map((kind) => ({
    kind,
    isNew: kind === 'order' ? orderTest(members, leastOthers) : valueTest(members, kind, leastOthers),
  }));
  return members.flatMap((member) => {
    const habits = tests.filter(({ isNew }) => isNew(member)).map(({ kind }) => kind);
    return habits.length < least ? [] : [{ member, habits, others: members.length - 1 }];
  });
}

type Test = (member: Member) => boolean;

/** How many messages have each value of a habit. */
function countsOf(members: readonly Member[], kind: TraitKind): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const member of members) {
    const value = member.value(kind);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function valueTest(members: readonly Member[], kind: TraitKind, leastOthers: number): Test {
  const counts = countsOf(members, kind);
  const all = [...counts.values()];
  const others = all.reduce((sum, count) => sum + count, 0) - 1;
  // Without the value itself, which stands once where it is new.
  const once = all.filter((count) => count === 1).length - 1;
  const isHabit = others >= leastOthers && once <= MOST_NEW * others;
  return (member) => isHabit && counts.get(member.value(kind) ?? -1) === 1;
}

function orderTest(members: readonly Member[], leastOthers: number): Test {
  const orders = countsOf(members, 'order');
  const rising = new Map<number, number>();
  const falling = new Map<number, number>();
  for (const [order, count] of orders) {
    for (const [pair, isRising] of pairsIn(order)) {
      const counts = isRising ? rising : falling;
      counts.set(pair, (counts.get(pair) ?? 0) + count);
    }
  }
  const isReversed = (order: number): boolean => {
    let compared = 0;
    let reversed = 0;
    for (const [pair, isRising] of pairsIn(order)) {
      const [own, other] = isRising ? [rising, falling] : [falling, rising];
      const [like, unlike] = [(own.get(pair) ?? 0) - 1, other.get(pair) ?? 0];
      if (like + unlike >= leastOthers && (like === 0 || unlike === 0)) {
        compared += 1;
        reversed += like === 0 ? 1 : 0;
      }
    }
    return reversed >= LEAST_PAIRS && reversed >= LEAST_PAIR_SHARE * compared;
  };
  const reversed = new Set([...orders.keys()].filter(isReversed));
  return (member) => reversed.has(member.value('order') ?? -1);
}

/** Each pair of fields of an order, and whether the first of the two stands above the other. */
function pairsIn(order: number): readonly (readonly [pair: number, isRising: boolean])[] {
  const ranks = ranksIn(keyOf(order));
  return ranks.flatMap((rank, one) =>
    ranks.slice(one + 1).flatMap((later, step): readonly (readonly [number, boolean])[] => {
      const other = one + 1 + step;
      return rank === 0 || later === 0 ? [] : [[one * ranks.length + other, rank < later]];
    }),
  );
}
