import { hash } from 'node:crypto';
import { VERSION } from '../../version';
import { bytesSource } from '../byte-source';
import { HEAD_BYTES, type Reader } from './reader';
import { type WideEncoding, wideEncodingOf, wideToUtf8 } from './wide-text';

/** A larger file is not converted: it is held in memory. */
const MAX_BYTES = 64 << 20;
const BY = `Chainmail ${VERSION}, reader wide-mail`;

/**
 * Messages and mailboxes that were saved as UTF-16 or UTF-32, as Windows' "Unicode": no header can be read from their
 * bytes. They are converted to UTF-8, and what is found in that is an object of its own, marked as rebuilt.
 *
 * @param readers what the converted text can be, in the order in which it is asked
 */
export function wideMailReader(readers: readonly Reader[]): Reader {
  const readerFor = (text: Uint8Array, name: string): Reader | undefined =>
    readers.find((reader) => reader.recognise(text.subarray(0, HEAD_BYTES), name) !== undefined);
  return {
    id: 'wide-mail',
    version: 1,
    recognise: (head, name) => {
      const encoding = wideEncodingOf(head);
      const text = encoding === undefined ? undefined : convertedHead(head, encoding);
      return text !== undefined && readerFor(text, name) !== undefined ? { by: 'content' } : undefined;
    },
    split: async (source, context) => {
      const encoding = wideEncodingOf(await source.read(0, HEAD_BYTES));
      if (encoding === undefined || source.length > MAX_BYTES) {
        const problem = `text in ${encoding?.name ?? 'UTF-16'} of more than ${MAX_BYTES >> 20} MB: kept whole, not read`;
        return { format: 'unreadable', variant: '', remarks: [], problem };
      }
      const text = await wideToUtf8(source, encoding);
      const done = doneTo(text, encoding, source.length);
      const inner = readerFor(text, context.name);
      const read = await inner?.split(bytesSource(text), {
        ...context,
        sha256: hash('sha256', text),
        onMessage: async (found) => {
          const bytes = found.changed?.bytes ?? Uint8Array.from(text.subarray(found.start, found.end));
          const changed = { bytes, by: BY, done: [...done, ...(found.changed?.done ?? [])] };
          await context.onMessage({ ...found, start: 0, end: source.length, changed });
        },
      });
      return read ?? { format: 'unreadable', variant: '', remarks: [] };
    },
  };
}

function convertedHead(head: Uint8Array, encoding: WideEncoding): Uint8Array | undefined {
  // Of the beginning only what ASCII can say is looked at: one byte of each unit.
  const low = encoding.mark + (encoding.isBigEndian ? encoding.unit - 1 : 0);
  const length = Math.max(0, Math.ceil((head.length - low) / encoding.unit));
  return Uint8Array.from({ length }, (_, n) => head[low + n * encoding.unit] ?? 0);
}

function doneTo(text: Buffer, { name, unit, mark }: WideEncoding, bytes: number): readonly string[] {
  const invalid = text.toString('utf8').split('\ufffd').length - 1;
  const half = (bytes - mark) % unit;
  return [
    `converted from ${name} to UTF-8, with the charsets that it names left as they are`,
    ...(mark === 0 ? [`${name} was told by its NUL bytes`] : ['the byte order mark was left out']),
    ...(invalid === 0 ? [] : [`${invalid} signs that are not valid or not known are U+FFFD`]),
    ...(half === 0 ? [] : [`its last ${half} bytes are no whole sign`]),
  ];
}
