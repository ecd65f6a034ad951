/**
 * `case.json`: the case as it stands after the journal's last entry. A view: it can be deleted and comes back the same.
 *
 * The schema fixes the order of keys too, so that a view read from disk and one rebuilt from the journal serialise to
 * the same bytes.
 */
import * as z from 'zod/mini';
import { briefingSchema } from '../../../shared/briefing/content';
import { guardSchema, roleSchema } from '../../../shared/contract/case-people';
import { copySchema } from '../../../shared/contract/copy';
import { directionSchema, mannerSchema } from '../../../shared/contract/custody-act';
import { hashSolutionSchema } from '../../../shared/contract/hash-solution';
import {
  annotationSchema,
  assessmentSchema,
  evidenceSchema,
  messageTagSchema,
  sha256Schema,
} from '../../../shared/contract/model';
import { PROPOSABLE } from '../../../shared/packet-format/case-rules';
import { storedObjectSchema, transferFields } from './records';
import {
  boundaryViewSchema,
  exhibitViewSchema,
  protectedListSchema,
  redactionSchema,
  savedSearchSchema,
  stampFields,
} from './view-parts';

export const VIEW_VERSION = 1;

const keySchema = z.strictObject({
  fingerprint: sha256Schema,
  name: z.string(),
  organisation: z.string(),
  /** PEM. */
  certificate: z.string(),
  entry: z.number(),
});

const evidenceViewSchema = z.strictObject({
  ...evidenceSchema.shape,
  /** JSON Lines objects: the files taken in, and the messages found in them. */
  files: storedObjectSchema,
  messageList: storedObjectSchema,
  by: z.string(),
  entry: z.number(),
});

const packetSchema = z.strictObject({
  packetId: z.string(),
  manifestSha256: sha256Schema,
  exhibits: z.array(z.string()),
  ...stampFields,
});

const handOverSchema = z.strictObject({ to: z.string(), reason: z.string(), ...transferFields, ...stampFields });

/** What happened to items beside hand-overs; absent until the first of it. */
const handlingSchema = z.strictObject({
  takeOvers: z.array(z.strictObject({ handOver: z.number(), remarks: z.string(), ...stampFields })),
  receipts: z.array(
    z.strictObject({
      direction: directionSchema,
      party: z.string(),
      reason: z.string(),
      ...transferFields,
      document: z.nullable(storedObjectSchema),
      ...stampFields,
    }),
  ),
  disposals: z.array(
    z.strictObject({
      items: z.array(z.string()),
      manner: mannerSchema,
      authority: z.string(),
      witness: z.string(),
      recipient: z.string(),
      reason: z.string(),
      ...stampFields,
    }),
  ),
  corrections: z.array(z.strictObject({ corrects: z.number(), text: z.string(), ...stampFields })),
});

/** `CaseRules` of the packet format; absent until the first act that makes one. */
const rulesSchema = z.strictObject({
  creator: z.string(),
  roles: z.readonly(z.array(z.strictObject({ key: sha256Schema, role: roleSchema, entry: z.number() }))),
  twoPersons: z.readonly(z.array(guardSchema)),
  proposals: z.readonly(
    z.array(
      z.strictObject({
        entry: z.number(),
        by: z.string(),
        act: z.enum(PROPOSABLE),
        about: z.string(),
        decisions: z.readonly(z.array(z.strictObject({ entry: z.number(), by: z.string(), approved: z.boolean() }))),
        closedBy: z.nullable(z.number()),
      }),
    ),
  ),
});

const timestampSchema = z.strictObject({
  size: z.number(),
  time: z.string(),
  response: storedObjectSchema,
  request: storedObjectSchema,
  chain: z.nullable(storedObjectSchema),
  ...stampFields,
});

const openImportSchema = z.strictObject({ number: z.string(), ...stampFields });

const abandonedSchema = z.strictObject({
  number: z.string(),
  reason: z.string(),
  ...stampFields,
});

/** What the examiner told the case so that its rules look better; absent until the first such act. */
const examinationSchema = z.strictObject({
  protected: protectedListSchema,
  boundaries: z.array(boundaryViewSchema),
});

const copyViewSchema = z.strictObject({ ref: z.string(), ...copySchema.shape });

export const caseViewSchema = z.strictObject({
  format: z.literal('chainmail-case'),
  version: z.literal(VIEW_VERSION),
  /** The entry that this view stands at. */
  head: z.strictObject({ seq: z.number(), hash: sha256Schema }),
  id: z.string(),
  name: z.string(),
  number: z.string(),
  createdAt: z.string(),
  keys: z.array(keySchema),
  evidence: z.array(evidenceViewSchema),
  assessments: z.array(z.strictObject(assessmentSchema.shape)),
  annotations: z.array(z.strictObject(annotationSchema.shape)),
  exhibits: z.array(exhibitViewSchema),
  packets: z.array(packetSchema),
  handOvers: z.array(handOverSchema),
  /** Begun and neither received nor abandoned: running now, or interrupted. */
  openImports: z.array(openImportSchema),
  abandoned: z.array(abandonedSchema),
  examination: z.optional(examinationSchema),
  /** Hashed times that were found; absent until there is one, as in cases of early versions. */
  solutions: z.optional(z.array(z.strictObject(hashSolutionSchema.shape))),
  /** Time stamps over checkpoints; absent until there is one. */
  timestamps: z.optional(z.array(timestampSchema)),
  /** The examiner's words for the report; absent until a section is written. */
  briefing: z.optional(briefingSchema),
  handling: z.optional(handlingSchema),
  rules: z.optional(rulesSchema),
  /** Absent until somebody is on the list. */
  redaction: z.optional(redactionSchema),
  /** Tags that were put on by themselves; absent until the first one. */
  tags: z.optional(z.array(z.strictObject(messageTagSchema.shape))),
  /** Absent until one was saved. */
  searches: z.optional(z.array(savedSearchSchema)),
  /** What was given out to be saved as a file; absent until there is one. */
  copies: z.optional(z.array(copyViewSchema)),
});

export type CaseView = z.infer<typeof caseViewSchema>;
export type Handling = z.infer<typeof handlingSchema>;
export type EvidenceView = z.infer<typeof evidenceViewSchema>;
export type ExhibitView = z.infer<typeof exhibitViewSchema>;
export type Examination = z.infer<typeof examinationSchema>;
export type TimestampView = z.infer<typeof timestampSchema>;
export type SavedSearch = z.infer<typeof savedSearchSchema>;
export type OpenImport = z.infer<typeof openImportSchema>;
export type EnrolledKeyView = z.infer<typeof keySchema>;

/** The view of a journal without entries. */
export const EMPTY_VIEW: CaseView = {
  format: 'chainmail-case',
  version: VIEW_VERSION,
  head: { seq: -1, hash: '0'.repeat(64) },
  id: '',
  name: '',
  number: '',
  createdAt: '',
  keys: [],
  evidence: [],
  assessments: [],
  annotations: [],
  exhibits: [],
  packets: [],
  handOvers: [],
  openImports: [],
  abandoned: [],
};

/** The bytes of `case.json`. */
export function serialiseView(view: CaseView): string {
  // What is absent at first comes in the order in which it was first done: written in the order of the schema.
  const { examination, solutions, timestamps, briefing, handling, rules, redaction, tags, searches, copies, ...rest } =
    view;
  const ordered = {
    ...rest,
    examination,
    solutions,
    timestamps,
    briefing,
    handling,
    rules,
    redaction,
    tags,
    searches,
    copies,
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}
