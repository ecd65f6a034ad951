/**
 * Records: what a person wrote or an import found, as canonical JSON objects in the vault.
 *
 * Each carries a random salt, so that its hash, which the journal shows, says nothing about its content to who guesses.
 */
import * as z from 'zod/mini';
import { guardSchema, roleSchema } from '../../../shared/contract/case-people';
import { copiedFields } from '../../../shared/contract/copy';
import { directionSchema, mannerSchema } from '../../../shared/contract/custody-act';
import {
  decisionSchema,
  evidenceNumberSchema,
  evidenceSchema,
  redactedPersonSchema,
  refSchema,
  sha256Schema,
  spanSchema,
} from '../../../shared/contract/model';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import { pieceSchema } from './pieces';

/** A vault object as it is named in records and in the journal. */
export const storedObjectSchema = z.strictObject({ sha256: sha256Schema, bytes: z.number() });

/** A key came into use, its passphrase was changed, it was lost, its certificate was revoked. */
export const noticeSchema = z.enum(['enrolment', 'passphrase', 'loss', 'revocation']);

const entryNumber = z.int().check(z.gte(0));

/** How something changed hands; absent where it was not said. */
export const transferFields = {
  organisation: z.optional(z.string()),
  /** Evidence items; absent: the whole case. */
  items: z.optional(z.array(evidenceNumberSchema)),
  /** By hand, courier, post with a number, on a medium. */
  method: z.optional(z.string()),
  /** Condition, and whatever else is to be remembered. */
  remarks: z.optional(z.string()),
};

/** A voter file that was compared: `columns` are kinds of columns, not their names in the file. */
const voterFileSchema = z.looseObject({
  name: z.string(),
  sha256: sha256Schema,
  bytes: z.int(),
  rows: z.int(),
  setAside: z.int(),
  layout: z.string(),
  columns: z.array(z.string()),
  /** Messages by what came of them. */
  counts: z.looseObject({ verbatim: z.int(), normalised: z.int(), partly: z.int(), notFound: z.int() }),
});

const salt = z.string().check(z.regex(/^[0-9a-f]{32}$/));
/** Keys that a later version adds are kept and do not stop this one. */
const json = z.record(z.string(), z.unknown());

export const recordSchemas = {
  case: z.looseObject({ kind: z.literal('case'), salt, id: z.string(), name: z.string(), number: z.string() }),
  evidence: z.looseObject({
    kind: z.literal('evidence'),
    salt,
    ...evidenceSchema.shape,
    /** JSON Lines object: one `FileLine` a file taken in. */
    files: storedObjectSchema,
    /** JSON Lines object: one `MessageLine` a message found. */
    messageList: storedObjectSchema,
    /** What read it: names and versions. */
    tool: json,
    /** What is known about this computer's clock at that moment. */
    clock: json,
  }),
  /** What was asked for when an import began, so that one that was interrupted can be continued. */
  begin: z.looseObject({
    kind: z.literal('begin'),
    salt,
    number: evidenceNumberSchema,
    /** Where it lay on this computer; null for pasted text. */
    path: z.nullable(z.string()),
    source: z.string(),
    receivedFrom: z.string(),
    note: z.string(),
  }),
  abandon: z.looseObject({
    kind: z.literal('abandon'),
    salt,
    number: evidenceNumberSchema,
    reason: z.string(),
    /** JSON Lines object: `{sha256, bytes}` of each object that nothing names. */
    leftOver: storedObjectSchema,
  }),
  assessment: z.looseObject({
    kind: z.literal('assessment'),
    salt,
    ref: refSchema,
    message: sha256Schema,
    rule: z.string(),
    ruleVersion: z.number(),
    decision: decisionSchema,
    reason: z.string(),
  }),
  annotation: z.looseObject({
    kind: z.literal('annotation'),
    salt,
    id: z.string(),
    ref: refSchema,
    message: sha256Schema,
    note: z.string(),
    tags: z.array(z.string()),
    span: z.nullable(spanSchema),
  }),
  /** One decision on what a rule observed in several messages, which the entry names. */
  judgement: z.looseObject({
    kind: z.literal('judgement'),
    salt,
    rule: z.string(),
    ruleVersion: z.number(),
    decision: decisionSchema,
    reason: z.string(),
  }),
  /** One note on several messages, which the entry names. */
  remark: z.looseObject({
    kind: z.literal('remark'),
    salt,
    id: z.string(),
    note: z.string(),
    tags: z.array(z.string()),
  }),
  /** A tag that was put on messages, or taken off: the entry names them. */
  tag: z.looseObject({ kind: z.literal('tag'), salt, tag: z.string() }),
  /** A hashed time that was found: whoever hashes `preimage` with MD5 gets `hash`. */
  solution: z.looseObject({
    kind: z.literal('solution'),
    salt,
    ref: refSchema,
    message: sha256Schema,
    source: z.string(),
    recipe: z.string(),
    spans: z.array(spanSchema),
    hash: z.string(),
    preimage: z.string(),
    time: z.string(),
    precisionSeconds: z.number(),
    tried: z.number(),
    seconds: z.number(),
    windowSeconds: z.number(),
  }),
  /** How many hops of a message, from the top, are the receiving side's; null: as its own fields propose. */
  boundary: z.looseObject({
    kind: z.literal('boundary'),
    salt,
    ref: refSchema,
    message: sha256Schema,
    trustedHops: z.nullable(z.int().check(z.gte(0))),
    reason: z.string(),
  }),
  /** Whom the case is to protect from being imitated: the whole list after the change. */
  protection: z.looseObject({
    kind: z.literal('protection'),
    salt,
    names: z.array(z.string()),
    domains: z.array(z.string()),
    addresses: z.array(z.string()),
  }),
  /** The examiner's words for a section of the report: the whole section after the change (shared/briefing/content.ts). */
  briefing: z.looseObject({ kind: z.literal('briefing'), salt, section: z.string(), content: json }),
  /** What an entry that undoes, or does again, puts back: the pieces of the case as they stood before the entry that it names. */
  undo: z.looseObject({ kind: z.literal('undo'), salt, entry: entryNumber, pieces: z.array(pieceSchema) }),
  handOver: z.looseObject({
    kind: z.literal('handOver'),
    salt,
    to: z.string(),
    reason: z.string(),
    ...transferFields,
  }),
  /** Who was to take over says that they did, or with what remarks. */
  takeOver: z.looseObject({ kind: z.literal('takeOver'), salt, handOver: entryNumber, remarks: z.string() }),
  /** Something given to, or taken from, a person who has no key here. */
  receipt: z.looseObject({
    kind: z.literal('receipt'),
    salt,
    direction: directionSchema,
    party: z.string(),
    reason: z.string(),
    ...transferFields,
    /** The signed paper as a file, where there is one. */
    document: z.nullable(storedObjectSchema),
  }),
  /** What was done in the end with items and what they came on. */
  disposal: z.looseObject({
    kind: z.literal('disposal'),
    salt,
    items: z.array(evidenceNumberSchema),
    manner: mannerSchema,
    /** Who decided it, under what. */
    authority: z.string(),
    witness: z.string(),
    recipient: z.string(),
    reason: z.string(),
  }),
  correction: z.looseObject({ kind: z.literal('correction'), salt, entry: entryNumber, text: z.string() }),
  /** Why a folder that was put back to an earlier state is worked on. */
  restore: z.looseObject({ kind: z.literal('restore'), salt, reason: z.string() }),
  role: z.looseObject({
    kind: z.literal('role'),
    salt,
    key: sha256Schema,
    role: roleSchema,
    name: z.string(),
    reason: z.string(),
  }),
  policy: z.looseObject({ kind: z.literal('policy'), salt, twoPersons: z.array(guardSchema), reason: z.string() }),
  proposal: z.looseObject({ kind: z.literal('proposal'), salt, note: z.string() }),
  decision: z.looseObject({ kind: z.literal('decision'), salt, approved: z.boolean(), reason: z.string() }),
  /** A message, or a file attached to it, that was given out to be saved outside of the case. */
  copy: z.looseObject({
    kind: z.literal('copy'),
    salt,
    ref: refSchema,
    message: sha256Schema,
    ...copiedFields,
  }),
  /** What a comparison with voter files came to: which files, by hash, and counts. Never a value of a file. */
  comparison: z.looseObject({
    kind: z.literal('comparison'),
    salt,
    /** Which messages were compared, in the search field's language. */
    query: z.string(),
    messages: z.int(),
    unread: z.int(),
    files: z.array(voterFileSchema),
    /** Numbers of files from 1, each with the messages that it explains and none before it. */
    cover: z.array(z.looseObject({ file: z.int(), explains: z.int() })),
    unexplained: z.int(),
  }),
  /** Whom a redacted packet does not name: the whole list after the change. */
  redaction: z.looseObject({
    kind: z.literal('redaction'),
    salt,
    persons: z.array(redactedPersonSchema),
    next: z.number(),
  }),
  /** A search that is kept under a name, as it stands after the change. */
  search: z.looseObject({ kind: z.literal('search'), salt, id: z.string(), name: z.string(), query: z.string() }),
  /** What happened to an examiner's key, their own or another's, as far as it matters to this case. */
  notice: z.looseObject({ kind: z.literal('notice'), salt, about: noticeSchema, key: sha256Schema, note: z.string() }),
} as const;

export type RecordKind = keyof typeof recordSchemas;
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;
export type CaseRecord = { readonly [K in RecordKind]: RecordOf<K> }[RecordKind];
/** The keys that a schema names, without those of later versions. */
type Named<T> = { readonly [P in keyof T as string extends P ? never : P]: T[P] };

/** What a caller gives; kind and salt are added. More keys are kept too. */
export type RecordData<K extends RecordKind> = Omit<Named<RecordOf<K>>, 'kind' | 'salt'>;

/** A record's bytes. */
export function recordBytes(kind: RecordKind, data: object, saltHex: string): Uint8Array {
  const record = { ...data, kind, salt: saltHex };
  recordSchemas[kind].parse(record);
  return Buffer.from(canonicalJson(record), 'utf8');
}

export type RecordReading =
  | { readonly ok: true; readonly record: CaseRecord }
  | { readonly ok: false; readonly problem: string };

/** Reads a record's bytes; says in words when they are not one. */
export function parseRecord(bytes: Uint8Array): RecordReading {
  const value = parseJson(bytes);
  const kind = recordKind(value);
  if (kind === null) {
    return { ok: false, problem: 'is not a record of a kind that this version knows' };
  }
  const parsed = recordSchemas[kind].safeParse(value);
  return parsed.success
    ? { ok: true, record: parsed.data }
    : { ok: false, problem: `does not have the fields of a record of kind "${kind}"` };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    // Whatever is not JSON is not a record; the caller reports it.
    return null;
  }
}

function recordKind(value: unknown): RecordKind | null {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
  return typeof kind === 'string' && isRecordKind(kind) ? kind : null;
}

function isRecordKind(kind: string): kind is RecordKind {
  return Object.hasOwn(recordSchemas, kind);
}
