import { keyOf, type TraitKind } from './trait';

/** How a message came into the case (`origin` of the message table). */
export type Came = 'acquired' | 'rebuilt' | 'enclosed' | 'transcribed';

/** What a kind of relation sees of a message: kept numbers, no text. */
export interface Member {
  /** Orders messages as the case does: by evidence item, then by their place in it. */
  readonly id: number;
  readonly came: Came;
  /** Claimed by the Date field, and recorded by the topmost hop: milliseconds since 1970 UTC. */
  readonly dateMs: number | undefined;
  readonly receivedMs: number | undefined;
  /** The first value of a kind; undefined where the message has none. */
  readonly value: (kind: TraitKind) => number | undefined;
  readonly values: (kind: TraitKind) => readonly number[];
}

/** Messages that are brought together by one value. */
export interface Gathered {
  /** The value, without its kind. */
  readonly key: number;
  /** Those that have the value, in the order of the case; at least one. */
  readonly sharing: readonly Member[];
  /** For what names a message: the messages that have the named id. */
  readonly named: readonly Member[];
}

/** An order by what messages are, whatever their places in the case: 0 only where nothing that is compared tells them apart. */
export function compareContent(a: Member, b: Member, kinds: readonly TraitKind[]): number {
  const differences = [
    (a.dateMs ?? 0) - (b.dateMs ?? 0),
    (a.receivedMs ?? 0) - (b.receivedMs ?? 0),
    ...kinds.map((kind) => (a.value(kind) ?? 0) - (b.value(kind) ?? 0)),
  ];
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** How many different values of a kind the messages have; those without one are not counted. */
export function distinctCount(members: readonly Member[], kind: TraitKind): number {
  return new Set(members.map((member) => member.value(kind)).filter((value) => value !== undefined)).size;
}

/**
 * The messages in classes: those that are joined by any of these kinds, directly or through others, are in one. A parent's
 * id joins an answer with the message that it answers. In the order of their first messages.
 */
export function joinedBy(members: readonly Member[], kinds: readonly TraitKind[]): readonly (readonly Member[])[] {
  const above = members.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (above[root] !== root) root = above[root] ?? root;
    for (let at = index; at !== root; ) {
      const next = above[at] ?? root;
      above[at] = root;
      at = next;
    }
    return root;
  };
  const firstWith = new Map<number, number>();
  const join = (index: number, key: number): void => {
    const first = firstWith.get(key);
    if (first === undefined) {
      firstWith.set(key, index);
    } else {
      const [one, other] = [rootOf(first), rootOf(index)];
      above[Math.max(one, other)] = Math.min(one, other);
    }
  };
  for (const [index, member] of members.entries()) {
    for (const kind of kinds) {
      for (const value of member.values(kind)) join(index, keyOf(value));
    }
  }
  const classes = new Map<number, Member[]>();
  for (const [index, member] of members.entries()) {
    const root = rootOf(index);
    const known = classes.get(root);
    if (known === undefined) classes.set(root, [member]);
    else known.push(member);
  }
  return [...classes.values()];
}
