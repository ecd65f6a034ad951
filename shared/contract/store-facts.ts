/**
 * What a mailbox or a mail program's file keeps of a message beside its bytes: kept in the line of the message in the list of
 * its evidence item, and never written anew. Cases and messages without it have none.
 */
import * as z from 'zod/mini';

export const storeFactsSchema = z.object({
  kind: z.enum(['msg', 'pst', 'tnef', 'maildir', 'emlx']),
  /** By the store's own names, such as `PR_CREATION_TIME`, `file name` or `date-received`; ISO 8601 in UTC. */
  times: z.array(z.object({ name: z.string(), time: z.string(), precisionSeconds: z.number() })),
  /** What the store itself says that its folder is: `sent`, `outbox`, `deleted`; absent where it does not. */
  folder: z.optional(z.string()),
  /** Marks of the item: `unsent`, `from-me`, `received`, `exchange-sender`. */
  marks: z.optional(z.array(z.string())),
  /** PR_CONVERSATION_INDEX, hexadecimal. */
  conversationIndex: z.optional(z.string()),
  /** Whether the header fields of the transport were kept; absent where the message's own bytes are at hand. */
  hasTransportHeaders: z.optional(z.boolean()),
  /** PR_SUBJECT, where the header fields of the transport were kept beside it; its first 300 signs. */
  subject: z.optional(z.string()),
  /** PR_LAST_MODIFIER_NAME. */
  changedBy: z.optional(z.string()),
});

export type StoreFacts = z.infer<typeof storeFactsSchema>;
