/**
 * The pieces of a case's view that acts set one by one: an assessment, a note, a tag, an exhibit, a boundary, a list, a section.
 *
 * An undo compares the pieces that an act touched, and puts them back as they stood before it.
 */
import * as z from 'zod/mini';
import { isBriefingSection, readContent, withoutSection, withSection } from '../../../shared/briefing/content';
import {
  type Annotation,
  type Assessment,
  annotationSchema,
  assessmentSchema,
  type MessageTag,
  messageTagSchema,
} from '../../../shared/contract/model';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import { NOBODY } from '../../../shared/redaction/person';
import type { CaseView, Examination, ExhibitView, SavedSearch } from './case-view';
import { examinationOf } from './examination';
import {
  boundaryViewSchema,
  exhibitViewSchema,
  protectedListSchema,
  redactionSchema,
  savedSearchSchema,
  stampFields,
} from './view-parts';

const stampedContent = z.object({
  content: z.record(z.string(), z.unknown()),
  ...stampFields,
  entry: z.nullable(z.number()),
});

/** `key` names the piece among those of its kind; `was`: as it stood, null for not at all; `at`: its place in its list. */
export const pieceSchema = z.discriminatedUnion('what', [
  piece('assessment', assessmentSchema),
  piece('annotation', annotationSchema),
  piece('tag', messageTagSchema),
  piece('exhibit', z.object(exhibitViewSchema.shape)),
  piece('search', z.object(savedSearchSchema.shape)),
  piece('boundary', z.object(boundaryViewSchema.shape)),
  piece('protection', z.object(protectedListSchema.shape)),
  piece('redaction', z.object({ persons: redactionSchema.shape.persons })),
  piece('section', stampedContent),
]);

function piece<W extends string, S extends z.ZodMiniType>(what: W, was: S) {
  return z.object({ what: z.literal(what), key: z.string(), at: z.optional(z.int()), was: z.nullable(was) });
}

export type Piece = z.infer<typeof pieceSchema>;
export type PieceKey = Pick<Piece, 'what' | 'key'>;

interface Stamp {
  readonly by: string;
  readonly at: string;
  readonly entry: number;
  /** SHA-256 of the record that puts pieces back. */
  readonly record: string;
}

/** A list of the view whose items are pieces. */
interface Listed<T> {
  readonly items: (view: CaseView) => readonly T[];
  readonly keyOf: (item: T) => string;
  readonly put: (view: CaseView, items: T[]) => Partial<CaseView>;
}

export const assessmentKey = ({ ref, rule }: Pick<Assessment, 'ref' | 'rule'>): string => `${ref} ${rule}`;
export const tagKey = ({ ref, tag }: Pick<MessageTag, 'ref' | 'tag'>): string => `${ref} ${tag.toLowerCase()}`;

const ASSESSMENTS: Listed<Assessment> = {
  items: ({ assessments }) => assessments,
  keyOf: assessmentKey,
  put: (_, assessments) => ({ assessments }),
};
const ANNOTATIONS: Listed<Annotation> = {
  items: ({ annotations }) => annotations,
  keyOf: ({ id }) => id,
  put: (_, annotations) => ({ annotations }),
};
const TAGS: Listed<MessageTag> = {
  items: ({ tags }) => tags ?? [],
  keyOf: tagKey,
  put: (_, tags) => ({ tags }),
};
const EXHIBITS: Listed<ExhibitView> = {
  items: ({ exhibits }) => exhibits,
  keyOf: ({ ref }) => ref,
  put: (_, exhibits) => ({ exhibits }),
};
const SEARCHES: Listed<SavedSearch> = {
  items: ({ searches }) => searches ?? [],
  keyOf: ({ id }) => id,
  put: (_, searches) => ({ searches }),
};
const BOUNDARIES: Listed<Examination['boundaries'][number]> = {
  items: (view) => examinationOf(view).boundaries,
  keyOf: ({ ref }) => ref,
  put: (view, boundaries) => ({ examination: { ...examinationOf(view), boundaries } }),
};

/** The pieces as they stand in a view, in the order of the keys. */
export function piecesOf(view: CaseView, keys: readonly PieceKey[]): readonly Piece[] {
  const read = reader(view);
  return keys.map((key) => read(key));
}

/** One walk over each list that is asked for. */
function reader(view: CaseView): (key: PieceKey) => Piece {
  const finder = <T>(list: Listed<T>) => {
    let byKey: ReadonlyMap<string, { readonly at: number; readonly was: T }> | undefined;
    return (key: string): { readonly at?: number; readonly was: T | null } => {
      byKey ??= new Map(list.items(view).map((was, at) => [list.keyOf(was), { at, was }]));
      return byKey.get(key) ?? { was: null };
    };
  };
  const assessment = finder(ASSESSMENTS);
  const annotation = finder(ANNOTATIONS);
  const tag = finder(TAGS);
  const exhibit = finder(EXHIBITS);
  const search = finder(SEARCHES);
  const boundary = finder(BOUNDARIES);
  return ({ what, key }) => {
    switch (what) {
      case 'assessment':
        return { what, key, ...assessment(key) };
      case 'annotation':
        return { what, key, ...annotation(key) };
      case 'tag':
        return { what, key, ...tag(key) };
      case 'exhibit':
        return { what, key, ...exhibit(key) };
      case 'search':
        return { what, key, ...search(key) };
      case 'boundary':
        return { what, key, ...boundary(key) };
      case 'protection':
        return { what, key, was: examinationOf(view).protected };
      case 'redaction':
        return { what, key, was: { persons: view.redaction?.persons ?? [] } };
      case 'section':
        return { what, key, was: sectionOf(view, key) };
    }
  };
}

function sectionOf({ briefing }: CaseView, key: string) {
  const written = isBriefingSection(key) ? briefing?.[key] : undefined;
  return written === undefined ? null : { ...written, content: { ...written.content } };
}

/** Whether two readings of the same keys say the same, wherever it stands in its list. */
export function samePieces(one: readonly Piece[], other: readonly Piece[]): boolean {
  const said = (pieces: readonly Piece[]) => canonicalJson(pieces.map(({ what, key, was }) => [what, key, was]));
  return said(one) === said(other);
}

/** The view with pieces put in the place of those of their keys. */
export function withPieces(view: CaseView, pieces: readonly Piece[], stamp: Stamp): Partial<CaseView> {
  const of = <W extends Piece['what']>(what: W) =>
    pieces.filter((one): one is Extract<Piece, { what: W }> => one.what === what);
  const changes: Partial<CaseView>[] = [
    putBack(view, ASSESSMENTS, of('assessment')),
    putBack(view, ANNOTATIONS, of('annotation')),
    putBack(view, TAGS, of('tag')),
    putBack(view, EXHIBITS, of('exhibit')),
    putBack(view, SEARCHES, of('search')),
    putBack(view, BOUNDARIES, of('boundary')),
    ...of('protection').map(({ was }) =>
      was === null ? {} : { examination: { ...examinationOf(view), protected: was } },
    ),
    ...of('redaction').map((one) => redactionBack(view, one, stamp)),
    ...of('section').map((one) => sectionBack(view, one)),
  ];
  return Object.assign({}, ...changes);
}

/** What stands is replaced in its place; what does not comes back at the place that it had. */
function putBack<T>(
  view: CaseView,
  list: Listed<T>,
  pieces: readonly { readonly key: string; readonly at?: number | undefined; readonly was: T | null }[],
): Partial<CaseView> {
  if (pieces.length === 0) {
    return {};
  }
  const back = new Map(pieces.map((piece) => [piece.key, piece]));
  const standing = new Set(list.items(view).map(list.keyOf));
  const items = list.items(view).flatMap((item) => {
    const piece = back.get(list.keyOf(item));
    return piece === undefined ? [item] : piece.was === null ? [] : [piece.was];
  });
  const missing = pieces.filter(({ key }) => !standing.has(key)).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  for (const { at = items.length, was } of missing) {
    if (was !== null) {
      items.splice(at, 0, was);
    }
  }
  return list.put(view, items);
}

/** Numbers of persons are never given twice, and the list is that of the entry that puts it back: its record holds it. */
function redactionBack(
  { redaction }: CaseView,
  { was }: Extract<Piece, { what: 'redaction' }>,
  { record, by, at, entry }: Stamp,
): Partial<CaseView> {
  const next = redaction?.next ?? NOBODY.next;
  return { redaction: { persons: was?.persons ?? [], next, record, by, at, entry } };
}

function sectionBack(
  { briefing = {} }: CaseView,
  { key, was }: Extract<Piece, { what: 'section' }>,
): Partial<CaseView> {
  if (!isBriefingSection(key)) {
    return {};
  }
  if (was === null) {
    return { briefing: withoutSection(briefing, key) };
  }
  const reading = readContent(key, was.content);
  return reading.ok ? { briefing: withSection(briefing, key, { ...was, content: reading.content }) } : {};
}
