/**
 * What an examiner writes into a report, section by section: schemas, and types inferred from them.
 *
 * The schemas fix the order of keys, so that a view rebuilt from the journal serialises to the same bytes.
 */
import * as z from 'zod/mini';
import { CONFIDENCES, LIKELIHOODS } from './scales';

const LINE_MAX = 500;
const TEXT_MAX = 20_000;
const ROWS_MAX = 200;
/** There are some 3,200 counties and their like in the United States. */
const PLACES_MAX = 4_000;

const line = z.string().check(z.maxLength(LINE_MAX));
const text = z.string().check(z.maxLength(TEXT_MAX));
const rowsOf = <T extends z.core.$ZodType>(row: T, max = ROWS_MAX) => z.array(row).check(z.maxLength(max));

/** How a piece of evidence stands to a hypothesis (analysis of competing hypotheses). */
export const MARKS = ['consistent', 'inconsistent', 'neutral'] as const;
/** As many hypotheses as fit side by side on a page. */
export const HYPOTHESES_MAX = 5;

const mark = z.enum(MARKS);
const plain = z.object({ text });

export const contentSchemas = {
  /** For whom the report is, and the handling marking as the agency writes it; empty: the template's. */
  cover: z.object({ recipient: line, handling: line }),
  summary: plain,
  request: z.object({
    text,
    deadlines: rowsOf(z.object({ date: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$|^$/)), what: line, why: line })),
  }),
  impact: z.object({
    text,
    /** People by place, never by name. */
    counts: rowsOf(
      z.object({ state: line, county: line, people: z.int().check(z.gte(0), z.lte(1_000_000_000)), harm: line }),
      PLACES_MAX,
    ),
    /** How the numbers were come by. */
    counted: line,
  }),
  assessment: z.object({
    claimed: text,
    supported: text,
    judgements: rowsOf(
      z.object({
        /** A clause that follows “It is likely that”. */
        statement: text,
        likelihood: z.enum(LIKELIHOODS),
        confidence: z.enum(CONFIDENCES),
        /** Why the confidence is what it is. */
        because: text,
        basis: line,
        change: text,
      }),
    ),
    hypotheses: z.array(line).check(z.maxLength(HYPOTHESES_MAX)),
    /** `marks`: one for each hypothesis. */
    evidence: rowsOf(z.object({ text: line, exhibits: line, marks: z.array(mark).check(z.maxLength(HYPOTHESES_MAX)) })),
  }),
  limitations: plain,
  qualifications: plain,
} as const;

export type BriefingSection = keyof typeof contentSchemas;
export type BriefingContent<S extends BriefingSection = BriefingSection> = {
  readonly [K in BriefingSection]: z.infer<(typeof contentSchemas)[K]>;
}[S];
export type Mark = (typeof MARKS)[number];
export type Judgement = BriefingContent<'assessment'>['judgements'][number];

/** In the order of the report. */
export const BRIEFING_SECTIONS = Object.keys(contentSchemas) as readonly BriefingSection[];

export function isBriefingSection(name: string): name is BriefingSection {
  return Object.hasOwn(contentSchemas, name);
}

/** A section's words as recorded: by whom, when, in which journal entry; null while it is a draft. */
const written = <T extends z.core.$ZodType>(content: T) =>
  z.strictObject({ content, by: z.string(), at: z.string(), entry: z.nullable(z.number()) });

/** What stands of every section; those that nobody wrote are absent. */
export const briefingSchema = z.strictObject({
  cover: z.optional(written(contentSchemas.cover)),
  summary: z.optional(written(contentSchemas.summary)),
  request: z.optional(written(contentSchemas.request)),
  impact: z.optional(written(contentSchemas.impact)),
  assessment: z.optional(written(contentSchemas.assessment)),
  limitations: z.optional(written(contentSchemas.limitations)),
  qualifications: z.optional(written(contentSchemas.qualifications)),
});

export type Briefing = z.infer<typeof briefingSchema>;

/** A section's words with who wrote them. */
export interface Written<S extends BriefingSection = BriefingSection> {
  readonly content: BriefingContent<S>;
  readonly by: string;
  readonly at: string;
  readonly entry: number | null;
}

const EMPTY: { readonly [S in BriefingSection]: BriefingContent<S> } = {
  cover: { recipient: '', handling: '' },
  summary: { text: '' },
  request: { text: '', deadlines: [] },
  impact: { text: '', counts: [], counted: '' },
  assessment: { claimed: '', supported: '', judgements: [], hypotheses: [], evidence: [] },
  limitations: { text: '' },
  qualifications: { text: '' },
};

/** A section in which nothing is written. */
export function emptyContent<S extends BriefingSection>(section: S): BriefingContent<S> {
  return EMPTY[section];
}

export type ContentReading<S extends BriefingSection = BriefingSection> =
  | { readonly ok: true; readonly content: BriefingContent<S> }
  | { readonly ok: false; readonly where: string; readonly problem: string };

/** Reads a section's content; keys come in the schema's order, those of a later version are passed over. */
export function readContent<S extends BriefingSection>(section: S, value: unknown): ContentReading<S> {
  const parsed = contentSchemas[section].safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, where: (issue?.path ?? []).join('.'), problem: issue?.message ?? '' };
  }
  // The schema was chosen by the section, which TypeScript does not follow through the index.
  return { ok: true, content: parsed.data as BriefingContent<S> };
}

/** The same for what a person gives: a key that the section does not have is a mistake. */
export function checkContent<S extends BriefingSection>(section: S, value: unknown): ContentReading<S> {
  const reading = readContent(section, value);
  const unknown = reading.ok ? unknownKey(value, reading.content) : null;
  return unknown === null ? reading : { ok: false, where: unknown, problem: 'no such field' };
}

/** The first key of `given` that `read` does not have; null for none. */
function unknownKey(given: unknown, read: unknown, place = ''): string | null {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) {
    return null;
  }
  for (const [key, inner] of Object.entries(given)) {
    const here = place === '' ? key : `${place}.${key}`;
    const found = Object.hasOwn(read, key) ? unknownKey(inner, Reflect.get(read, key), here) : here;
    if (found !== null) {
      return found;
    }
  }
  return null;
}

/** The briefing with another content of one section, sections in their order. */
/** The briefing as it is before a section is written. */
export function withoutSection(briefing: Briefing, section: BriefingSection): Briefing {
  const { [section]: _, ...others } = briefing;
  return others;
}

export function withSection(briefing: Briefing, section: BriefingSection, written: Written): Briefing {
  const changed = { ...briefing, [section]: written };
  // Safe: a section's own words are put in its own place; the order is that of the schemas.
  return Object.fromEntries(
    BRIEFING_SECTIONS.flatMap((name) => (changed[name] === undefined ? [] : [[name, changed[name]]])),
  ) as Briefing;
}
