import { decoder, type TimeDecoder } from './decoder';

const signedAt = /(?:^|;)[ \t\r\n]*t[ \t\r\n]*=[ \t\r\n]*(\d{9,11})(?![\d])/;
const expiresAt = /(?:^|;)[ \t\r\n]*x[ \t\r\n]*=[ \t\r\n]*(\d{9,11})(?![\d])/;
const toMs = ([digits = '']: readonly string[]): number => Number(digits) * 1000;

/** Fields that carry a signature with its time (RFC 6376 section 3.5, RFC 8617 section 4.1). */
export const SIGNATURE_FIELDS: ReadonlyMap<string, string> = new Map([
  ['dkim-signature', 'dkim'],
  ['arc-message-signature', 'arc'],
  ['arc-seal', 'arc-seal'],
  ['x-google-dkim-signature', 'google-dkim'],
  ['x-sonic-dkim-sign', 'sonic-dkim'],
  ['x-developer-signature', 'developer-signature'],
]);

/** `t=`: when the signature was made. `x=`: when it expires, an upper bound for an honest delivery. */
export function signatureDecoders(name: string): readonly TimeDecoder[] {
  const whose = OWNERS.get(name) ?? 'relay';
  return [
    decoder(`${name}.signed`, signedAt, toMs, { whose }),
    decoder(`${name}.expires`, expiresAt, toMs, { whose, bound: 'upper' }),
  ];
}

/** Who signs: a service for its authors, a program of the author, or a server on the way. */
const OWNERS: ReadonlyMap<string, TimeDecoder['whose']> = new Map([
  ['dkim', 'service'],
  ['google-dkim', 'service'],
  ['sonic-dkim', 'service'],
  ['developer-signature', 'author'],
]);
