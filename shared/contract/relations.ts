/** What messages of a case have in common, as the window and the command line show it. */
import * as z from 'zod/mini';
import { refSchema } from './ids';
import { severitySchema, spanSchema } from './model';

/** A fact that was compared: its name in words, its text in the message, and where it stands. */
export const sharedTraitSchema = z.object({
  name: z.string(),
  text: z.string(),
  /** Whether it stands in the message's own header; else in a part of it. */
  inHeader: z.boolean(),
  ...spanSchema.shape,
});

export const relatedMessageSchema = z.object({
  ref: refSchema,
  from: z.string(),
  subject: z.string(),
  date: z.nullable(z.string()),
  received: z.nullable(z.string()),
  /** Whether the relation does not tell of it: it shows what the others are like. */
  isForComparison: z.boolean(),
  /** Empty where the message could not be read again within the limits. */
  traits: z.array(sharedTraitSchema),
});

/** What messages have in common, and what it can mean. */
export const relationSummarySchema = z.object({
  /** Names it in its case as long as no messages are added; `relation:` of the search takes it. */
  id: z.string(),
  kind: z.string(),
  kindVersion: z.number(),
  severity: severitySchema,
  title: z.string(),
  summary: z.string(),
  explanation: z.string(),
  innocent: z.array(z.string()),
  settle: z.string(),
  reference: z.string(),
  /** How many messages of labelled mail stand in such a relation, in a sentence. */
  errorRate: z.string(),
  /** How many messages there are in all. */
  count: z.number(),
});

export const relationSchema = z.extend(relationSummarySchema, {
  /** The first of the messages, the one that was asked for before all others. */
  messages: z.array(relatedMessageSchema),
});

/** A kind of relation that messages of the case are in. */
export const relationKindSchema = z.object({
  kind: z.string(),
  kindVersion: z.number(),
  /** Of the strongest of its relations. */
  severity: severitySchema,
  title: z.string(),
  explanation: z.string(),
  innocent: z.array(z.string()),
  settle: z.string(),
  reference: z.string(),
  /** For each grade that the case has, how many messages of labelled mail stand in such a relation. */
  rates: z.array(z.object({ severity: severitySchema, errorRate: z.string() })),
  /** Relations of the kind, how many of them (the strongest) can be paged through, and the messages that are in these. */
  total: z.number(),
  kept: z.number(),
  messages: z.number(),
});
export const relationKindsSchema = z.object({ kinds: z.array(relationKindSchema), reading: z.number() });

/** Relations in all, of which those that are given are the first; and the messages that were read by their header only so far. */
const counts = { total: z.number(), reading: z.number() };
export const relationListSchema = z.object({ ...counts, relations: z.array(relationSchema) });
export const relationSummariesSchema = z.object({ ...counts, relations: z.array(relationSummarySchema) });

export type SharedTrait = z.infer<typeof sharedTraitSchema>;
export type RelatedMessage = z.infer<typeof relatedMessageSchema>;
export type RelationKindView = z.infer<typeof relationKindSchema>;
export type RelationKinds = z.infer<typeof relationKindsSchema>;
export type RelationSummary = z.infer<typeof relationSummarySchema>;
export type RelationSummaries = z.infer<typeof relationSummariesSchema>;
export type RelationView = z.infer<typeof relationSchema>;
export type RelationList = z.infer<typeof relationListSchema>;
