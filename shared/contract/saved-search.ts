import * as z from 'zod/mini';

/** A search that the examiner keeps under a name; `messages` null where its words are not understood by this version. */
export const savedSearchSchema = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  messages: z.nullable(z.number()),
});

export type SavedSearchView = z.infer<typeof savedSearchSchema>;
