/** How cases, evidence items, messages and bytes are named. */
import * as z from 'zod/mini';

export const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const evidenceNumberSchema = z.string().check(z.regex(/^E-\d{3,}$/));
/** `E-001/42`: the 42nd message of evidence item E-001, counted from 1. */
export const refSchema = z.string().check(z.regex(/^E-\d{3,}\/[1-9]\d*$/));
export const caseIdSchema = z.string().check(z.regex(/^case_[0-9a-f]{32}$/));
