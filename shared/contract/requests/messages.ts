/** Messages: lists, searches, one message, what is written out of it. */
import * as z from 'zod/mini';
import { LIST_SORTS } from '../list-sorts';
import { messageRowSchema, messageSchema, refSchema, sha256Schema } from '../model';
import { relationSchema, relationSummariesSchema } from '../relations';
import { savedSearchSchema } from '../saved-search';
import { structureSchema } from '../structure';
import { empty, jobId, longText, refs, searchText, shortText, token } from './pieces';

export const messageRequests = {
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
  /** Looks for times that scripts hashed into ids, in these messages, or in all of the case. Found ones are recorded. */
  'times:solve': {
    input: z.object({
      refs: z.nullable(refs),
      windowSeconds: z.int().check(z.gte(0), z.lte(604_800)),
    }),
    output: z.object({ jobId }),
  },
  /** Writes the script that asks the DNS elsewhere, to the file behind `place`. */
  'dns:questions': {
    input: z.object({ place: token }),
    output: z.object({ file: z.string(), questions: z.number(), missing: z.number() }),
  },
} as const;
