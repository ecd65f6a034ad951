import {
  compareRelations,
  type Relation,
  relationName,
  relationsWith,
} from '../../../shared/analysis/across/find-relations';
import { relationRates } from '../../../shared/analysis/across/rate-of';
import { RELATION_KINDS } from '../../../shared/analysis/across/registry';
import type { RelationKind } from '../../../shared/analysis/across/relation-kind';
import type { Severity } from '../../../shared/analysis/rule';
import { FailureError } from '../../../shared/contract/failure';
import type {
  RelatedMessage,
  RelationList,
  RelationSummaries,
  RelationSummary,
  RelationView,
  SharedTrait,
} from '../../../shared/contract/relations';
import { relationRateSentence } from '../../../shared/wording/relation-rate';
import { TRAIT_NAMES, relations as words } from '../../../shared/wording/relations';
import { idsOf, refOfId } from '../catalogue/message-id';
import type { WrittenTrait } from '../message/read-traits';
import { relationsOfKind } from './case-relations';
import type { CaseSession } from './case-session';
import { sharedTraits, writtenTraits } from './shared-traits';

/** What is asked: the case's catalogue, and its messages by the worker threads. */
type Asked = Pick<CaseSession, 'catalogue' | 'pool' | 'store'>;
type AskedOfOne = Asked & Pick<CaseSession, 'messageAt'>;

export interface RelationsAsked {
  /** One kind only. */
  readonly kind?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Messages of a relation that are shown; of a message's own relations. */
const MESSAGES_SHOWN = 12;
const RELATIONS_SHOWN = 40;

/** The relations between all messages of the case, the strongest first. Lets others have their turn while it looks. */
export async function listRelations(session: Asked, asked: RelationsAsked): Promise<RelationList> {
  const { page, ...counts } = await pageOf(session, asked);
  return { ...counts, relations: await viewsOf(session, page) };
}

/** The same without the messages, which costs no reading. */
export async function summariesOfCase(session: Asked, asked: RelationsAsked): Promise<RelationSummaries> {
  const { page, ...counts } = await pageOf(session, asked);
  return { ...counts, relations: page.map(summaryOf) };
}

async function pageOf({ catalogue }: Asked, { kind, limit, offset }: RelationsAsked) {
  const kinds = RELATION_KINDS.filter(({ id }) => kind === undefined || id === kind);
  if (kinds.length === 0) {
    const known = RELATION_KINDS.map(({ id }) => id);
    throw new FailureError('bad-request', words.unknownKind(kind ?? '', known));
  }
  const table = await catalogue.traits();
  const found: Relation[] = [];
  let total = 0;
  for (const one of kinds) {
    const known = await relationsOfKind(table, one);
    total += known.total;
    found.push(...known.relations);
  }
  // Those of one kind are in order already.
  const ordered = kinds.length === 1 ? found : found.sort(compareRelations);
  return { total, reading: catalogue.readingCount(), page: ordered.slice(offset, offset + limit) };
}

/** What one message shares with others of the case, with all of them. @throws FailureError `not-found` */
export async function relationsOfMessage(session: AskedOfOne, ref: string): Promise<RelationList> {
  const { id, found } = await foundFor(session, ref);
  const relations = await viewsOf(session, found.slice(0, RELATIONS_SHOWN), id);
  return { total: found.length, relations, reading: session.catalogue.readingCount() };
}

/** The same without the messages, which costs no reading. */
export async function summariesOfMessage(session: AskedOfOne, ref: string): Promise<RelationSummaries> {
  const { found } = await foundFor(session, ref);
  const relations = found.slice(0, RELATIONS_SHOWN).map(summaryOf);
  return { total: found.length, relations, reading: session.catalogue.readingCount() };
}

/** One of these by its id. @throws FailureError `not-found` */
export async function relationOfMessage(session: AskedOfOne, ref: string, relation: string): Promise<RelationView> {
  const { id, found } = await foundFor(session, ref);
  const [view] = await viewsOf(session, found.filter((one) => idOf(one) === relation).slice(0, 1), id);
  if (view === undefined) {
    throw new FailureError('not-found', words.gone(ref));
  }
  return view;
}

/** A relation of the case by its id. @throws FailureError `not-found` */
export async function relationOfCase(session: Asked, relation: string): Promise<RelationView> {
  const kind = RELATION_KINDS.find(({ id }) => relation.startsWith(`${id}/`));
  const known = kind === undefined ? undefined : await relationsOfKind(await session.catalogue.traits(), kind);
  const found = known?.named(relation.slice(relation.indexOf('/') + 1));
  const [view] = found === undefined ? [] : await viewsOf(session, [found]);
  if (view === undefined) {
    throw new FailureError('not-found', words.goneOfCase);
  }
  return view;
}

async function foundFor(session: AskedOfOne, ref: string) {
  session.messageAt(ref);
  const [id = -1] = idsOf([ref]);
  return { id, found: relationsWith(await session.catalogue.traits(), id) };
}

/** With the texts of what is shared, which are read from the messages again: the catalogue keeps numbers only. */
async function viewsOf(session: Asked, found: readonly Relation[], own?: number): Promise<RelationView[]> {
  const shown = found.map((relation) => shownIds(relation, own));
  const traits = await writtenTraits(session, new Set(shown.flat()));
  return found.map((relation, index) => ({
    ...summaryOf(relation),
    messages: (shown[index] ?? []).flatMap((id) =>
      messageOf(session, id, !relation.about.includes(id), sharedTraits(traits.get(id) ?? [], relation).map(traitOf)),
    ),
  }));
}

/** What a relation means, with its rate and its number of messages; without the messages. */
export function summaryOf(relation: Relation): RelationSummary {
  const { kind, severity, summary, ids } = relation;
  const errorRate = rateOf(kind, severity);
  return { id: idOf(relation), severity, summary, ...meaningOf(kind), errorRate, count: ids.length };
}

/** What every relation of a kind means. */
export function meaningOf({ id, version, title, explanation, innocent, settle, reference }: RelationKind) {
  return { kind: id, kindVersion: version, title, explanation, innocent: [...innocent], settle, reference };
}

export function rateOf(kind: RelationKind, severity: Severity): string {
  return relationRateSentence(relationRates(kind, severity));
}

/** As the search field's `relation:` takes it. */
function idOf(relation: Relation): string {
  return `${relation.kind.id}/${relationName(relation)}`;
}

/** The one that was asked for first, then those that the relation tells of, then the others; each in the order of the case. */
function shownIds({ ids, about }: Relation, own: number | undefined): readonly number[] {
  return [...new Set([...(own === undefined ? [] : [own]), ...about, ...ids])].slice(0, MESSAGES_SHOWN);
}

function traitOf({ kind, written, inHeader, span }: WrittenTrait): SharedTrait {
  return { name: TRAIT_NAMES[kind], text: written, inHeader, ...span };
}

function messageOf(
  { catalogue }: Asked,
  id: number,
  isForComparison: boolean,
  traits: readonly SharedTrait[],
): readonly RelatedMessage[] {
  const row = catalogue.row(refOfId(id));
  if (row === undefined) return [];
  const { ref, from, subject, date, received } = row;
  return [{ ref, from, subject, date, received, isForComparison, traits: [...traits] }];
}
