import { headerLikeness } from './header-likeness';
import type { Reader, ReaderMatch } from './reader';
import { throwIfCancelled } from './throw-if-cancelled';

/** One message in a file of its own (RFC 5322), as it is: with LF or CRLF, with or without a leading `From ` line. */
export const emlReader: Reader = {
  id: 'eml',
  version: 1,
  recognise,
  split: async (source, context) => {
    throwIfCancelled(context.signal);
    const { sha256 } = context;
    await context.onMessage({ start: 0, end: source.length, sha256, contentSha256: sha256 });
    return { format: 'eml', variant: '', remarks: [] };
  },
};

function recognise(head: Uint8Array, name: string): ReaderMatch | undefined {
  const { fields, mailFields } = headerLikeness(head);
  if (mailFields > 0) {
    return { by: 'content' };
  }
  return fields > 0 && /\.eml$/i.test(name) ? { by: 'name' } : undefined;
}
