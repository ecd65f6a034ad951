/** A rule as the window and the command line show it. */
import * as z from 'zod/mini';
import { severitySchema } from './model';

const firedSchema = z.object({ n: z.number(), fired: z.number() });

/** How often a rule fired on labelled mail, or why no number can be given. */
export const errorRateSchema = z.union([
  z.object({ honest: firedSchema, malicious: firedSchema, corpus: z.string() }),
  z.object({ unavailable: z.string() }),
]);

export const ruleSchema = z.object({
  id: z.string(),
  version: z.number(),
  family: z.string(),
  severity: severitySchema,
  title: z.string(),
  explanation: z.string(),
  innocent: z.array(z.string()),
  settle: z.string(),
  reference: z.string(),
  errorRate: errorRateSchema,
  /** The rate in one sentence, for people. */
  errorRateText: z.string(),
});

export type RuleView = z.infer<typeof ruleSchema>;
