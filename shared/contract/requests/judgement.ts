/** What the examiner decides and notes, and takes back. */
import * as z from 'zod/mini';
import { JOURNAL_ACTS } from '../../packet-format/journal-line';
import {
  annotationSchema,
  decisionSchema,
  exhibitSchema,
  findingSchema,
  redactedPersonSchema,
  refSchema,
  spanSchema,
} from '../model';
import { doneOnMany, empty, jobId, longText, refs, shortText } from './pieces';

const takenBack = z.object({
  entry: z.number(),
  first: z.number(),
  of: z.enum(JOURNAL_ACTS),
  /** The work of looking again at messages, where what was undone asks for it. */
  jobId: z.nullable(jobId),
});

export const judgementRequests = {
  'finding:assess': {
    input: z.object({
      ref: refSchema,
      rule: shortText,
      decision: decisionSchema,
      reason: longText,
    }),
    output: z.object({ entry: z.number(), finding: findingSchema }),
  },
  /** What the rules observed in any of these messages. */
  'finding:among': {
    input: z.object({ refs }),
    output: z.object({
      rules: z.array(
        z.object({
          rule: z.string(),
          title: z.string(),
          severity: z.string(),
          messages: z.number(),
          assessed: z.number(),
        }),
      ),
    }),
  },
  /** One decision on what a rule observed in these messages; those in which it observed nothing are passed over. */
  'finding:assess-many': {
    input: z.object({ refs, rule: shortText, decision: decisionSchema, reason: longText }),
    output: doneOnMany,
  },
  'message:annotate': {
    input: z.object({
      ref: refSchema,
      note: longText,
      span: z.nullable(spanSchema),
      tags: z.array(shortText).check(z.maxLength(50)),
    }),
    output: z.object({ entry: z.number(), annotation: annotationSchema }),
  },
  'message:annotate-many': {
    input: z.object({ refs, note: longText, tags: z.array(shortText).check(z.maxLength(50)) }),
    output: doneOnMany,
  },
  /** Tags of the case and on how many of these messages each is. */
  'tag:among': {
    input: z.object({ refs }),
    output: z.object({ tags: z.array(z.object({ tag: z.string(), messages: z.number() })) }),
  },
  /** Puts a tag on messages or takes it off; `on` null: off where every one bears it, else on. `entry` null: stood so already. */
  'tag:set': {
    input: z.object({ refs, tag: shortText, on: z.nullable(z.boolean()) }),
    output: z.object({ entry: z.nullable(z.number()), tag: z.string(), on: z.boolean(), messages: z.number() }),
  },
  /** Moves the trust boundary of a message; null goes back to what its fields propose. */
  'boundary:move': {
    input: z.object({ ref: refSchema, trustedHops: z.nullable(z.int().check(z.gte(0))), reason: longText }),
    output: z.object({ entry: z.number() }),
  },
  /** Sets the list of those to protect; `jobId` is the work of looking again at every message, null where nothing changed. */
  'case:protect': {
    input: z.object({
      names: z.array(shortText).check(z.maxLength(500)),
      domains: z.array(shortText).check(z.maxLength(500)),
      addresses: z.array(shortText).check(z.maxLength(500)),
    }),
    output: z.object({ entry: z.nullable(z.number()), jobId: z.nullable(jobId) }),
  },
  /** Sets the list of persons whom a redacted packet does not name; `entry` is null where nothing changed. */
  'case:redact': {
    input: z.object({ persons: z.array(redactedPersonSchema).check(z.maxLength(500)) }),
    output: z.object({ entry: z.nullable(z.number()) }),
  },
  /** Undoes the last act of this opening that can be undone, by a new entry. */
  'act:undo': { input: empty, output: takenBack },
  /** Does the last undone act again. */
  'act:redo': { input: empty, output: takenBack },
  'exhibit:add': {
    input: z.object({ refs, label: z.optional(shortText) }),
    output: z.object({ exhibits: z.array(exhibitSchema) }),
  },
  'exhibit:remove': {
    input: z.object({ refs }),
    output: z.object({ exhibits: z.array(exhibitSchema) }),
  },
} as const;
