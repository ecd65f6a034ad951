import { toByteString } from '../email/byte-string';
import type { ByteString, HeaderField } from '../email/types';

/** A field as it lies in the message: from its name to before its last line end. */
export function fieldSource(bytes: Uint8Array): (field: HeaderField) => ByteString {
  return ({ span, bodySpan }) => toByteString(bytes, span.start, Math.max(span.start, bodySpan.end));
}
