import { setImmediate } from 'node:timers/promises';
import {
  compareRelations,
  merged,
  type Relation,
  relationName,
  relationsOf,
} from '../../../shared/analysis/across/find-relations';
import type { RelationKind } from '../../../shared/analysis/across/relation-kind';
import type { TraitTable } from '../../../shared/analysis/across/trait-table';

/** Relations of a kind that are kept for paging; of more, the strongest and largest. */
const MOST_OF_KIND = 10_000;
const GROUPS_AT_ONCE = 2_000;

/** All relations of one kind between the messages of a case. */
export interface KindRelations {
  /** The strongest first. */
  readonly relations: readonly Relation[];
  /** How many there are in all. */
  readonly total: number;
  /** The messages that any of those that are kept tells of, each once. */
  readonly members: () => readonly number[];
  /** One of those that are kept, by its name within the kind. */
  readonly named: (name: string) => Relation | undefined;
}

const known = new WeakMap<TraitTable, Map<string, Promise<KindRelations>>>();

/** Looked for once for each state of the case: a table never changes, further messages make another one. */
export async function relationsOfKind(table: TraitTable, kind: RelationKind): Promise<KindRelations> {
  const kinds = known.get(table) ?? new Map<string, Promise<KindRelations>>();
  known.set(table, kinds);
  const found = kinds.get(kind.id) ?? lookFor(table, kind);
  kinds.set(kind.id, found);
  return await found;
}

/** Lets others have their turn while it looks. */
async function lookFor(table: TraitTable, kind: RelationKind): Promise<KindRelations> {
  let kept: Strongest = { relations: [], left: 0 };
  let waiting: Relation[] = [];
  let groups = 0;
  for (const relations of relationsOf(table, kind)) {
    groups += 1;
    waiting.push(...relations);
    if (waiting.length >= MOST_OF_KIND) {
      kept = withFurther(kept, waiting);
      waiting = [];
    }
    if (groups % GROUPS_AT_ONCE === 0) {
      await setImmediate();
    }
  }
  const { relations, left } = withFurther(kept, waiting);
  const byName = once(() => new Map(relations.map((relation) => [relationName(relation), relation])));
  return {
    relations,
    total: relations.length + left,
    members: once(() => [...new Set(relations.flatMap(({ about }) => about))]),
    named: (name) => byName().get(name),
  };
}

/** Made when it is asked for first. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Strongest {
  readonly relations: readonly Relation[];
  /** How many more there are. */
  readonly left: number;
}

function withFurther({ relations, left }: Strongest, further: readonly Relation[]): Strongest {
  const all = merged([...relations, ...further]).sort(compareRelations);
  return { relations: all.slice(0, MOST_OF_KIND), left: left + Math.max(0, all.length - MOST_OF_KIND) };
}
