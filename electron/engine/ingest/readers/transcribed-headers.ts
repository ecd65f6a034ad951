import { headerLikeness } from './header-likeness';
import type { Reader } from './reader';

/**
 * Headers that a person pasted or typed: never acquired bytes, so never chosen by content.
 *
 * What was on a screen may have lost line ends and blanks; the record says that it is a transcript.
 */
export const transcribedHeadersReader: Reader = {
  id: 'transcribed-headers',
  version: 1,
  recognise: () => undefined,
  split: async (source, context) => {
    const { fields } = headerLikeness(await source.read(0, source.length));
    if (fields > 0) {
      const { sha256 } = context;
      await context.onMessage({ start: 0, end: source.length, sha256, contentSha256: sha256 });
    }
    return {
      format: 'transcribed',
      variant: '',
      remarks: fields > 0 ? ['Transcribed by hand or pasted from a screen: not the bytes of a message.'] : [],
    };
  },
};
