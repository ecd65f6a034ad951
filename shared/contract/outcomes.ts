/** What long work ends with: an import, a packet, a verification. */
import * as z from 'zod/mini';
import { BRIEFING_SECTIONS } from '../briefing/content';
import { LINT_RULES } from '../briefing/lint';
import { TEMPLATES } from '../briefing/templates';
import { evidenceSchema, sha256Schema } from './model';

export const checkSchema = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

const treeStateSchema = {
  /** Entries of the journal. */
  size: z.number(),
  /** Root of the Merkle tree over them, base64. */
  root: z.string(),
};

/** The journal's tree and the checkpoints that were signed of it. */
export const treeReportSchema = z.object({
  ...treeStateSchema,
  checkpoints: z.array(
    z.object({
      file: z.string(),
      ...treeStateSchema,
      /** Whose signatures fit. */
      signers: z.array(z.object({ name: z.string(), fingerprint: z.string() })),
    }),
  ),
});

/** What a packet says of itself, whether true or not. */
export const packetContentsSchema = z.object({
  packetId: z.string(),
  createdAt: z.string(),
  /** Handling marking; empty when none was assigned. */
  handling: z.string(),
  case: z.object({ name: z.string(), number: z.string() }),
  exhibits: z.array(z.object({ label: z.string(), ref: z.string(), bytes: z.number(), sha256: sha256Schema })),
});

export const verificationSchema = z.object({
  ok: z.boolean(),
  kind: z.enum(['case', 'packet']),
  path: z.string(),
  checks: z.array(checkSchema),
  firstFailure: z.nullable(z.string()),
  /** Who signed (packet) or who wrote the journal (case), to be compared by telephone. */
  signer: z.nullable(z.object({ name: z.string(), fingerprint: z.string() })),
  /** Cases only. */
  tree: z.optional(treeReportSchema),
  /** Packets only: intact and signed by a key that is known here, intact by a key that is not, or not intact. */
  state: z.optional(z.enum(['trusted', 'unknown-signer', 'refused-signer', 'not-intact'])),
  /** Packets only; null where the description cannot be read. */
  packet: z.optional(z.nullable(packetContentsSchema)),
});

/** A passage of the briefing that the check of wording names; offsets in UTF-16 units of the field's text. */
export const wordingHitSchema = z.object({
  rule: z.enum(LINT_RULES),
  section: z.enum(BRIEFING_SECTIONS),
  field: z.string(),
  start: z.number(),
  end: z.number(),
  text: z.string(),
});

export const exportResultSchema = z.object({
  path: z.string(),
  packetId: z.string(),
  files: z.number(),
  manifestSha256: sha256Schema,
  signer: z.string(),
  template: z.enum(TEMPLATES),
  /** What the check of wording named and the examiner let stand. */
  wording: z.array(wordingHitSchema),
  seconds: z.number(),
});

export const importResultSchema = z.object({
  evidence: z.array(evidenceSchema),
  messages: z.number(),
  setAside: z.number(),
  seconds: z.number(),
  cancelled: z.boolean(),
});

export type Check = z.infer<typeof checkSchema>;
export type TreeReport = z.infer<typeof treeReportSchema>;
export type PacketContents = z.infer<typeof packetContentsSchema>;
export type Verification = z.infer<typeof verificationSchema>;
export type ExportResult = z.infer<typeof exportResultSchema>;
export type ImportResult = z.infer<typeof importResultSchema>;
