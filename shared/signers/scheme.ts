/** By which arithmetic a signature of X.509 or CMS is checked, from the identifier of its algorithm. */
import { DER, type DerNode, membersOf, oidOf, onlyMember, wholeElement } from '../packet-format/der';
import { type DigestName, digestNamed } from '../packet-format/timestamp/identifiers';

export type SignatureScheme =
  | { readonly kind: 'rsa' | 'ecdsa'; readonly digest: DigestName }
  | { readonly kind: 'pss'; readonly digest: DigestName; readonly saltLength: number }
  | { readonly kind: 'ed25519' };

/** Whether the key (SubjectPublicKeyInfo, DER) made the signature over the data; `unknown`: not computed here. Never throws. */
export type SchemeVerifier = (
  scheme: SignatureScheme,
  publicKey: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
) => 'good' | 'bad' | 'unknown';

const OID = {
  rsa: '2a864886f70d010101',
  pss: '2a864886f70d01010a',
  mgf1: '2a864886f70d010108',
  ecPublicKey: '2a8648ce3d0201',
  ed25519: '2b6570',
} as const;

/** Identifiers that name the digest too (RFC 8017 appendix A.2.4, RFC 5758 section 3.2). */
const WITH_DIGEST: ReadonlyMap<string, SignatureScheme> = new Map([
  ['2a864886f70d010105', { kind: 'rsa', digest: 'sha1' }],
  ['2a864886f70d01010b', { kind: 'rsa', digest: 'sha256' }],
  ['2a864886f70d01010c', { kind: 'rsa', digest: 'sha384' }],
  ['2a864886f70d01010d', { kind: 'rsa', digest: 'sha512' }],
  ['2a8648ce3d0401', { kind: 'ecdsa', digest: 'sha1' }],
  ['2a8648ce3d040302', { kind: 'ecdsa', digest: 'sha256' }],
  ['2a8648ce3d040303', { kind: 'ecdsa', digest: 'sha384' }],
  ['2a8648ce3d040304', { kind: 'ecdsa', digest: 'sha512' }],
]);

/**
 * @param algorithm AlgorithmIdentifier, DER
 * @param beside the digest that is named beside it, as CMS does where the algorithm is the key's alone (RFC 3370 section 3.2)
 */
export function signatureScheme(algorithm: Uint8Array, beside?: DigestName): SignatureScheme | undefined {
  const [identifier, parameters] = membersOf(wholeElement(algorithm), DER.sequence) ?? [];
  const oid = oidOf(identifier);
  if (oid === OID.ed25519) return { kind: 'ed25519' };
  if (oid === OID.pss) return pssScheme(parameters);
  if (beside !== undefined && (oid === OID.rsa || oid === OID.ecPublicKey)) {
    return { kind: oid === OID.rsa ? 'rsa' : 'ecdsa', digest: beside };
  }
  return WITH_DIGEST.get(oid);
}

/** Salts are as long as the digest, or, by OpenSSL, as long as the key has room for. */
const MAX_SALT = 2_048;
const TRAILER = 0xa3;

/** RSASSA-PSS-params (RFC 4055 section 3.1); a mask of another digest is not computed here. */
function pssScheme(parameters: DerNode | undefined): SignatureScheme | undefined {
  if (parameters === undefined) return { kind: 'pss', digest: 'sha1', saltLength: 20 };
  const fields = membersOf(parameters, DER.sequence) ?? [];
  const field = (tag: number): DerNode | undefined =>
    onlyMember(
      fields.find((one) => one.tag === tag),
      tag,
    );
  const hash = field(0xa0);
  const digest = hash === undefined ? 'sha1' : digestIn(hash);
  const mask = field(0xa1);
  const [maskOid, maskHash] = membersOf(mask, DER.sequence) ?? [];
  const maskDigest = mask === undefined ? 'sha1' : oidOf(maskOid) === OID.mgf1 ? digestIn(maskHash) : undefined;
  const salt = field(0xa2);
  const saltLength = salt === undefined ? 20 : numberIn(salt);
  const isUsual = fields.every(({ tag }) => tag >= 0xa0 && tag <= TRAILER) && saltLength <= MAX_SALT;
  return isUsual && digest !== undefined && digest === maskDigest ? { kind: 'pss', digest, saltLength } : undefined;
}

function numberIn({ tag, content }: DerNode): number {
  return tag === DER.integer && content.length <= 3 ? content.reduce((sum, byte) => sum * 256 + byte, 0) : Number.NaN;
}

function digestIn(identifier: DerNode | undefined): DigestName | undefined {
  return digestNamed(oidOf((membersOf(identifier, DER.sequence) ?? [])[0]));
}
