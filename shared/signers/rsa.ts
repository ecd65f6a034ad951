/** RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.2) by numbers alone, for rules, which see the message's bytes and nothing else. */
import { digestOf } from '../analysis/signatures/digest';
import { DER, hexOf, membersOf, oidOf, wholeBits, wholeElement } from '../packet-format/der';
import type { DigestName } from '../packet-format/timestamp/identifiers';
import { bitsOf, numberIn, power } from './modular';
import type { SchemeVerifier } from './scheme';

const RSA = '2a864886f70d010101';
/** DigestInfo up to the digest, with the parameters that the standard asks for and without (section 9.2, note 1; appendix A.2.4). */
const PREFIXES: Readonly<Record<DigestName, readonly string[]>> = {
  sha1: ['3021300906052b0e03021a05000414', '301f300706052b0e03021a0414'],
  sha256: ['3031300d060960864801650304020105000420', '302f300b06096086480165030402010420'],
  sha384: ['3041300d060960864801650304020205000430', '303f300b06096086480165030402020430'],
  sha512: ['3051300d060960864801650304020305000440', '304f300b06096086480165030402030440'],
};
/** More costs time; fewer hold no digest. */
const BITS = { least: 512, most: 8_192 };
const MAX_EXPONENT_BITS = 33;

/** Other schemes and keys are unknown to it. */
export const verifyRsa: SchemeVerifier = (scheme, publicKey, data, signature) => {
  const key = scheme.kind === 'rsa' ? readRsaKey(publicKey) : undefined;
  if (scheme.kind !== 'rsa' || key === undefined) return 'unknown';
  const { modulus, exponent, size } = key;
  const value = numberIn(signature);
  if (signature.length !== size || value >= modulus) return 'bad';
  const message = power(value, exponent, modulus)
    .toString(16)
    .padStart(size * 2, '0');
  const digest = hexOf(digestOf(scheme.digest, [data]));
  return PREFIXES[scheme.digest].some((prefix) => padded(`${prefix}${digest}`, size) === message) ? 'good' : 'bad';
};

/** `00 01 FF … FF 00`, then the digest with its name. */
function padded(told: string, size: number): string {
  return `0001${'ff'.repeat(Math.max(8, size - 3 - told.length / 2))}00${told}`;
}

interface RsaKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  /** Bytes of the modulus. */
  readonly size: number;
}

function readRsaKey(publicKey: Uint8Array): RsaKey | undefined {
  const [algorithm, bits] = membersOf(wholeElement(publicKey), DER.sequence) ?? [];
  const isRsa = oidOf((membersOf(algorithm, DER.sequence) ?? [])[0]) === RSA;
  const [first, second, ...surplus] = membersOf(wholeElement(wholeBits(bits) ?? EMPTY), DER.sequence) ?? [];
  if (!isRsa || first?.tag !== DER.integer || second?.tag !== DER.integer || surplus.length > 0) return undefined;
  if (first.content.length > BITS.most / 8 + 1 || second.content.length > 5) return undefined;
  const [modulus, exponent] = [numberIn(first.content), numberIn(second.content)];
  const length = bitsOf(modulus);
  const isUsual = length >= BITS.least && length <= BITS.most && exponent > 1n && bitsOf(exponent) < MAX_EXPONENT_BITS;
  return isUsual ? { modulus, exponent, size: Math.ceil(length / 8) } : undefined;
}

const EMPTY = new Uint8Array(0);
