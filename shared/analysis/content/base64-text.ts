import { decodeBase64 } from '../../email/base64';
import { decodeBytes, fromByteString } from '../../email/byte-string';

/** Base64 of either alphabet as text; undefined where it is none or holds no text. */
export function fromBase64Text(text: string): string | undefined {
  if (text.length < 2 || text.length > 16_000 || !/^[\w+/=-]+$/.test(text)) return undefined;
  const plain = decodeBytes(decodeBase64(fromByteString(text)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control signs show that it was no text.
  return /[\x00-\x08\x0e-\x1f]/.test(plain) ? undefined : plain;
}
