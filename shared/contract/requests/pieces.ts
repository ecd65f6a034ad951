/** Pieces that the schemas of several requests are made of. */
import * as z from 'zod/mini';
import { TEMPLATES } from '../../briefing/templates';
import { JOURNAL_ACTS } from '../../packet-format/journal-line';
import { refSchema } from '../model';

export const shortText = z.string().check(z.maxLength(400));
export const searchText = z.string().check(z.maxLength(2_000));
export const longText = z.string().check(z.maxLength(20_000));
export const passphrase = z.string().check(z.minLength(1), z.maxLength(1_000));
/** What the desktop process gave for a path that a person chose. */
export const token = z.string().check(z.regex(/^token_[0-9a-f]{32}$/));
export const jobId = z.string().check(z.regex(/^job_[0-9a-f]{32}$/));
export const template = z.enum(TEMPLATES);
export const empty = z.object({});
/** Messages that an act on many is about. */
export const refs = z.array(refSchema).check(z.minLength(1), z.maxLength(10_000));
/** `messages`: how many were changed; others were passed over. */
export const doneOnMany = z.object({ entry: z.number(), messages: z.number() });
/** `first`: entry of the act that was done first; `of`: its kind. */
export const undoStep = z.object({ first: z.number(), of: z.enum(JOURNAL_ACTS) });
