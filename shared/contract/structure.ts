/** The MIME tree of a message, part by part, as the window and the command line show it. */
import * as z from 'zod/mini';
import { refSchema, sha256Schema, spanSchema } from './model';

/** A place where the message is not as the standard asks, or can be read in more than one way. */
export const partIssueSchema = z.object({ code: z.string(), what: z.string(), ...spanSchema.shape });

/** A content that only some programs see, and why. */
export const furtherReadingSchema = z.object({
  where: z.string(),
  kind: z.enum(['text', 'html', 'file']),
  mediaType: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: sha256Schema,
  ...spanSchema.shape,
});

export const messagePartSchema = z.object({
  /** As IMAP counts parts (RFC 3501 section 6.4.5); empty for the message itself. */
  path: z.string(),
  /** 0 for the message itself. */
  depth: z.number(),
  mediaType: z.string(),
  /** Empty where the part does not say. So are the next four. */
  charset: z.string(),
  disposition: z.string(),
  encoding: z.string(),
  name: z.string(),
  contentId: z.string(),
  boundary: z.nullable(z.string()),
  /** Header and body; the body begins at `bodyStart`. */
  start: z.number(),
  bodyStart: z.number(),
  end: z.number(),
  /** With the transfer encoding undone; null for what holds further parts. */
  decoded: z.nullable(z.object({ bytes: z.number(), sha256: sha256Schema })),
  /** What the first bytes are, in words; null where they say nothing. */
  kind: z.nullable(z.string()),
  /** Where the first bytes are of another kind than name or declared type say: a sentence. */
  warning: z.nullable(z.string()),
  /** Every type and transfer encoding that the part declares, where it declares more than one. */
  otherTypes: z.array(z.string()),
  otherEncodings: z.array(z.string()),
  issues: z.array(partIssueSchema),
  further: z.array(furtherReadingSchema),
  /** The message of the case that was made of the part. */
  message: z.nullable(refSchema),
});

export const structureSchema = z.object({
  /** Each part before those that it holds. */
  parts: z.array(messagePartSchema),
  /** What was left out, in sentences; null where nothing was. */
  problem: z.nullable(z.string()),
});

export type PartIssue = z.infer<typeof partIssueSchema>;
export type FurtherReading = z.infer<typeof furtherReadingSchema>;
export type MessagePart = z.infer<typeof messagePartSchema>;
export type StructureView = z.infer<typeof structureSchema>;
