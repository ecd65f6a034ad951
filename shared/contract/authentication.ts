/** Who a message's signatures and its receiving servers say it came from, and what the bytes bear out, as schemas. */
import * as z from 'zod/mini';
import { signerSchema } from './signer';
import { spanSchema } from './span';

export const headerFieldSchema = z.object({ name: z.string(), start: z.number(), end: z.number() });

const resultSchema = z.object({
  authserv: z.string(),
  method: z.string(),
  result: z.string(),
  trusted: z.boolean(),
  start: z.number(),
  end: z.number(),
});

/** How a body that differs comes to be as it was signed: what was added, and what else was undone, in words. */
const undoneSchema = z.object({ steps: z.array(z.string()), added: z.array(spanSchema), sentence: z.string() });

export const authenticationSchema = z.object({
  results: z.array(resultSchema),
  /** The same in ARC-Authentication-Results (what a sealer says) and Received-SPF. `instance` is 0 outside of ARC. */
  furtherResults: z.array(z.extend(resultSchema, { field: z.string(), instance: z.number() })),
  dkim: z.array(
    z.object({
      domain: z.string(),
      selector: z.string(),
      algorithm: z.string(),
      bodyHash: z.enum(['match', 'mismatch', 'not-determined']),
      signature: z.string(),
      /** The header's part by itself: it can hold though the body was changed. */
      headerSignature: z.string(),
      reason: z.string(),
      start: z.number(),
      end: z.number(),
      /** Bytes of the message that the signature covers: header fields by instance, and the body where its hash matches. */
      covers: z.array(spanSchema),
      /** Fields that people read and that the signature does not cover. */
      uncovered: z.array(headerFieldSchema),
      undone: z.nullable(undoneSchema),
    }),
  ),
  arc: z.array(
    z.object({
      instance: z.number(),
      domain: z.string(),
      bodyHash: z.string(),
      signature: z.string(),
      seal: z.string(),
      reason: z.string(),
      start: z.number(),
      end: z.number(),
    }),
  ),
  /** Signatures by whoever wrote the message. */
  signers: z.array(signerSchema),
  /** The whole chain (RFC 8617 section 4.4). */
  arcChain: z.object({ result: z.string(), reason: z.string() }),
  spf: z.object({ result: z.string(), reason: z.string() }),
  dmarc: z.object({ result: z.string(), reason: z.string() }),
  /** The evidence items with DNS answers that these results stand on, and when they were asked; null where none is used. */
  dnsEvidence: z.nullable(z.string()),
});

export type AuthenticationView = z.infer<typeof authenticationSchema>;
