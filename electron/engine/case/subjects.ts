/** What each act's journal entry names: hashes and references, never content. */
import * as z from 'zod/mini';
import { guardSchema, roleSchema } from '../../../shared/contract/case-people';
import { copiedSchema } from '../../../shared/contract/copy';
import { directionSchema, mannerSchema } from '../../../shared/contract/custody-act';
import { evidenceNumberSchema, refSchema, sha256Schema } from '../../../shared/contract/model';
import { PROPOSABLE } from '../../../shared/packet-format/case-rules';
import { JOURNAL_ACTS, type JournalAct, type JournalSubject } from '../../../shared/packet-format/journal-line';
import { noticeSchema, type RecordKind, storedObjectSchema } from './records';

const record = storedObjectSchema;
/** Messages that one act is about, each with the SHA-256 of its bytes. */
const targets = z.array(z.looseObject({ ref: refSchema, message: sha256Schema })).check(z.minLength(1));
const takenBack = z.looseObject({ entry: z.int(), first: z.int(), of: z.enum(JOURNAL_ACTS), record });
const exhibit = z.looseObject({ label: z.string(), ref: refSchema, message: sha256Schema });

export const subjectSchemas = {
  'case.create': z.looseObject({ case: z.string(), record }),
  'key.enrol': z.looseObject({ key: sha256Schema, certificate: storedObjectSchema }),
  /** `record` is absent in journals of early versions. */
  'evidence.begin': z.looseObject({ number: evidenceNumberSchema, record: z.optional(record) }),
  'evidence.receive': z.looseObject({ number: evidenceNumberSchema, record }),
  'evidence.abandon': z.looseObject({ number: evidenceNumberSchema, record }),
  'finding.assess': z.looseObject({ ref: refSchema, message: sha256Schema, rule: z.string(), record }),
  'finding.assess-many': z.looseObject({ rule: z.string(), targets, record }),
  'message.annotate': z.looseObject({ ref: refSchema, message: sha256Schema, annotation: z.string(), record }),
  'message.annotate-many': z.looseObject({ annotation: z.string(), targets, record }),
  'tag.add': z.looseObject({ targets, record }),
  'tag.remove': z.looseObject({ targets, record }),
  'time.solve': z.looseObject({ ref: refSchema, message: sha256Schema, record }),
  'boundary.move': z.looseObject({ ref: refSchema, message: sha256Schema, record }),
  'protection.change': z.looseObject({ record }),
  'redaction.change': z.looseObject({ record }),
  'search.save': z.looseObject({ search: z.string(), record }),
  'search.remove': z.looseObject({ search: z.string() }),
  'exhibit.add': z.looseObject({ exhibits: z.array(exhibit) }),
  'exhibit.remove': z.looseObject({ exhibits: z.array(z.looseObject({ label: z.string(), ref: refSchema })) }),
  'briefing.write': z.looseObject({ section: z.string(), record }),
  /** `first` and `of`: which act stood first, and its kind (shared/packet-format/undo.ts). */
  'act.undo': takenBack,
  'act.redo': takenBack,
  'custody.hand-over': z.looseObject({ record }),
  'custody.take-over': z.looseObject({ handOver: z.int(), record }),
  'custody.receipt': z.looseObject({ direction: directionSchema, document: z.optional(storedObjectSchema), record }),
  'custody.dispose': z.looseObject({ items: z.array(evidenceNumberSchema), manner: mannerSchema, record }),
  'custody.correct': z.looseObject({ entry: z.int(), record }),
  /** `seen`: the later state that this computer had seen of the case, which is given up. */
  'custody.restore': z.looseObject({ seen: z.looseObject({ seq: z.int(), hash: sha256Schema }), record }),
  'custody.timestamp': z.looseObject({
    /** Entries that the stamped checkpoint covers. */
    size: z.int().check(z.positive()),
    /** What the authority states, ISO 8601 in UTC. */
    time: z.iso.datetime(),
    /** The file as it came from the authority: its answer with the token in it, or the token alone. */
    response: storedObjectSchema,
    request: storedObjectSchema,
    /** PEM of the authority's issuers, as far as they were brought. */
    chain: z.optional(storedObjectSchema),
  }),
  'identity.notice': z.looseObject({ about: noticeSchema, key: sha256Schema, record }),
  'role.assign': z.looseObject({ key: sha256Schema, role: roleSchema, approval: z.optional(z.int()), record }),
  'policy.set': z.looseObject({ twoPersons: z.array(guardSchema), approval: z.optional(z.int()), record }),
  /** `about`: what exactly is to be done, to be compared with the act that does it. */
  'release.propose': z.looseObject({ act: z.enum(PROPOSABLE), about: z.looseObject({}), record }),
  'release.decide': z.looseObject({ proposal: z.int(), approved: z.boolean(), record }),
  'packet.export': z.looseObject({
    packetId: z.string(),
    manifestSha256: sha256Schema,
    exhibits: z.array(z.string()),
    /** For whom the report is laid out. */
    template: z.optional(z.string()),
    /** Passages of the briefing that the check of wording named and the examiner let stand. */
    wordingAccepted: z.optional(z.int()),
    /** The entry with the list of persons whom the packet does not name; absent where it holds the originals. */
    redaction: z.optional(z.number()),
    /** Entry of the decision by which a second person approved it, where the case asks for two. */
    approval: z.optional(z.int()),
  }),
  'copy.save': z.looseObject({
    ref: refSchema,
    message: sha256Schema,
    what: copiedSchema,
    /** Of the bytes that were given out. */
    sha256: sha256Schema,
    bytes: z.int(),
    record,
  }),
  'voters.compare': z.looseObject({
    messages: z.int(),
    /** The files as they were read, where they lay: their bytes are not in the case. */
    files: z.array(z.looseObject({ sha256: sha256Schema, bytes: z.int() })).check(z.minLength(1)),
    record,
  }),
  'case.verify': z.looseObject({ result: z.string() }),
  'clock.jump': z.looseObject({ since: z.string(), reason: z.string() }),
  'journal.repair': z.looseObject({
    reason: z.string(),
    /** The bytes of a line that was cut off. */
    tornLine: z.optional(storedObjectSchema),
    /** JSON Lines object: `{sha256, bytes}` of each object that nothing names. */
    leftOver: z.optional(storedObjectSchema),
  }),
} as const satisfies Readonly<Record<JournalAct, unknown>>;

export type SubjectOf<A extends JournalAct> = z.infer<(typeof subjectSchemas)[A]>;

/** The kind of record that an act's `record` names; an act that is not here names none. */
export const RECORD_KIND_OF_ACT: Readonly<Partial<Record<JournalAct, RecordKind>>> = {
  'case.create': 'case',
  'evidence.begin': 'begin',
  'evidence.receive': 'evidence',
  'evidence.abandon': 'abandon',
  'finding.assess': 'assessment',
  'finding.assess-many': 'judgement',
  'message.annotate': 'annotation',
  'message.annotate-many': 'remark',
  'tag.add': 'tag',
  'tag.remove': 'tag',
  'time.solve': 'solution',
  'boundary.move': 'boundary',
  'protection.change': 'protection',
  'briefing.write': 'briefing',
  'redaction.change': 'redaction',
  'act.undo': 'undo',
  'act.redo': 'undo',
  'search.save': 'search',
  'custody.hand-over': 'handOver',
  'custody.take-over': 'takeOver',
  'custody.receipt': 'receipt',
  'custody.dispose': 'disposal',
  'custody.correct': 'correction',
  'custody.restore': 'restore',
  'role.assign': 'role',
  'policy.set': 'policy',
  'release.propose': 'proposal',
  'release.decide': 'decision',
  'identity.notice': 'notice',
  'copy.save': 'copy',
  'voters.compare': 'comparison',
};

/** The subject when it has the act's shape; null when not. */
export function parseSubject<A extends JournalAct>(act: A, subject: JournalSubject): SubjectOf<A> | null {
  const parsed = subjectSchemas[act].safeParse(subject);
  // The schema was chosen by the act, which TypeScript does not follow through the index.
  return parsed.success ? (parsed.data as SubjectOf<A>) : null;
}

/** The object that a subject's `record` names; null when it names none. */
export function recordOf(subject: JournalSubject): { readonly sha256: string; readonly bytes: number } | null {
  const parsed = storedObjectSchema.safeParse(subject['record']);
  return parsed.success ? parsed.data : null;
}
