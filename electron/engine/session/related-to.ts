import { RELATION_KINDS } from '../../../shared/analysis/across/registry';
import type { QueryNode, RelationNode } from '../../../shared/search/ast';
import { parseQuery } from '../../../shared/search/query';
import { NOTHING_RELATED, type Related } from '../catalogue/query-sql';
import { relationsOfKind } from './case-relations';
import type { CaseSession } from './case-session';

/** For a search that asks for relations, the messages that are in them. Costs nothing where it asks for none. */
export async function relatedTo({ catalogue }: Pick<CaseSession, 'catalogue'>, query: string): Promise<Related> {
  const parsed = parseQuery(query);
  const nodes = parsed.ok && parsed.node !== undefined ? relationNodes(parsed.node) : [];
  if (nodes.length === 0) {
    return NOTHING_RELATED;
  }
  const table = await catalogue.traits();
  const found = new Map<string, readonly number[]>();
  for (const node of nodes) {
    const ids = new Set<number>();
    for (const kind of RELATION_KINDS.filter(({ id }) => fits(node.relation, id))) {
      const known = await relationsOfKind(table, kind);
      const fitting = node.name === null ? known.members() : (known.named(node.name)?.ids ?? []);
      for (const id of fitting) ids.add(id);
    }
    found.set(keyOf(node), [...ids]);
  }
  return (node) => found.get(keyOf(node)) ?? [];
}

function relationNodes(node: QueryNode): readonly RelationNode[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(relationNodes);
    case 'not':
      return relationNodes(node.node);
    case 'relation':
      return [node];
    default:
      return [];
  }
}

/** `*` stands for any signs; a pattern is compared piece by piece, so that none costs more than its length times the id's. */
function fits(pattern: string, id: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === id;
  let at = first.length;
  for (const piece of rest) {
    const found = id.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return id.startsWith(first) && id.endsWith(last) && id.length - last.length >= at;
}

function keyOf({ relation, name }: RelationNode): string {
  return `${relation}/${name ?? ''}`;
}
