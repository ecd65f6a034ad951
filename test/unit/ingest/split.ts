import { createHash } from 'node:crypto';
import { bytesSource } from '../../../electron/engine/ingest/byte-source';
import { isContainerReader } from '../../../electron/engine/ingest/readers/container-reader';
import type { FoundMessage } from '../../../electron/engine/ingest/readers/reader';
import { readerFor } from '../../../electron/engine/ingest/readers/registry';

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256')
    .update(typeof content === 'string' ? Buffer.from(content, 'latin1') : content)
    .digest('hex');

/** Reads a file as the import does: reader by content, then split. */
export async function split(content: string | Uint8Array, name = 'file') {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
  const messages: FoundMessage[] = [];
  const reader = readerFor(bytes.subarray(0, 64 << 10), name);
  const onMessage = async (message: FoundMessage) => {
    messages.push(message);
  };
  const context = { name, sha256: sha256(bytes), signal: undefined, onMessage };
  const read = isContainerReader(reader) ? undefined : await reader?.split(bytesSource(bytes), context);
  const texts = messages.map(({ start, end, changed }) =>
    changed === undefined ? bytes.toString('latin1', start, end) : Buffer.from(changed.bytes).toString('latin1'),
  );
  return { reader: reader?.id, messages, texts, ...read };
}
