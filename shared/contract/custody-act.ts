/** What a person records of custody in the window: one form for each kind of act. */
import * as z from 'zod/mini';
import { evidenceNumberSchema } from './model';

/** Given to somebody outside, or taken from them. */
export const directionSchema = z.enum(['given', 'taken']);
export const mannerSchema = z.enum(['returned', 'transferred', 'destroyed', 'kept']);

const word = z.string().check(z.maxLength(400));
const needed = z.string().check(z.minLength(1), z.maxLength(400));
const text = z.string().check(z.maxLength(20_000));
const neededText = z.string().check(z.minLength(1), z.maxLength(20_000));
const entry = z.int().check(z.gte(0));
const items = z.array(evidenceNumberSchema).check(z.maxLength(10_000));

/** Left empty where it is not said; no items: the whole case. */
const transfer = { organisation: word, items, method: word, remarks: text };

export const custodyActSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hand-over'), to: needed, reason: neededText, ...transfer }),
  z.object({ kind: z.literal('take-over'), handOver: entry, remarks: text }),
  z.object({
    kind: z.literal('receipt'),
    direction: directionSchema,
    party: needed,
    reason: neededText,
    ...transfer,
    /** Token of the signed paper as a file. */
    document: z.nullable(z.string().check(z.regex(/^token_[0-9a-f]{32}$/))),
  }),
  z.object({
    kind: z.literal('dispose'),
    items: items.check(z.minLength(1)),
    manner: mannerSchema,
    authority: needed,
    witness: word,
    recipient: word,
    reason: neededText,
  }),
  z.object({ kind: z.literal('correct'), entry, text: neededText }),
]);

export type CustodyAct = z.infer<typeof custodyActSchema>;
