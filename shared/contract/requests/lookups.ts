/** Searches over the whole case that take a while: their result is kept by the engine until the case is closed. */
import * as z from 'zod/mini';
import { clockSearchSchema } from '../unknown-clocks';
import { comparedMessageSchema, STANDINGS, voterComparisonSchema, voterFilePreviewSchema } from '../voter-files';
import { empty, jobId, searchText, token } from './pieces';

const files = z.array(token).check(z.minLength(1), z.maxLength(100));

export const lookupRequests = {
  /** What the columns of voter files are taken for, by their first rows; only their beginnings are read. */
  'voters:preview': {
    input: z.object({ tokens: files }),
    output: z.object({ files: z.array(voterFilePreviewSchema) }),
  },
  /** The same for the voter files that belong to the sample case. */
  'voters:sample': { input: empty, output: z.object({ files: z.array(voterFilePreviewSchema) }) },
  /** Compares the messages that fit a search with voter files, and records it. */
  'voters:compare': { input: z.object({ tokens: files, query: searchText }), output: z.object({ jobId }) },
  /** The last comparison since the case was opened. */
  'voters:result': { input: empty, output: z.object({ comparison: z.nullable(voterComparisonSchema) }) },
  /** Messages of it. */
  'voters:messages': {
    input: z.object({
      standing: z.enum(STANDINGS),
      offset: z.int().check(z.gte(0)),
      limit: z.int().check(z.gte(1), z.lte(100)),
    }),
    output: z.object({ total: z.number(), messages: z.array(comparedMessageSchema) }),
  },
  /** Looks for clocks of unknown form in the headers of the messages that fit a search. */
  'clocks:search': { input: z.object({ query: searchText }), output: z.object({ jobId }) },
  /** What the last such search since the case was opened found. */
  'clocks:result': { input: empty, output: z.object({ search: z.nullable(clockSearchSchema) }) },
} as const;
