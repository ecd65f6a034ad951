/** What an authority answers: TimeStampResp (RFC 3161 section 2.4.2), or the token alone. */
import { DER, type DerNode, isOid, membersOf, onlyMember, wholeElement } from '../der';
import { TIMESTAMP_OID } from './identifiers';

export type ResponseReading =
  | { readonly kind: 'token'; readonly token: Uint8Array; readonly isBare: boolean }
  /** The authority refused; `reason` is its own words, or what its code means. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  | { readonly kind: 'malformed' };

/** PKIFailureInfo, by the number of its bit (RFC 3161 section 2.4.2). */
const FAILURES: ReadonlyMap<number, string> = new Map([
  [0, 'it does not support the algorithm'],
  [2, 'it does not permit or support the transaction'],
  [5, 'the data has the wrong format'],
  [14, 'its source of time is not available'],
  [15, 'it does not support the policy that was asked for'],
  [16, 'it does not support an extension that was asked for'],
  [17, 'the additional information asked for is not available'],
  [25, 'the request could not be handled because of a failure of its system'],
]);

const RESPONSE_MAX = 1 << 20;
/** granted and grantedWithMods. */
const GRANTED_MAX = 1;

/** Reads a file from an authority. Never throws. */
export function readResponse(bytes: Uint8Array): ResponseReading {
  const outer = bytes.length > RESPONSE_MAX ? undefined : wholeElement(bytes);
  const [first, token, ...surplus] = membersOf(outer, DER.sequence) ?? [];
  if (isOid(first, TIMESTAMP_OID.signedData)) {
    return { kind: 'token', token: bytes, isBare: true };
  }
  const status = statusOf(first);
  if (status === undefined || surplus.length > 0) {
    return { kind: 'malformed' };
  }
  if (status.number > GRANTED_MAX) {
    return { kind: 'refused', status: status.number, reason: status.reason };
  }
  return token === undefined ? { kind: 'malformed' } : { kind: 'token', token: token.raw, isBare: false };
}

interface Status {
  readonly number: number;
  readonly reason: string;
}

const FREE_TEXT_MAX = 300;

/** PKIStatusInfo: a number, words, bits; the last two may be absent. */
function statusOf(node: DerNode | undefined): Status | undefined {
  const [number, ...rest] = membersOf(node, DER.sequence) ?? [];
  const value = number?.tag === DER.integer && number.content.length === 1 ? number.content[0] : undefined;
  if (value === undefined || value > 5) {
    return undefined;
  }
  const words = rest.find(({ tag }) => tag === DER.sequence);
  const bits = rest.find(({ tag }) => tag === DER.bitString);
  const reasons = [...textsOf(words), ...failuresOf(bits)];
  return { number: value, reason: reasons.join('; ').slice(0, FREE_TEXT_MAX) };
}

function textsOf(words: DerNode | undefined): readonly string[] {
  return (membersOf(words, DER.sequence) ?? []).map(({ content }) => new TextDecoder('utf-8').decode(content));
}

function failuresOf(bits: DerNode | undefined): readonly string[] {
  const bytes = bits?.content.subarray(1) ?? new Uint8Array(0);
  return [...FAILURES].filter(([bit]) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0).map(([, text]) => text);
}

/** The bytes of a token's one SignedData; undefined for another content (RFC 5652 section 3). */
export function signedDataIn(token: Uint8Array): DerNode | undefined {
  const [type, wrapped, ...surplus] = membersOf(wholeElement(token), DER.sequence) ?? [];
  return isOid(type, TIMESTAMP_OID.signedData) && surplus.length === 0 ? onlyMember(wrapped, DER.context0) : undefined;
}
