import type { ByteString } from '../../../../../shared/email/types';

export interface Decoded {
  readonly codePoint: number;
  readonly length: number;
}

/** What a first byte promises: how many bytes, its own bits, and the smallest code point that may be written so. */
interface Lead {
  readonly length: number;
  readonly bits: number;
  readonly least: number;
}

/**
 * Decodes one character strictly (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF.
 *
 * A lax decoder would show two different byte sequences as the same letter.
 */
export function decodeUtf8At(bytes: ByteString, at: number, limit: number): Decoded | null {
  const lead = readLead(bytes.charCodeAt(at));
  if (lead === null || at + lead.length > limit) {
    return null;
  }
  let codePoint = lead.bits;
  for (let step = 1; step < lead.length; step += 1) {
    const byte = bytes.charCodeAt(at + step);
    if ((byte & 0xc0) !== 0x80) {
      return null;
    }
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const isScalar = codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  return codePoint >= lead.least && isScalar ? { codePoint, length: lead.length } : null;
}

function readLead(byte: number): Lead | null {
  if (byte < 0x80) {
    return { length: 1, bits: byte, least: 0 };
  }
  if (byte >= 0xc2 && byte <= 0xdf) {
    return { length: 2, bits: byte & 0x1f, least: 0x80 };
  }
  if (byte >= 0xe0 && byte <= 0xef) {
    return { length: 3, bits: byte & 0x0f, least: 0x800 };
  }
  return byte >= 0xf0 && byte <= 0xf4 ? { length: 4, bits: byte & 0x07, least: 0x10000 } : null;
}
