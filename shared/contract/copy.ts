/** What was given out of a case as a file. */
import * as z from 'zod/mini';
import { sha256Schema } from './ids';

export const copiedSchema = z.enum(['message', 'attachment']);

/** What is said of a copy, in its record and wherever it is shown. */
export const copiedFields = {
  what: copiedSchema,
  /** The file's name as the message has it; empty for the message itself. */
  name: z.string(),
  /** The name under which it was to be saved, without its folder. */
  file: z.string(),
  sha256: sha256Schema,
  bytes: z.number(),
  reason: z.string(),
};

/** What was given out of a message to be saved as a file. */
export const copySchema = z.object({
  ...copiedFields,
  by: z.string(),
  at: z.string(),
  entry: z.number(),
});

export type CopyView = z.infer<typeof copySchema>;
