import { fromBase64 as decode, toBase64 } from '../pem';

/** The bytes of a base64 text (RFC 4648 section 4); undefined unless it is the one way to write them. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = decode(text);
  return bytes !== undefined && toBase64(bytes) === text ? bytes : undefined;
}
