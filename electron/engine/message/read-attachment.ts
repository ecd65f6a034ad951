/** One attached file, as the list of attachments counts them. Runs in a worker. */
import { readOneFile } from './body-reading';
import { LIMITS } from './limits';
import type { ReadRequest } from './read-message';
import { readPlace } from './read-place';
import { undoQuoting } from './undo-quoting';

export interface AttachmentRequest extends Pick<ReadRequest, 'place' | 'unquotes'> {
  /** Place in `attachments` of the message's reading, from 0. */
  readonly index: number;
}

export interface ReadAttachment {
  /** As the message has it. */
  readonly name: string;
  readonly content: Uint8Array;
}

export async function readAttachment({ place, unquotes, index }: AttachmentRequest): Promise<ReadAttachment | null> {
  const bytes = readPlace(place, LIMITS.messageBytes);
  const file = await readOneFile(unquotes ? undoQuoting(bytes) : bytes, index);
  // A copy of its own: a Buffer may be a view of memory that many share.
  return file === undefined ? null : { name: file.name, content: Uint8Array.from(file.content) };
}
