/**
 * The two lists that describe an evidence item, as JSON Lines objects in the vault: its files, and the messages in them.
 *
 * The keys that every listing has are those of `case/listing.ts`; these lists carry more.
 * Messages follow each other in the order of their files, so that both lists can be read side by side in bounded memory.
 */
import * as z from 'zod/mini';
import { FailureError } from '../../../shared/contract/failure';
import { originSchema, rebuiltSchema, sha256Schema } from '../../../shared/contract/model';
import { storeFactsSchema } from '../../../shared/contract/store-facts';
import { readListing } from '../case/listing';
import type { StoredObject, Vault } from '../vault/vault';

export const fileLineSchema = z.object({
  /** 1, 2, …: the place in the list. */
  file: z.number(),
  /** Name of a single file, or path below the folder that was taken in. */
  path: z.string(),
  /** The path's bytes, base64, where they are not UTF-8. */
  pathBase64: z.optional(z.string()),
  /** The object of the container that it lies in; `path` then goes through that container. */
  container: z.optional(sha256Schema),
  bytes: z.number(),
  /** Absent for what could not be kept, such as a pipe. */
  sha256: z.optional(sha256Schema),
  /** Last change of the content, as the source's file system said. */
  modifiedAt: z.nullable(z.string()),
  /** Reader and version; empty and 0 for what was not read as mail. */
  reader: z.string(),
  readerVersion: z.number(),
  format: z.string(),
  variant: z.string(),
  messages: z.number(),
  remarks: z.array(z.string()),
  /** Why it was set aside; null when it was read. */
  reason: z.nullable(z.string()),
});

export const messageLineSchema = z.object({
  /** 1, 2, … over the whole evidence item. */
  n: z.number(),
  /** The file's place in the list of files. */
  file: z.number(),
  object: sha256Schema,
  offset: z.number(),
  length: z.number(),
  sha256: sha256Schema,
  contentSha256: sha256Schema,
  /** How it came; acquired where it is not said. */
  origin: z.optional(originSchema),
  /** The number of the message that it is enclosed in. */
  parent: z.optional(z.number()),
  /** Where it is inside its file: the folder of a mail program, the part of a message. */
  inside: z.optional(z.string()),
  rebuilt: z.optional(rebuiltSchema),
  /** What its mailbox keeps of it beside its bytes; no list before had it. */
  store: z.optional(storeFactsSchema),
});

export type FileLine = z.infer<typeof fileLineSchema>;
export type MessageLine = z.infer<typeof messageLineSchema>;

/** A message with the path of its file inside the evidence item; empty for a single file. */
export interface ListedMessage extends MessageLine {
  readonly source: string;
}

/** What names the lists: an evidence item of the case's view. */
export interface ListedEvidence {
  readonly format: string;
  readonly files: StoredObject;
  readonly messageList: StoredObject;
}

export async function* readFileLines(vault: Vault, evidence: ListedEvidence): AsyncGenerator<FileLine> {
  for await (const value of readListing(vault, evidence.files.sha256)) {
    yield fileLineSchema.parse(value);
  }
}

/**
 * Every message of an evidence item, in order, with its source.
 *
 * @throws FailureError `case-damaged` when a list is missing or is not one
 */
export async function* readListedMessages(vault: Vault, evidence: ListedEvidence): AsyncGenerator<ListedMessage> {
  try {
    yield* joinLists(vault, evidence);
  } catch (error) {
    throw error instanceof FailureError ? error : damagedList(error);
  }
}

/** Every object that the two lists name. */
export async function* listedObjects(
  vault: Vault,
  lists: Pick<ListedEvidence, 'files' | 'messageList'>,
): AsyncGenerator<string> {
  for await (const { sha256 } of readListing(vault, lists.files.sha256)) {
    yield String(sha256);
  }
  for await (const { object } of readListing(vault, lists.messageList.sha256)) {
    yield String(object);
  }
}

function damagedList(cause: unknown): FailureError {
  return new FailureError(
    'case-damaged',
    'The list of the messages of an evidence item cannot be read. Nothing was changed, and the evidence itself may be whole. Verify the case to see what is damaged, and bring it back from a copy.',
    { cause },
  );
}

async function* joinLists(vault: Vault, evidence: ListedEvidence): AsyncGenerator<ListedMessage> {
  const files = readFileLines(vault, evidence);
  let current: FileLine | undefined;
  for await (const value of readListing(vault, evidence.messageList.sha256)) {
    const line = messageLineSchema.parse(value);
    while (current === undefined || current.file < line.file) {
      const next = await files.next();
      if (next.done === true) {
        break;
      }
      current = next.value;
    }
    yield { ...line, source: sourceOf(evidence, current, line) };
  }
}

/** Path inside the evidence item; empty for a single file's own messages. */
function sourceOf({ format }: ListedEvidence, file: FileLine | undefined, { inside }: MessageLine): string {
  const isNamed = FOLDER_FORMATS.has(format) || file?.container !== undefined || inside !== undefined;
  return isNamed ? [file?.path ?? '', ...(inside === undefined ? [] : [inside])].join('/') : '';
}

const FOLDER_FORMATS: ReadonlySet<string> = new Set(['folder', 'maildir', 'mh', 'apple-mail']);
