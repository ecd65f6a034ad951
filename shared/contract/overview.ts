/** What the pictures of a case are drawn from. */
import * as z from 'zod/mini';
import { evidenceNumberSchema } from './model';

const day = z.string();

export const overviewSchema = z.object({
  /** Messages that are counted here, and messages in the case. */
  total: z.number(),
  of: z.number(),
  times: z.object({
    unit: z.enum(['day', 'week', 'month', 'year']),
    /** `start` is in the bar, `end` is not. */
    buckets: z.array(z.object({ start: day, end: day, messages: z.number() })),
    earlier: z.number(),
    later: z.number(),
    /** Of the counted ones, those that were not received at a known time and stand where their own Date says. */
    byDate: z.number(),
    /** Without any time. */
    undated: z.number(),
  }),
  evidence: z.array(z.object({ evidence: evidenceNumberSchema, messages: z.number() })),
  /** Messages of an evidence item that a rule fired in; pairs without any are left out. */
  cells: z.array(z.object({ rule: z.string(), evidence: evidenceNumberSchema, messages: z.number() })),
});

export type Overview = z.infer<typeof overviewSchema>;
