/** Parts of the case's view that are put back by an undo as they stood: one schema for the view and for the record. */
import * as z from 'zod/mini';
import { exhibitSchema, redactedPersonSchema, sha256Schema } from '../../../shared/contract/model';

/** Who did it, when, by which entry. */
export const stampFields = { by: z.string(), at: z.string(), entry: z.number() };

export const exhibitViewSchema = z.strictObject({ ...exhibitSchema.shape, message: sha256Schema, entry: z.number() });

export const boundaryViewSchema = z.strictObject({
  ref: z.string(),
  trustedHops: z.number(),
  reason: z.string(),
  ...stampFields,
});

export const protectedListSchema = z.strictObject({
  names: z.array(z.string()),
  domains: z.array(z.string()),
  addresses: z.array(z.string()),
});

/** Whom a redacted packet does not name, and the entry that says so. */
export const redactionSchema = z.strictObject({
  persons: z.array(z.strictObject(redactedPersonSchema.shape)),
  next: z.number(),
  /** SHA-256 of the record, salted: the journal's commitment to the list. */
  record: sha256Schema,
  ...stampFields,
});

export const savedSearchSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  ...stampFields,
});
