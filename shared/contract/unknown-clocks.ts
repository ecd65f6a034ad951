/** What a search for clocks of unknown form found. */
import * as z from 'zod/mini';
import { refSchema, spanSchema } from './model';

export const clockSearchSchema = z.object({
  query: z.string(),
  messages: z.number(),
  unread: z.number(),
  /** Pairs of field and way of reading that were tried. */
  tried: z.number(),
  clocks: z.array(
    z.object({
      field: z.string(),
      encoding: z.string(),
      messages: z.number(),
      near: z.number(),
      expected: z.number(),
      probability: z.number(),
      /** Messages in which a decoder reads these bytes already. */
      known: z.number(),
      examples: z.array(z.object({ ref: refSchema, time: z.string(), ...spanSchema.shape })),
    }),
  ),
});

export type ClockSearchView = z.infer<typeof clockSearchSchema>;
export type ClockView = ClockSearchView['clocks'][number];
