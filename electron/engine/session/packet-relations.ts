import { setImmediate } from 'node:timers/promises';
import {
  compareRelations,
  merged,
  type Relation,
  relationsAround,
} from '../../../shared/analysis/across/find-relations';
import type {
  PacketAcross,
  PacketRelation,
  PacketTrait,
  ReportExhibit,
} from '../../../shared/packet-format/report-content';
import { TRAIT_NAMES } from '../../../shared/wording/relations';
import { idsOf } from '../catalogue/message-id';
import type { WrittenTrait } from '../message/read-traits';
import type { CaseSession } from './case-session';
import { summaryOf } from './list-relations';
import { sharedTraits, writtenTraits } from './shared-traits';

type Asked = Pick<CaseSession, 'catalogue' | 'pool' | 'store'>;
type Labels = ReadonlyMap<number, string>;

const VALUES_AT_ONCE = 2_000;

/** What the exhibits share with each other; with other messages of the case only how many those are. */
export async function packetRelations(session: Asked, exhibits: readonly ReportExhibit[]): Promise<PacketAcross> {
  const labels: Labels = new Map(
    exhibits.flatMap(({ label, message }) => idsOf([message.ref]).map((id) => [id, label] as const)),
  );
  const found = await relationsOfExhibits(session, [...labels.keys()]);
  const related = new Set(found.flatMap(({ ids }) => ids.filter((id) => labels.has(id))));
  const traits = await writtenTraits(session, related);
  return {
    relations: found.map((relation) => packetRelation(relation, labels, traits)),
    unread: session.catalogue.readingCount(),
  };
}

/** Lets others have their turn while it looks. */
async function relationsOfExhibits({ catalogue }: Asked, ids: readonly number[]): Promise<readonly Relation[]> {
  const found: Relation[] = [];
  let values = 0;
  for (const relations of relationsAround(await catalogue.traits(), ids)) {
    found.push(...relations);
    values += 1;
    if (values % VALUES_AT_ONCE === 0) {
      await setImmediate();
    }
  }
  return merged(found).sort(compareRelations);
}

function packetRelation(
  relation: Relation,
  labels: Labels,
  traits: ReadonlyMap<number, readonly WrittenTrait[]>,
): PacketRelation {
  const { id: _ofThisCase, count, ...told } = summaryOf(relation);
  const among = new Set(relation.ids);
  const exhibits = [...labels]
    .filter(([id]) => among.has(id))
    .map(([id, label]) => ({
      label,
      isForComparison: !relation.about.includes(id),
      traits: sharedTraits(traits.get(id) ?? [], relation).map(packetTrait),
    }));
  return { ...told, exhibits, elsewhere: count - exhibits.length };
}

function packetTrait({ kind, written, inHeader, span: { start, end } }: WrittenTrait): PacketTrait {
  return { kind, name: TRAIT_NAMES[kind], text: written, inHeader, start, end };
}
