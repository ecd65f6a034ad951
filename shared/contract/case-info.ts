/** A case as a whole: its state, its custody journal, its line in the list of recent cases. */
import * as z from 'zod/mini';
import { caseIdSchema, sha256Schema } from './model';

export const custodyEntrySchema = z.object({
  seq: z.number(),
  time: z.string(),
  actor: z.string(),
  act: z.string(),
  /** The act in one plain sentence. */
  sentence: z.string(),
  subject: z.record(z.string(), z.unknown()),
  hash: sha256Schema,
});

/** A signed state of the journal. */
export const checkpointViewSchema = z.object({
  file: z.string(),
  /** Entries that it covers. */
  size: z.number(),
  /** Root of the tree over them, base64. */
  root: z.string(),
  signers: z.array(z.object({ name: z.string(), fingerprint: z.string() })),
});

export const custodySchema = z.object({
  head: z.nullable(sha256Schema),
  /** The last one; null when there is none, or when those that there are do not fit the journal. */
  checkpoint: z.nullable(checkpointViewSchema),
  entries: z.array(custodyEntrySchema),
});

export const caseInfoSchema = z.object({
  id: caseIdSchema,
  path: z.string(),
  name: z.string(),
  number: z.string(),
  createdAt: z.string(),
  evidence: z.number(),
  messages: z.number(),
  findings: z.number(),
  exhibits: z.number(),
  custodyEntries: z.number(),
  custodyHead: z.nullable(sha256Schema),
  /** The rules that the findings were made with before and now, and on how many pairs of message and rule they differ. */
  ruleSet: z.object({ recorded: z.string(), current: z.string(), added: z.number(), gone: z.number() }),
});

export const recentCaseSchema = z.object({
  id: caseIdSchema,
  name: z.string(),
  number: z.string(),
  path: z.string(),
  lastOpened: z.string(),
  /** Whether the folder is still there. */
  present: z.boolean(),
});

export type CustodyEntryView = z.infer<typeof custodyEntrySchema>;
export type CustodyView = z.infer<typeof custodySchema>;
export type CheckpointView = z.infer<typeof checkpointViewSchema>;
export type CaseInfo = z.infer<typeof caseInfoSchema>;
export type RecentCase = z.infer<typeof recentCaseSchema>;
