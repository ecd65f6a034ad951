/** A case: opened, filled, looked at as a whole. */
import * as z from 'zod/mini';
import { JOURNAL_ACTS } from '../../packet-format/journal-line';
import { caseInfoSchema } from '../case-info';
import { caseIdSchema, evidenceSchema, exhibitSchema, protectedSchema, redactedPersonSchema } from '../model';
import { overviewSchema } from '../overview';
import { relationKindsSchema, relationSchema, relationSummariesSchema } from '../relations';
import { empty, jobId, longText, searchText, shortText, token, undoStep } from './pieces';

const caseState = z.object({
  info: caseInfoSchema,
  /** The sample case has voter files of its own to compare with. */
  isSample: z.boolean(),
  /** Set when the case can only be read: another window has it, or its integrity is in doubt. One sentence. */
  readOnly: z.nullable(z.string()),
  evidence: z.array(evidenceSchema),
  /** Evidence that is being received now: its messages are listed, and no act on them is possible yet. */
  coming: z.array(z.object({ number: z.string(), messages: z.number() })),
  exhibits: z.array(exhibitSchema),
  /** Findings by rule over the whole case, most severe first. */
  rules: z.array(z.object({ rule: z.string(), title: z.string(), severity: z.string(), messages: z.number() })),
  /** `key`: 1 to 9 for the nine oldest. */
  tags: z.array(z.object({ tag: z.string(), messages: z.number(), key: z.nullable(z.number()) })),
  /** Whom the case protects from being imitated. */
  protected: protectedSchema,
  /** Whom a redacted packet does not name. */
  redaction: z.array(redactedPersonSchema),
  /** The last act of this opening that can be undone, and one that cannot and came after it; and the last undone one. */
  undo: z.nullable(undoStep),
  inBetween: z.nullable(z.object({ entry: z.number(), act: z.enum(JOURNAL_ACTS) })),
  redo: z.nullable(undoStep),
  lastEntry: z.nullable(z.object({ seq: z.number(), time: z.string(), sentence: z.string() })),
});

export const caseRequests = {
  /** Creates in the default cases folder, or in the folder behind `place` (a token from a dialog). */
  'case:create': {
    input: z.object({ name: shortText, number: shortText, place: z.optional(token) }),
    output: caseState,
  },
  'case:open': { input: z.object({ caseId: caseIdSchema }), output: caseState },
  'case:open-place': { input: z.object({ place: token }), output: caseState },
  'case:open-sample': { input: empty, output: caseState },
  'case:close': { input: empty, output: empty },
  'case:state': { input: empty, output: caseState },
  /** What a drop or a dialog brought, before anything is written. */
  'import:preview': {
    input: z.object({ tokens: z.array(token).check(z.minLength(1), z.maxLength(1_000)) }),
    output: z.object({
      items: z.array(z.object({ name: z.string(), kind: z.string(), files: z.number(), bytes: z.number() })),
    }),
  },
  'import:start': {
    input: z.object({
      tokens: z.array(token).check(z.minLength(1), z.maxLength(1_000)),
      source: shortText,
      receivedFrom: shortText,
      note: longText,
    }),
    output: z.object({ jobId }),
  },
  'import:paste': {
    input: z.object({
      text: z.string().check(z.minLength(1), z.maxLength(2_000_000)),
      source: shortText,
      receivedFrom: shortText,
      note: longText,
    }),
    output: z.object({ jobId }),
  },
  'job:cancel': { input: z.object({ jobId }), output: empty },
  /** Counts for the pictures of the case, over the messages that fit a search. */
  'case:overview': { input: z.object({ query: searchText }), output: overviewSchema },
  /** The kinds of relation that messages of the case are in. */
  'case:relation-kinds': { input: empty, output: relationKindsSchema },
  /** Relations of one kind, the strongest first. */
  'case:relations': {
    input: z.object({
      kind: shortText,
      offset: z.int().check(z.gte(0)),
      limit: z.int().check(z.gte(1), z.lte(100)),
    }),
    output: relationSummariesSchema,
  },
  /** One of these, with the first of its messages and what they share at its bytes. */
  'case:relation': { input: z.object({ id: shortText }), output: relationSchema },
} as const;
