/** `data/packet.json`: what a packet holds, for programs. Versioned; unknown keys are left alone. */
import * as z from 'zod/mini';
import { sha256Schema } from '../contract/ids';
import type { Examiner } from '../contract/model';
import { exhibitFile } from './exhibit-file';
import {
  CHECKPOINT,
  EXAMINER_CERTIFICATE,
  JOURNAL,
  PACKET_FORMAT,
  PACKET_VERSION,
  REDACTION_LOG,
  REPORT,
} from './packet-layout';
import { exhibitPaths } from './payload-names';
import { toBase64 } from './pem';
import { proofPath, provenEntries } from './proven-entries';
import type { ReportContent } from './report-content';
import { safeJson } from './safe-json';
import { stampPaths } from './stamp-paths';

const exhibitSchema = z.object({
  label: z.string(),
  path: z.string(),
  ref: z.string(),
  sha256: sha256Schema,
  contentSha256: sha256Schema,
  bytes: z.number(),
  evidence: z.string(),
  source: z.string(),
  container: sha256Schema,
  offset: z.number(),
  /**
   * In a redacted packet `sha256` and `bytes` are those of the copy; this is its original, and the journal entry that chose
   * it. The other keys speak of the original.
   */
  derivedFrom: z.optional(z.object({ sha256: sha256Schema, bytes: z.number(), entry: z.number() })),
});

export const descriptionSchema = z.object({
  format: z.literal(PACKET_FORMAT),
  version: z.number(),
  packetId: z.string(),
  createdAt: z.string(),
  handling: z.string(),
  case: z.object({ id: z.string(), name: z.string(), number: z.string() }),
  tool: z.object({ name: z.string(), version: z.string(), ruleSet: z.string() }),
  signer: z.object({
    name: z.string(),
    organisation: z.string(),
    fingerprint: sha256Schema,
    certificate: z.string(),
  }),
  report: z.string(),
  journal: z.object({ path: z.string(), entries: z.number(), head: z.nullable(sha256Schema) }),
  /** The redaction log; absent where the packet holds the originals. */
  redaction: z.optional(z.string()),
  /** Packets of before have neither; a packet has both or none. */
  checkpoint: z.optional(z.object({ path: z.string(), origin: z.string(), size: z.number(), root: z.string() })),
  proofs: z.optional(z.array(z.object({ path: z.string(), entry: z.number() }))),
  /** `path` is the authority's answer, `checkpoint` what it is over. */
  timestamps: z.optional(
    z.array(
      z.object({ path: z.string(), checkpoint: z.string(), entry: z.number(), size: z.number(), time: z.string() }),
    ),
  ),
  evidence: z.array(
    z.object({
      number: z.string(),
      name: z.string(),
      format: z.string(),
      bytes: z.number(),
      sha256: sha256Schema,
      receivedAt: z.string(),
      receivedFrom: z.string(),
      source: z.string(),
    }),
  ),
  exhibits: z.array(exhibitSchema),
  earlierPackets: z.array(z.object({ packetId: z.string(), createdAt: z.string(), manifestSha256: sha256Schema })),
});

export type PacketDescription = z.infer<typeof descriptionSchema>;

/** The description of what is about to be packed. */
export function describePacket(content: ReportContent, signer: Examiner): PacketDescription {
  return {
    format: PACKET_FORMAT,
    version: PACKET_VERSION,
    packetId: content.packetId,
    createdAt: content.createdAt,
    handling: content.handling,
    case: { id: content.case.id, name: content.case.name, number: content.case.number },
    tool: { name: 'Chainmail', version: content.toolVersion, ruleSet: content.ruleSetVersion },
    signer: {
      name: signer.name,
      organisation: signer.organisation,
      fingerprint: signer.fingerprint,
      certificate: EXAMINER_CERTIFICATE,
    },
    report: REPORT,
    journal: { path: JOURNAL, entries: content.custody.length, head: content.custodyHead },
    checkpoint: {
      path: CHECKPOINT,
      origin: content.checkpoint.origin,
      size: content.checkpoint.size,
      root: toBase64(content.checkpoint.root),
    },
    proofs: provenIn(content).map((entry) => ({ path: proofPath(entry), entry })),
    ...describeTimestamps(content),
    ...(content.redaction === undefined ? {} : { redaction: REDACTION_LOG }),
    evidence: content.evidence.map(({ number, name, format, bytes, sha256, receivedAt, receivedFrom, source }) => ({
      number,
      name,
      format,
      bytes,
      sha256,
      receivedAt,
      receivedFrom,
      source,
    })),
    exhibits: describeExhibits(content),
    earlierPackets: content.earlierPackets.map((packet) => ({ ...packet })),
  };
}

/** Nothing where there are none, as in packets of before. */
function describeTimestamps({ timestamps }: ReportContent): Pick<PacketDescription, 'timestamps'> {
  const described = timestamps.map(({ entry, size, time }) => {
    const { answer, checkpoint } = stampPaths(entry);
    return { path: answer, checkpoint, entry, size, time };
  });
  return described.length === 0 ? {} : { timestamps: described };
}

/** Entries that the packet proves one by one. */
export function provenIn({ custody, exhibits }: ReportContent): readonly number[] {
  const chosen = exhibits.map(({ message, evidence }) => ({ ref: message.ref, evidence: evidence.number }));
  return provenEntries(custody, chosen);
}

function describeExhibits(content: ReportContent): PacketDescription['exhibits'] {
  const paths = exhibitPaths(content.exhibits);
  return content.exhibits.map((exhibit, index) => {
    const { label, message, evidence, derivative } = exhibit;
    const original = { sha256: message.sha256, bytes: message.length };
    return {
      label,
      path: paths[index] ?? '',
      ref: message.ref,
      ...exhibitFile(exhibit),
      contentSha256: message.contentSha256,
      evidence: evidence.number,
      source: message.source,
      container: message.object,
      offset: message.offset,
      ...(derivative === undefined ? {} : { derivedFrom: { ...original, entry: derivative.entry } }),
    };
  });
}

export function formatDescription(description: PacketDescription): string {
  return `${safeJson(description, 2)}\n`;
}

/** The description read back; undefined when it is not one. */
export function parseDescription(text: string): PacketDescription | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const reading = descriptionSchema.safeParse(value);
    return reading.success ? reading.data : undefined;
  } catch {
    // Not JSON.
    return undefined;
  }
}
