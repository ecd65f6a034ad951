import { hash } from 'node:crypto';
import { VERSION } from '../../version';
import { type ByteSource, readRange } from '../byte-source';
import { mayHavePrefix, type Unprefixed, withoutPrefix } from './line-prefix';
import type { FoundMessage, Reader } from './reader';

/** A longer text is not read: it is held in memory. */
const MAX_BYTES = 16 << 20;
const BY = `Chainmail ${VERSION}, reader prefixed-headers`;
const REMARK = 'A text of which every line is quoted or indented: what it holds was copied by a person or a program.';

/**
 * Headers that were saved to a text file with every line quoted or indented: no bytes that a server stored. What is left
 * without the prefix is an object of its own, marked as rebuilt.
 */
export const prefixedHeadersReader: Reader = {
  id: 'prefixed-headers',
  version: 1,
  recognise: (head) => {
    const text = mayHavePrefix(head) ? Buffer.from(head).toString('latin1') : '';
    return text !== '' && withoutPrefix(text) !== undefined ? { by: 'content' } : undefined;
  },
  split: async (source, context) => {
    if (source.length > MAX_BYTES) {
      const problem = `headers of which every line is quoted or indented, more than ${MAX_BYTES >> 20} MB: kept whole, not read`;
      return { format: 'unreadable', variant: '', remarks: [], problem };
    }
    const found = withoutPrefix(await wholeText(source));
    if (found !== undefined) {
      await context.onMessage(prefixedMessage(found, source.length));
    }
    return { format: 'eml', variant: 'prefixed', remarks: [REMARK] };
  },
};

export function prefixedMessage({ text, done }: Unprefixed, length: number): FoundMessage {
  const bytes = Buffer.from(text, 'latin1');
  const sha256 = hash('sha256', bytes);
  return { start: 0, end: length, sha256, contentSha256: sha256, changed: { bytes, by: BY, done } };
}

export async function wholeText(source: ByteSource): Promise<string> {
  return (await readRange(source, 0, source.length)).toString('latin1');
}
