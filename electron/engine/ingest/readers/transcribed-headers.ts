import { headerLikeness } from './header-likeness';
import { withoutPrefix } from './line-prefix';
import { prefixedMessage, wholeText } from './prefixed-headers';
import type { Reader } from './reader';

/**
 * Headers that a person pasted or typed: never acquired bytes, so never chosen by content.
 *
 * What was on a screen may have lost line ends and blanks; the record says that it is a transcript. Where every line is
 * quoted or indented, that is taken away, and told.
 */
export const transcribedHeadersReader: Reader = {
  id: 'transcribed-headers',
  version: 2,
  recognise: () => undefined,
  split: async (source, context) => {
    const text = await wholeText(source);
    const unprefixed = withoutPrefix(text, true);
    const isHeader = unprefixed !== undefined || headerLikeness(await source.read(0, source.length)).fields > 0;
    if (unprefixed !== undefined) {
      await context.onMessage(prefixedMessage(unprefixed, source.length));
    } else if (isHeader) {
      const { sha256 } = context;
      await context.onMessage({ start: 0, end: source.length, sha256, contentSha256: sha256 });
    }
    return {
      format: 'transcribed',
      variant: '',
      remarks: isHeader ? ['Transcribed by hand or pasted from a screen: not the bytes of a message.'] : [],
    };
  },
};
