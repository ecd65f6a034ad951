/**
 * The data that crosses from the engine to the window and to the command line, as schemas; types are inferred from them.
 *
 * Names and keys follow the command line's contract: what `--json` prints is what the window receives.
 * Times are ISO 8601 with zone. Byte offsets count from the message's first byte, end exclusive.
 */
import * as z from 'zod/mini';
import { authenticationSchema, headerFieldSchema } from './authentication';
import { copySchema } from './copy';
import { caseIdSchema, evidenceNumberSchema, refSchema, sha256Schema } from './ids';
import { spanSchema } from './span';

export { caseIdSchema, evidenceNumberSchema, refSchema, sha256Schema, spanSchema };

export const severitySchema = z.enum(['info', 'low', 'medium', 'high', 'proof']);
export const decisionSchema = z.enum(['confirmed', 'innocent', 'undecided']);

export const examinerSchema = z.object({
  name: z.string(),
  organisation: z.string(),
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), hexadecimal: the value to compare by telephone. */
  fingerprint: sha256Schema,
});

export const setAsideSchema = z.object({ where: z.string(), reason: z.string() });

/** How a message came: as bytes of its own, put together from what its file holds in another form, inside another message, or typed. */
export const originSchema = z.enum(['acquired', 'rebuilt', 'enclosed', 'transcribed']);
/** What put a message together, what the container did not hold and, where its bytes were only changed, how. */
export const rebuiltSchema = z.object({
  by: z.string(),
  missing: z.array(z.string()),
  done: z.optional(z.array(z.string())),
});

export const evidenceFormatSchema = z.enum([
  'eml',
  'emlx',
  'mbox',
  'folder',
  'maildir',
  'mh',
  'apple-mail',
  'zip',
  'tar',
  'gzip',
  'msg',
  'pst',
  'tnef',
  'dns-answers',
  'certificates',
  'openpgp-keys',
  'transcribed',
  'unreadable',
]);

/** What a packet that was taken in says of itself, and whether all checks of it passed over the bytes in the vault. */
export const receivedPacketSchema = z.object({
  packetId: z.string(),
  case: z.object({ name: z.string(), number: z.string() }),
  /** SHA-256 of its manifest; null where it has none. */
  manifestSha256: z.nullable(sha256Schema),
  signer: z.nullable(z.object({ name: z.string(), fingerprint: z.string() })),
  intact: z.boolean(),
  firstFailure: z.nullable(z.string()),
});

export const evidenceSchema = z.object({
  number: evidenceNumberSchema,
  name: z.string(),
  format: evidenceFormatSchema,
  bytes: z.number(),
  /** Of the file; for a folder: of the list of its files as it lies in the vault. */
  sha256: sha256Schema,
  messages: z.number(),
  setAside: z.array(setAsideSchema),
  receivedAt: z.string(),
  receivedFrom: z.string(),
  source: z.string(),
  note: z.string(),
  /** The evidence item that has the same bytes: this is a second receipt, stored once. Absent in older records. */
  sameAs: z.optional(z.nullable(evidenceNumberSchema)),
  /** For packets of Chainmail; absent for everything else. */
  packet: z.optional(receivedPacketSchema),
});

export const assessmentSchema = z.object({
  ref: refSchema,
  rule: z.string(),
  decision: decisionSchema,
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  entry: z.number(),
});

export const annotationSchema = z.object({
  id: z.string(),
  ref: refSchema,
  note: z.string(),
  tags: z.array(z.string()),
  span: z.nullable(spanSchema),
  by: z.string(),
  at: z.string(),
  entry: z.number(),
});

/** A tag that was put on a message by itself; tags of a note stand with the note. */
export const messageTagSchema = z.object({
  ref: refSchema,
  tag: z.string(),
  by: z.string(),
  at: z.string(),
  entry: z.number(),
});

export const exhibitSchema = z.object({ label: z.string(), ref: refSchema });

export const findingSchema = z.object({
  ref: refSchema,
  rule: z.string(),
  ruleVersion: z.number(),
  severity: severitySchema,
  spans: z.array(spanSchema),
  title: z.string(),
  summary: z.string(),
  explanation: z.string(),
  innocent: z.array(z.string()),
  settle: z.string(),
  reference: z.string(),
  errorRate: z.string(),
  assessment: z.nullable(assessmentSchema),
});

export const findingCountsSchema = z.object({
  proof: z.number(),
  high: z.number(),
  medium: z.number(),
  low: z.number(),
  info: z.number(),
});

/** One line of the message list. `date` is the message's own claim, `received` what its topmost Received field records. */
export const messageRowSchema = z.object({
  ref: refSchema,
  source: z.string(),
  origin: originSchema,
  /** The message that it is enclosed in. */
  parent: z.nullable(refSchema),
  sha256: sha256Schema,
  contentSha256: sha256Schema,
  date: z.nullable(z.string()),
  received: z.nullable(z.string()),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  bytes: z.number(),
  attachments: z.number(),
  /** False while only the header was read: attachments, findings and full text follow. */
  complete: z.boolean(),
  findings: findingCountsSchema,
  assessed: z.number(),
  annotations: z.number(),
  /** Of notes too, each once. */
  tags: z.array(z.string()),
  exhibit: z.nullable(z.string()),
  campaign: z.nullable(z.string()),
});

export const hopSchema = z.object({
  from: z.string(),
  helo: z.string(),
  reverseName: z.string(),
  ip: z.string(),
  by: z.string(),
  protocol: z.string(),
  id: z.string(),
  /** The `for` clause's address. */
  recipient: z.string(),
  envelopeFrom: z.string(),
  /** The account that signed in to hand the message over. */
  account: z.string(),
  /** Name or number of the user of that computer whose program handed the message in. */
  localUser: z.string(),
  tls: z.nullable(z.object({ version: z.string(), cipher: z.string() })),
  /** Where the address was registered at the table's date; null for none and for what is not public. */
  registered: z.nullable(
    z.object({ country: z.string(), network: z.string(), asn: z.string(), tableDate: z.string() }),
  ),
  /** The host's clock ran behind in other messages of the case as well. */
  clock: z.nullable(z.object({ offsetSeconds: z.number(), otherMessages: z.number() })),
  time: z.nullable(z.string()),
  timeAsWritten: z.string(),
  delaySeconds: z.nullable(z.number()),
  trusted: z.boolean(),
  start: z.number(),
  end: z.number(),
});

export const timeAgreementSchema = z.object({
  n: z.number(),
  within2Minutes: z.number(),
  within10Minutes: z.number(),
  /** Of hops' own numbers and signatures: against the hop instead of the Date. */
  against: z.enum(['date', 'hop']),
  corpus: z.string(),
});

/** Where the receiving side's part of the route ends; hops are counted from the top of the header. */
export const boundarySchema = z.object({
  trustedHops: z.number(),
  proposed: z.number(),
  /** Fields of the receiving side that agree with the proposal. */
  confirmedBy: z.array(z.string()),
  /** The examiner's move; null where it stands as proposed. */
  moved: z.nullable(z.object({ by: z.string(), at: z.string(), entry: z.number(), reason: z.string() })),
});

export const protectedSchema = z.object({
  names: z.array(z.string()),
  domains: z.array(z.string()),
  addresses: z.array(z.string()),
});

/** A person whom a redacted packet does not name; `number` is 0 for one who is new. */
export const redactedPersonSchema = z.object({
  number: z.int().check(z.gte(0)),
  name: z.string(),
  addresses: z.array(z.string()),
  words: z.array(z.string()),
  reason: z.string(),
});

export const embeddedTimeSchema = z.object({
  source: z.string(),
  kind: z.string(),
  time: z.string(),
  clock: z.enum(['utc', 'local']),
  /** Whose clock it was. */
  whose: z.enum(['author', 'service', 'relay', 'recipient', 'content', 'mailbox']),
  bound: z.enum(['equality', 'lower', 'upper']),
  precisionSeconds: z.number(),
  /** On how many messages the decoder was measured, and how many lay near the Date; null where it was not. */
  agreement: z.nullable(timeAgreementSchema),
  /** The text that hashes to the id, where the time was found by a search that an examiner ran. */
  preimage: z.nullable(z.string()),
  /** Both 0 for what the mailbox says, which stands nowhere in the message. */
  start: z.number(),
  end: z.number(),
});

export const consensusSchema = z.object({
  /** The median of the clocks, and the median distance from it. */
  time: z.string(),
  spreadSeconds: z.number(),
  clocks: z.number(),
  agreeing: z.number(),
  notBefore: z.nullable(z.string()),
  notAfter: z.nullable(z.string()),
  outliers: z.array(
    z.object({
      source: z.string(),
      kind: z.string(),
      start: z.number(),
      end: z.number(),
      /** Later than the consensus where positive. */
      differenceSeconds: z.number(),
    }),
  ),
  /** The zone of the author's computer by its own clocks, such as `+05:30`; null where they do not tell. */
  authorZone: z.nullable(z.string()),
});

export const attachmentSchema = z.object({
  name: z.string(),
  type: z.string(),
  bytes: z.number(),
  sha256: sha256Schema,
  /** What the first bytes are, in words; null where they say nothing. */
  kind: z.nullable(z.string()),
  /** Where the first bytes are of another kind than name or declared type say: a sentence. */
  warning: z.nullable(z.string()),
});

/** What can be looked for elsewhere: `address`, `domain`, `ip`, `url`, `id`, `file` (SHA-256). */
export const indicatorSchema = z.object({
  kind: z.enum(['address', 'domain', 'ip', 'url', 'id', 'file']),
  value: z.string(),
  defanged: z.string(),
  where: z.string(),
});

/** One message, whole. */
export const messageSchema = z.object({
  ref: refSchema,
  source: z.string(),
  origin: originSchema,
  /** The message that it is enclosed in. */
  parent: z.nullable(refSchema),
  /** Null for bytes that were not put together. */
  rebuilt: z.nullable(rebuiltSchema),
  sha256: sha256Schema,
  contentSha256: sha256Schema,
  /** The vault object that holds the message's bytes, and where in it they lie. */
  object: sha256Schema,
  offset: z.number(),
  length: z.number(),
  headers: z.array(headerFieldSchema),
  bodyStart: z.number(),
  from: z.string(),
  to: z.string(),
  cc: z.string(),
  replyTo: z.string(),
  returnPath: z.string(),
  date: z.nullable(z.string()),
  dateAsWritten: z.string(),
  messageId: z.string(),
  subject: z.string(),
  route: z.array(hopSchema),
  boundary: boundarySchema,
  times: z.array(embeddedTimeSchema),
  /** What the clocks say together; null where fewer than two of different places speak. */
  consensus: z.nullable(consensusSchema),
  /** Ids that may be hashed times and were not solved so far. */
  hashLocks: z.number(),
  authentication: authenticationSchema,
  attachments: z.array(attachmentSchema),
  indicators: z.array(indicatorSchema),
  findings: z.array(findingSchema),
  annotations: z.array(annotationSchema),
  tags: z.array(messageTagSchema),
  copies: z.array(copySchema),
  exhibit: z.nullable(z.string()),
  /** Why bodies or attachments could not be read, in one sentence; null when they could. */
  bodyProblem: z.nullable(z.string()),
});

export type SpanData = z.infer<typeof spanSchema>;
export type Examiner = z.infer<typeof examinerSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type SetAside = z.infer<typeof setAsideSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type Assessment = z.infer<typeof assessmentSchema>;
export type Annotation = z.infer<typeof annotationSchema>;
export type MessageTag = z.infer<typeof messageTagSchema>;
export type Exhibit = z.infer<typeof exhibitSchema>;
export type FindingView = z.infer<typeof findingSchema>;
export type FindingCounts = z.infer<typeof findingCountsSchema>;
export type Origin = z.infer<typeof originSchema>;
export type MessageRow = z.infer<typeof messageRowSchema>;
export type BoundaryView = z.infer<typeof boundarySchema>;
export type ProtectedData = z.infer<typeof protectedSchema>;
export type RedactedPersonData = z.infer<typeof redactedPersonSchema>;
export type HopView = z.infer<typeof hopSchema>;
export type TimeView = z.infer<typeof embeddedTimeSchema>;
export type IndicatorView = z.infer<typeof indicatorSchema>;
export type AttachmentView = z.infer<typeof attachmentSchema>;
export type MessageView = z.infer<typeof messageSchema>;
