/** Whether the signature of S/MIME fits a key (RFC 5652 section 5.6). Whose key it is, is another question. */
import type { CmsSigner } from '../analysis/signatures/cms';
import type { MessageSignature, SignedContent } from '../analysis/signatures/message-signature';
import { compareBytes, DER, readDer, wholeElement } from '../packet-format/der';
import { derElement } from '../packet-format/timestamp/der-writer';
import { type SchemeVerifier, type SignatureScheme, signatureScheme } from './scheme';

export interface CmsCheck {
  /**
   * How the signature fits: `no-certificate`: the signer's is nowhere; `unknown`: made in a way that is not computed here;
   * `other`: a signature over the part itself that does not fit, so that either the part was changed or the key is another.
   */
  readonly check: 'good' | 'bad' | 'other' | 'no-certificate' | 'unknown';
  /** Whether the part is unchanged, where the signature itself tells. */
  readonly content: SignedContent;
}

/** @param publicKey the signer's, SubjectPublicKeyInfo */
export function checkCms(
  signature: MessageSignature,
  signer: CmsSigner,
  publicKey: Uint8Array | undefined,
  verify: SchemeVerifier,
): CmsCheck {
  const { content } = signature;
  const scheme = signatureScheme(signer.algorithm, signer.digest);
  if (publicKey === undefined) return { check: 'no-certificate', content };
  if (scheme === undefined) return { check: 'unknown', content };
  const fits: Fits = (data) => verify(scheme, publicKey, data, signer.signature);
  if (!signer.hasAttributes) return overContent(signature, fits);
  const isSame = isSameDigest(scheme, signer);
  return {
    check: signer.signedBytes === undefined || !isSame ? 'unknown' : overAttributes(signer.signedBytes, fits),
    content,
  };
}

type Fits = (data: Uint8Array) => ReturnType<SchemeVerifier>;

/** The digest over the part and the one under the signature are the same in all that programs write; others are not judged. */
function isSameDigest(scheme: SignatureScheme, { digest }: CmsSigner): boolean {
  return scheme.kind === 'ed25519' || digest === undefined || scheme.digest === digest;
}

/** Some programs sort the attributes for the signature alone (X.690 section 11.6), and write them otherwise. */
function overAttributes(signedBytes: Uint8Array, fits: Fits): 'good' | 'bad' | 'unknown' {
  const asTheyLie = fits(signedBytes);
  if (asTheyLie !== 'bad') return asTheyLie;
  const members = readDer(wholeElement(signedBytes)?.content ?? new Uint8Array(0)) ?? [];
  const sorted = members.map(({ raw }) => raw).sort(compareBytes);
  return fits(derElement(DER.set, ...sorted));
}

/** Without attributes the part itself is signed (section 5.4). */
function overContent({ forms, isOwn, content }: MessageSignature, fits: Fits): CmsCheck {
  let isTried = false;
  for (const form of forms()) {
    const answer = fits(form);
    if (answer === 'good') return { check: 'good', content: 'unchanged' };
    if (answer === 'unknown') return { check: 'unknown', content };
    isTried = true;
  }
  return { check: isTried && isOwn ? 'other' : 'unknown', content };
}
