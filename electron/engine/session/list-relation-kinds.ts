import type { Relation } from '../../../shared/analysis/across/find-relations';
import { RELATION_KINDS } from '../../../shared/analysis/across/registry';
import type { RelationKind } from '../../../shared/analysis/across/relation-kind';
import { SEVERITIES } from '../../../shared/analysis/rule';
import type { RelationKinds, RelationKindView } from '../../../shared/contract/relations';
import { relationsOfKind } from './case-relations';
import type { CaseSession } from './case-session';
import { meaningOf, rateOf } from './list-relations';

/** The kinds of relation that messages of the case are in, with what each means: the one with the strongest relation first. */
export async function listRelationKinds({ catalogue }: Pick<CaseSession, 'catalogue'>): Promise<RelationKinds> {
  const table = await catalogue.traits();
  const kinds: RelationKindView[] = [];
  for (const kind of RELATION_KINDS) {
    const { relations, total, members } = await relationsOfKind(table, kind);
    const [strongest] = relations;
    if (strongest !== undefined) {
      kinds.push(viewOf(kind, strongest, relations, { total, kept: relations.length, messages: members().length }));
    }
  }
  kinds.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return { kinds, reading: catalogue.readingCount() };
}

function viewOf(
  kind: RelationKind,
  { severity }: Relation,
  relations: readonly Relation[],
  counts: Pick<RelationKindView, 'total' | 'kept' | 'messages'>,
): RelationKindView {
  const grades = SEVERITIES.filter((grade) => relations.some((one) => one.severity === grade));
  return {
    ...meaningOf(kind),
    severity,
    rates: grades.map((grade) => ({ severity: grade, errorRate: rateOf(kind, grade) })),
    ...counts,
  };
}
