/**
 * Every request that the window can make: the whole surface between the window and the evidence.
 *
 * The window names cases, messages and tokens, never a path: a path enters only through a dialog or a drop, which the
 * desktop process turns into a token. Both sides derive their types from here; a missing handler does not compile and a
 * payload that does not fit the schema never reaches one.
 */
import * as z from 'zod/mini';
import { BRIEFING_SECTIONS, briefingSchema } from '../briefing/content';
import { TEMPLATES } from '../briefing/templates';
import { JOURNAL_ACTS } from '../packet-format/journal-line';
import type { ReportSection } from '../packet-format/report-model';
import { caseInfoSchema, custodySchema, recentCaseSchema } from './case-info';
import { casePeopleSchema, guardSchema, roleSchema } from './case-people';
import { custodyActSchema } from './custody-act';
import { menuKeysSchema } from './events';
import { LIST_SORTS } from './list-sorts';
import {
  annotationSchema,
  caseIdSchema,
  decisionSchema,
  evidenceSchema,
  examinerSchema,
  exhibitSchema,
  findingSchema,
  messageRowSchema,
  messageSchema,
  protectedSchema,
  redactedPersonSchema,
  refSchema,
  sha256Schema,
  spanSchema,
} from './model';
import { type exportResultSchema, type verificationSchema, wordingHitSchema } from './outcomes';
import { overviewSchema } from './overview';
import { relationSchema, relationSummariesSchema } from './relations';
import { ruleSchema } from './rule-view';
import { savedSearchSchema } from './saved-search';
import { structureSchema } from './structure';

const shortText = z.string().check(z.maxLength(400));
const searchText = z.string().check(z.maxLength(2_000));
const longText = z.string().check(z.maxLength(20_000));
const passphrase = z.string().check(z.minLength(1), z.maxLength(1_000));
const token = z.string().check(z.regex(/^token_[0-9a-f]{32}$/));
const jobId = z.string().check(z.regex(/^job_[0-9a-f]{32}$/));
const briefingSection = z.enum(BRIEFING_SECTIONS);
const template = z.enum(TEMPLATES);
const empty = z.object({});
/** Messages that an act on many is about. */
const refs = z.array(refSchema).check(z.minLength(1), z.maxLength(10_000));
/** `messages`: how many were changed; others were passed over. */
const doneOnMany = z.object({ entry: z.number(), messages: z.number() });

const appState = z.object({
  version: z.string(),
  /** Runtime versions, for the status line and for reports. */
  runtime: z.string(),
  /** The profile's default identity; null before the first one is made. */
  examiner: z.nullable(examinerSchema),
  /** Whether the examiner's key is open for signing. */
  unlocked: z.boolean(),
  recentCases: z.array(recentCaseSchema),
  openCase: z.nullable(caseInfoSchema),
});

/** `first`: entry of the act that was done first; `of`: its kind. */
const undoStep = z.object({ first: z.number(), of: z.enum(JOURNAL_ACTS) });
const takenBack = z.object({
  entry: z.number(),
  first: z.number(),
  of: z.enum(JOURNAL_ACTS),
  /** The work of looking again at messages, where what was undone asks for it. */
  jobId: z.nullable(jobId),
});

const caseState = z.object({
  info: caseInfoSchema,
  /** Set when the case can only be read: another window has it, or its integrity is in doubt. One sentence. */
  readOnly: z.nullable(z.string()),
  evidence: z.array(evidenceSchema),
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

export const requests = {
  'app:state': { input: empty, output: appState },
  /** The keys by which commands are called, for the menu to show; empty for none. */
  'app:show-keys': { input: z.object({ keys: menuKeysSchema }), output: empty },
  'app:rules': { input: empty, output: z.object({ rules: z.array(ruleSchema) }) },

  'identity:create': {
    input: z.object({ name: shortText, organisation: shortText, passphrase }),
    /** `rootFile`: where the root that vouches for the key was sealed, to be moved to a safe place. */
    output: z.object({ examiner: examinerSchema, rootFile: z.string() }),
  },
  /** Takes a key over from the PKCS #12 file behind `place`; `issuers`: a file with certificates that it lacks. */
  'identity:import': {
    input: z.object({
      place: token,
      issuers: z.nullable(token),
      filePassphrase: z.string().check(z.maxLength(1_000)),
      passphrase,
    }),
    output: z.object({ examiner: examinerSchema }),
  },
  'identity:unlock': { input: z.object({ passphrase }), output: z.object({ examiner: examinerSchema }) },
  'identity:lock': { input: empty, output: empty },
  /** Whose key the profile holds and who vouches for it; needs no passphrase. */
  'identity:describe': {
    input: empty,
    output: z.object({
      name: z.string(),
      organisation: z.string(),
      fingerprint: sha256Schema,
      createdAt: z.string(),
      file: z.string(),
      /** The key's certificate first, the root last. */
      chain: z.array(z.object({ name: z.string(), issuer: z.string(), notBefore: z.string(), notAfter: z.string() })),
    }),
  },
  /** Changes the passphrase; an open case gets a notice of it, whose entry is given. */
  'identity:passphrase': {
    input: z.object({ before: passphrase, after: passphrase }),
    output: z.object({ entry: z.nullable(z.number()) }),
  },
  /** Writes a certificate request to the file behind `place`. */
  'identity:request': { input: z.object({ place: token, passphrase }), output: z.object({ file: z.string() }) },
  /** Takes over the certificate in the file behind `place`. */
  'identity:install': {
    input: z.object({ place: token, passphrase }),
    output: z.object({ issuer: z.string(), entry: z.nullable(z.number()) }),
  },

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

  'messages:list': {
    input: z.object({
      query: searchText,
      sort: z.enum(LIST_SORTS),
      descending: z.boolean(),
      offset: z.int().check(z.gte(0)),
      limit: z.int().check(z.gte(1), z.lte(500)),
    }),
    /** `total`: messages that fit the query; `of`: messages in the case; `reading`: of which only the header was read yet. */
    output: z.object({ total: z.number(), of: z.number(), reading: z.number(), messages: z.array(messageRowSchema) }),
  },
  /** Addresses and domains of senders that begin so, the most frequent first. */
  'search:senders': {
    input: z.object({ start: shortText, limit: z.int().check(z.gte(1), z.lte(50)) }),
    output: z.object({ senders: z.array(z.object({ name: z.string(), messages: z.number() })) }),
  },
  /** Saved searches in the order of their names. */
  'search:list': { input: empty, output: z.object({ searches: z.array(savedSearchSchema) }) },
  /** Keeps a search, or changes the one with `id`; `entry` is null where it stands so already. */
  'search:save': {
    input: z.object({ id: z.optional(shortText), name: shortText, query: searchText }),
    output: z.object({ entry: z.nullable(z.number()), id: z.string() }),
  },
  'search:remove': { input: z.object({ id: shortText }), output: z.object({ entry: z.number() }) },
  /** Counts for the pictures of the case, over the messages that fit a search. */
  'case:overview': { input: z.object({ query: searchText }), output: overviewSchema },
  'message:read': {
    input: z.object({ ref: refSchema }),
    /** `header`: the header section as a byte string (one character for each byte), so that offsets stay true. */
    output: z.object({ message: messageSchema, header: z.string() }),
  },
  'message:text': {
    input: z.object({ ref: refSchema }),
    /** Plain text for reading; `hasHtml` says whether `app://mail/<ref>` can show a sanitised page. */
    output: z.object({
      text: z.string(),
      hasHtml: z.boolean(),
      links: z.array(z.object({ shown: z.string(), target: z.string() })),
      remoteImages: z.array(z.string()),
      problem: z.nullable(z.string()),
    }),
  },
  /** The parts of a message, with what is odd in each. */
  'message:structure': { input: z.object({ ref: refSchema }), output: structureSchema },
  /** What the message shares with others of the case. */
  'message:relations': { input: z.object({ ref: refSchema }), output: relationSummariesSchema },
  /** One of these, with the messages and what they share at its bytes. */
  'message:relation': { input: z.object({ ref: refSchema, id: shortText }), output: relationSchema },
  /**
   * Gives a message, or a file attached to it, out as a file at `place`: recorded before any byte leaves. An attachment is
   * named by its place in the message's list and by the hash that the list shows.
   */
  'copy:save': {
    input: z.object({
      ref: refSchema,
      attachment: z.nullable(z.object({ index: z.int().check(z.gte(0)), sha256: sha256Schema })),
      place: token,
      reason: longText,
    }),
    output: z.object({ entry: z.number(), file: z.string(), bytes: z.number(), sha256: sha256Schema }),
  },
  /** Writes a figure of the window as a new file at `place`. */
  'figure:save': {
    input: z.object({ svg: z.string().check(z.maxLength(4_000_000)), place: token }),
    output: z.object({ file: z.string() }),
  },
  /** Raw bytes of a message as a byte string, for the source view; at most 256 KiB at a time. */
  'message:bytes': {
    input: z.object({ ref: refSchema, start: z.int().check(z.gte(0)), end: z.int().check(z.gte(0)) }),
    output: z.object({ bytes: z.string(), length: z.number() }),
  },

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
  /** Looks for times that scripts hashed into ids, in these messages, or in all of the case. Found ones are recorded. */
  'times:solve': {
    input: z.object({
      refs: z.nullable(refs),
      windowSeconds: z.int().check(z.gte(0), z.lte(604_800)),
    }),
    output: z.object({ jobId }),
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

  /** The examiner's words for the report, and what the check of wording says of them. */
  'briefing:show': { input: empty, output: z.object({ briefing: briefingSchema, hits: z.array(wordingHitSchema) }) },
  /** Puts other words in the place of a section's; null where it stands so already. */
  'briefing:set': {
    input: z.object({ section: briefingSection, content: z.unknown() }),
    output: z.object({ entry: z.nullable(z.number()) }),
  },
  /** A section with words that are not recorded, as the report would set it. */
  'briefing:preview': {
    input: z.object({ section: briefingSection, content: z.unknown(), template }),
    output: z.object({ sections: z.array(z.custom<ReportSection>()), hits: z.array(wordingHitSchema) }),
  },

  'custody:list': { input: empty, output: custodySchema },
  /** Records a hand-over, a receipt, a disposal or a correction. */
  'custody:record': { input: custodyActSchema, output: z.object({ entry: z.number() }) },
  'people:list': { input: empty, output: casePeopleSchema },
  'people:assign': {
    input: z.object({ key: sha256Schema, role: roleSchema, name: shortText, reason: longText }),
    output: z.object({ entry: z.number() }),
  },
  'people:two-people': {
    input: z.object({ twoPersons: z.array(guardSchema).check(z.maxLength(2)), reason: longText }),
    output: z.object({ entry: z.number() }),
  },
  /** Puts something before a second person: a packet of the exhibits as they stand, a role, a change of the rule. */
  'release:propose': {
    input: z.discriminatedUnion('act', [
      z.object({ act: z.literal('packet.export'), redacted: z.boolean(), note: longText }),
      z.object({ act: z.literal('role.assign'), key: sha256Schema, role: roleSchema, note: longText }),
      z.object({
        act: z.literal('policy.set'),
        twoPersons: z.array(guardSchema).check(z.maxLength(2)),
        note: longText,
      }),
    ]),
    output: z.object({ entry: z.number() }),
  },
  'release:decide': {
    input: z.object({ proposal: z.int().check(z.gte(0)), approved: z.boolean(), reason: longText }),
    output: z.object({ entry: z.number() }),
  },
  'case:verify': { input: empty, output: z.object({ jobId }) },
  /** Exports to the default packets folder of the case's place, or to the file or folder behind `place`. */
  'packet:export': {
    input: z.object({
      zip: z.boolean(),
      place: z.optional(token),
      template,
      acceptWording: z.boolean(),
      redact: z.boolean(),
    }),
    output: z.object({ jobId }),
  },
  'packet:verify': { input: z.object({ place: token }), output: z.object({ jobId }) },
  /** Writes the script that asks the DNS elsewhere, to the file behind `place`. */
  'dns:questions': {
    input: z.object({ place: token }),
    output: z.object({ file: z.string(), questions: z.number(), missing: z.number() }),
  },
} as const;

export type RequestName = keyof typeof requests;
export type Input<N extends RequestName> = z.infer<(typeof requests)[N]['input']>;
export type Output<N extends RequestName> = z.infer<(typeof requests)[N]['output']>;

/** One handler for each request; a missing or misspelt one does not compile. */
export type Handlers = { readonly [N in RequestName]: (input: Input<N>) => Promise<Output<N>> };

export type AppState = Output<'app:state'>;
export type CaseState = Output<'case:state'>;

export type ExportReceipt = z.infer<typeof exportResultSchema>;
export type VerificationReceipt = z.infer<typeof verificationSchema>;

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}
