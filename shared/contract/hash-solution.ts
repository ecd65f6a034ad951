import * as z from 'zod/mini';
import { refSchema, spanSchema } from './model';

/** A time that a script hashed into an id, found by trying: who checks it hashes `preimage` and compares. */
export const hashSolutionSchema = z.object({
  ref: refSchema,
  /** `message-id` or `mime-boundary`. */
  source: z.string(),
  /** The recipe, such as `hash-lock.phpmailer`. */
  kind: z.string(),
  /** Where the digits of the hash stand. */
  spans: z.array(spanSchema),
  hash: z.string(),
  preimage: z.string(),
  /** ISO 8601 in UTC, to the microsecond. */
  time: z.string(),
  precisionSeconds: z.number(),
  /** How many texts were tried, in how many seconds, how far from the clocks of the message. */
  tried: z.number(),
  seconds: z.number(),
  windowSeconds: z.number(),
  by: z.string(),
  at: z.string(),
  entry: z.number(),
});

export const solveResultSchema = z.object({
  solved: z.array(hashSolutionSchema),
  unsolved: z.array(
    z.object({ ref: refSchema, source: z.string(), hash: z.string(), tried: z.number(), seconds: z.number() }),
  ),
  messages: z.number(),
  seconds: z.number(),
});

export type HashSolution = z.infer<typeof hashSolutionSchema>;
export type SolveResultView = z.infer<typeof solveResultSchema>;
