import { hashRange } from './hash-range';
import { headerLikeness, isFieldLine } from './header-likeness';
import type { Reader, ReaderMatch } from './reader';

/**
 * Apple Mail's `.emlx`: a line with the message's length, the message, then a property list of Apple Mail's own.
 *
 * The message is a range of the file. `.partial.emlx` is the same with attachments kept elsewhere.
 */
export const emlxReader: Reader = {
  id: 'emlx',
  version: 1,
  recognise,
  split: async (source, context) => {
    const first = lengthLine(await source.read(0, 200));
    if (first === undefined) {
      return { format: 'unreadable', variant: '', remarks: [] };
    }
    const stated = first.end + first.length;
    await context.onMessage(await hashRange(source, first.end, Math.min(stated, source.length), false));
    const remarks =
      stated > source.length ? ['The file is shorter than its first line says; what is there was read.'] : [];
    return { format: 'eml', variant: 'emlx', remarks };
  },
};

function recognise(head: Uint8Array): ReaderMatch | undefined {
  const first = lengthLine(head);
  if (first === undefined) {
    return undefined;
  }
  const rest = head.subarray(first.end);
  const firstLine = Buffer.from(rest.subarray(0, 200)).toString('latin1');
  return isFieldLine(firstLine) && headerLikeness(rest).mailFields > 0 ? { by: 'content' } : undefined;
}

function lengthLine(head: Uint8Array): { readonly length: number; readonly end: number } | undefined {
  const match = /^(\d{1,12})[ \t]*\r?\n/.exec(Buffer.from(head.subarray(0, 200)).toString('latin1'));
  return match === null ? undefined : { length: Number(match[1]), end: match[0].length };
}
