import { completeSummary, countInWords } from '../../wording/rules';
import { SEVERITIES, type Severity } from '../rule';
import type { Gathered, Member } from './member';
import { RELATION_KINDS } from './registry';
import type { RelationKind } from './relation-kind';
import { keyOf, keyOfText, type TraitKind } from './trait';
import type { TraitTable } from './trait-table';

/** Messages that have something in common that is worth a look. */
export interface Relation {
  readonly kind: RelationKind;
  readonly severity: Severity;
  readonly summary: string;
  /** The values that brought them together, without their kind: several where the same messages share several. */
  readonly keys: readonly number[];
  /** Messages in the order of the case. */
  readonly ids: readonly number[];
  /** Those of them that it tells of; the others are there for comparison. */
  readonly about: readonly number[];
  readonly shown: readonly TraitKind[];
}

/** Group by group, so that whoever asks can let others have their turn; most groups give none. */
export function* relationsOf(table: TraitTable, kind: RelationKind): Generator<readonly Relation[]> {
  for (const { key, members } of table.groups(kind.by, kind.names === true ? 1 : 2)) {
    yield relate(table, kind, key, members);
  }
}

/** The relations that tell of one message; the most severe first, then in the order of kinds. */
export function relationsWith(table: TraitTable, id: number): readonly Relation[] {
  return merged([...relationsAround(table, [id])].flat()).sort(compareRelations);
}

/** Those that tell of any of these messages, value by value, each value once however many of the messages share it. */
export function* relationsAround(table: TraitTable, asked: readonly number[]): Generator<readonly Relation[]> {
  const among = new Set(asked);
  const members = asked.flatMap((id) => {
    const index = table.find(id);
    return index === undefined ? [] : [table.memberAt(index)];
  });
  for (const kind of RELATION_KINDS) {
    for (const key of keysOf(members, kind)) {
      yield relationsBy(table, kind, key).filter(({ about }) => about.some((id) => among.has(id)));
    }
  }
}

/** By which a kind can bring these messages together: what they share and, where it names messages, their own ids. */
function keysOf(members: readonly Member[], { by, names }: RelationKind): ReadonlySet<number> {
  return new Set(
    members
      .flatMap((member) => [...member.values(by), ...(names === true ? member.values('message-id') : [])])
      .map(keyOf),
  );
}

/** Of values that very many messages share, what was found: whoever looks through a sender's messages asks the same again. */
const remembered = new WeakMap<TraitTable, Map<string, readonly Relation[]>>();
const VERY_MANY = 1_000;

function relationsBy(table: TraitTable, kind: RelationKind, key: number): readonly Relation[] {
  const known = remembered.get(table) ?? new Map<string, readonly Relation[]>();
  remembered.set(table, known);
  const name = `${kind.id} ${key}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  const sharing = table.sharers(kind.by, key, kind.names === true ? 1 : 2);
  const found = sharing.length === 0 ? [] : relate(table, kind, key, sharing);
  if (sharing.length >= VERY_MANY) known.set(name, found);
  return found;
}

/** Names it among those of its kind, as long as no messages are added; letters and digits. */
export function relationName({ kind, summary, ids, about }: Relation): string {
  return keyOfText([kind.id, summary, ...ids, 'about', ...about].join(' ')).toString(36);
}

function relate(table: TraitTable, kind: RelationKind, key: number, sharing: readonly Member[]): readonly Relation[] {
  const gathered: Gathered = { key, sharing, named: kind.names === true ? table.sharers('message-id', key) : [] };
  return kind.relate(gathered).map(({ members, about = members, severity, values, shown }) => ({
    kind,
    severity: severity ?? kind.severity,
    summary: completeSummary(kind.summary, { count: countInWords(members.length, 'message'), ...values }),
    keys: [key],
    ids: members.map(({ id }) => id),
    about: about.map(({ id }) => id),
    shown: shown ?? [kind.by],
  }));
}

/** Messages that are related in the same way by several values (all separators of a template) are one relation. */
export function merged(relations: readonly Relation[]): Relation[] {
  const known = new Map<string, Relation>();
  for (const relation of relations) {
    const name = [relation.kind.id, relation.summary, ...relation.ids, 'about', ...relation.about].join(' ');
    const before = known.get(name);
    known.set(name, before === undefined ? relation : { ...before, keys: [...before.keys, ...relation.keys] });
  }
  return [...known.values()];
}

/** Severe ones first, then large ones; what is the same in both stands in the order of kinds and of the case. */
export function compareRelations(a: Relation, b: Relation): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.ids.length - a.ids.length ||
    RELATION_KINDS.indexOf(a.kind) - RELATION_KINDS.indexOf(b.kind) ||
    (a.about[0] ?? 0) - (b.about[0] ?? 0) ||
    (a.keys[0] ?? 0) - (b.keys[0] ?? 0)
  );
}
