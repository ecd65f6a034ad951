/** A signature by whoever wrote the message, S/MIME or OpenPGP: what it says, and what was found of its key. */
import * as z from 'zod/mini';
import { sha256Schema } from './ids';
import { spanSchema } from './span';

/** From a signer's certificate to one that was taken in as evidence. That it is to be trusted is never said. */
const chainSchema = z.object({
  /** `leads`: to a certificate that was taken in, with everything in order; `fails`: it does, and something is not. */
  result: z.enum(['leads', 'fails', 'no-path', 'not-determined']),
  /** The time that validity was judged at, and whose word that is. */
  judgedAt: z.nullable(z.string()),
  clock: z.enum(['signature', 'date', 'none']),
  /** The signer's first. `evidence` is null for what came with the message alone. */
  certificates: z.array(
    z.object({
      name: z.string(),
      sha256: sha256Schema,
      notBefore: z.nullable(z.string()),
      notAfter: z.nullable(z.string()),
      evidence: z.nullable(z.string()),
    }),
  ),
  reason: z.string(),
});

const signingKeySchema = z.object({
  /** Of the key that signs, and of the primary one that it belongs to. */
  fingerprint: z.string(),
  primary: z.string(),
  created: z.nullable(z.string()),
  /** Those that the key signed itself. */
  names: z.array(z.string()),
  /** What is against it at the time of signing; empty where nothing is. */
  problems: z.array(z.string()),
  source: z.enum(['evidence', 'attached', 'autocrypt']),
  evidence: z.nullable(z.string()),
  reason: z.string(),
});

export const signerSchema = z.object({
  form: z.enum(['smime', 'pgp']),
  /** The name in the certificate, or the key's fingerprint or number; empty where neither is told. */
  signer: z.string(),
  addresses: z.array(z.string()),
  issuer: z.string(),
  signedAt: z.nullable(z.string()),
  content: z.enum(['unchanged', 'changed', 'not-determined']),
  /** Whether it fits the signer's key, as far as that is at hand; nothing is said of whose key it is. */
  signature: z.enum(['good', 'bad', 'not-determined']),
  /** Whether every address of the From field is among them; null where there is none to compare. */
  isFrom: z.nullable(z.boolean()),
  /** S/MIME only. */
  chain: z.nullable(chainSchema),
  /** OpenPGP only: the key that the signature was checked by; null where it is not at hand. */
  key: z.nullable(signingKeySchema),
  reason: z.string(),
  covers: z.array(spanSchema),
  start: z.number(),
  end: z.number(),
});
