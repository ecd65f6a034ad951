import { emlReader } from './eml';
import { emlxReader } from './emlx';
import { mboxReader } from './mbox';
import type { Reader } from './reader';
import { transcribedHeadersReader } from './transcribed-headers';

/** Every format, in the order in which they are asked. To add one: its file, and its line here. */
export const READERS: readonly Reader[] = [mboxReader, emlxReader, emlReader, transcribedHeadersReader];

/** The reader for a file that begins with `head`; undefined when it is no email that can be read. */
export function readerFor(head: Uint8Array, name: string): Reader | undefined {
  return READERS.find((reader) => reader.recognise(head, name) !== undefined);
}
