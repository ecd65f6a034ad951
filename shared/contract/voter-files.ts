/** What a comparison with voter files found, as the window shows it: hashes, kinds of values and counts, never a value of a row. */
import * as z from 'zod/mini';
import { COLUMN_KINDS } from '../analysis/voter-files/columns';
import { VALUE_KINDS } from '../analysis/voter-files/row-values';
import { refSchema, sha256Schema } from './model';

const layoutSchema = z.enum(['named', 'florida', 'pennsylvania']);
/** `column`: its number in the file, from 1. */
const columnsSchema = z.array(z.object({ kind: z.enum(COLUMN_KINDS), column: z.number() }));
const valueKinds = z.array(z.enum(VALUE_KINDS));

/** A file that was chosen, by its first row. */
export const voterFilePreviewSchema = z.object({
  token: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** Why it cannot be compared; null where it can. */
  problem: z.nullable(z.string()),
  layout: z.nullable(layoutSchema),
  columns: columnsSchema,
});

/** How many messages: `partly` by what a row says otherwise or lacks. */
const outcomesSchema = z.object({
  verbatim: z.number(),
  normalised: z.number(),
  partly: z.number(),
  'not-found': z.number(),
});

const comparedFileSchema = z.object({
  name: z.string(),
  sha256: sha256Schema,
  bytes: z.number(),
  rows: z.number(),
  setAside: z.number(),
  layout: layoutSchema,
  columns: columnsSchema,
  outcomes: outcomesSchema,
  /** Of the messages with a row; `byChance`: rows of others that have what a message tells, of `chance.judged`. */
  values: z.array(
    z.object({
      kind: z.enum(VALUE_KINDS),
      exact: z.number(),
      normalised: z.number(),
      other: z.number(),
      byChance: z.number(),
    }),
  ),
  chance: z.object({ judged: z.number(), fitted: z.number() }),
});

/** Of a message: some file explains all of it; one has a row that explains a part; none has a row. */
export const STANDINGS = ['explained', 'partly', 'not-found'] as const;

export const voterComparisonSchema = z.object({
  /** Of the custody journal. */
  entry: z.number(),
  query: z.string(),
  messages: z.number(),
  unread: z.number(),
  files: z.array(comparedFileSchema),
  /** A few files that together explain what any explains; files by their number from 0. */
  cover: z.array(z.object({ file: z.number(), explains: z.number(), equal: z.array(z.number()) })),
  standings: z.object({ explained: z.number(), partly: z.number(), 'not-found': z.number() }),
});

/** A compared message with the files that have a row for its recipient. */
export const comparedMessageSchema = z.object({
  ref: refSchema,
  subject: z.string(),
  rows: z.array(
    z.object({
      file: z.number(),
      outcome: z.enum(['verbatim', 'normalised', 'partly']),
      exact: valueKinds,
      normalised: valueKinds,
      other: valueKinds,
    }),
  ),
});

export type Standing = (typeof STANDINGS)[number];
export type VoterFilePreview = z.infer<typeof voterFilePreviewSchema>;
export type VoterComparisonView = z.infer<typeof voterComparisonSchema>;
export type ComparedFileView = z.infer<typeof comparedFileSchema>;
export type ComparedMessage = z.infer<typeof comparedMessageSchema>;
