import { fromByteString } from '../../email/byte-string';
import { readDecodedBody } from '../../email/decoded-body';
import type { Span } from '../../email/types';
import { equalBytes } from '../../packet-format/der';
import { type CmsSigner, readSignedData } from './cms';
import { type DigestBudget, digestOf } from './digest';
import { placedFact } from './fact-at';
import type { MessageSignature, SignedContent } from './message-signature';
import type { PlacedPart } from './placed-parts';
import { signedForms } from './signed-forms';
import { besideOf, MAX_SIGNED } from './signed-sibling';

/** Signatures by S/MIME (RFC 8551), in a part beside the signed one and around it. */

const MAX_SIGNATURE = 256 << 10;

/** Beside it: `multipart/signed` (section 3.5.3). */
export function detachedSignatures(
  bytes: Uint8Array,
  placed: PlacedPart,
  budget: DigestBudget,
): readonly MessageSignature[] {
  const { covers, isDeclared } = besideOf(placed);
  const forms = () => (covers === undefined ? [] : signedForms(bytes.subarray(covers.start, covers.end)));
  return readPart(bytes, placed, MAX_SIGNATURE, (signer) => ({
    covers,
    content: covers === undefined ? 'not-determined' : stateOf(signer, forms(), isDeclared, budget),
    isOwn: isDeclared && !placed.isEnclosed,
    forms,
  }));
}

/** Around it: `application/pkcs7-mime` (section 3.5.2). An encrypted message holds no signature that can be read. */
export function opaqueSignatures(
  bytes: Uint8Array,
  placed: PlacedPart,
  budget: DigestBudget,
): readonly MessageSignature[] {
  return readPart(bytes, placed, MAX_SIGNED, (signer, inside) => ({
    covers: undefined,
    content: inside === undefined ? 'not-determined' : stateOf(signer, [inside], true, budget),
    isOwn: !placed.isEnclosed,
    forms: () => (inside === undefined ? [] : [inside]),
  }));
}

type Judgement = Pick<MessageSignature, 'covers' | 'content' | 'isOwn' | 'forms'>;

function readPart(
  bytes: Uint8Array,
  { part }: PlacedPart,
  limit: number,
  judge: (signer: CmsSigner, inside: Uint8Array | undefined) => Judgement,
): readonly MessageSignature[] {
  const body = readDecodedBody(bytes, part, limit);
  const signed = readSignedData(fromByteString(body.content));
  const placeOf = ({ start, end }: Span): Span => body.place(start, end);
  return (signed?.signers ?? []).map((signer): MessageSignature => {
    const { certificate, signedAt } = signer;
    const address = certificate?.addressPlace;
    return {
      form: 'smime',
      part,
      span: placeOf(signer.span),
      signedAt: signedAt === undefined ? undefined : placedFact(signedAt, placeOf),
      hash: signer.hash,
      signer: certificate?.name ?? '',
      addresses: certificate?.addresses ?? [],
      addressSpan: address === undefined ? undefined : placeOf(address),
      certificate:
        certificate === undefined
          ? undefined
          : {
              issuerName: certificate.issuerName,
              notBefore: placedFact(certificate.notBefore, placeOf),
              notAfter: placedFact(certificate.notAfter, placeOf),
            },
      cms: signer,
      pgp: undefined,
      ...judge(signer, signed?.content),
    };
  });
}

/** @param isDeclared changed is said only where the message itself declares that this was signed */
function stateOf(
  { digest, messageDigest }: CmsSigner,
  forms: Iterable<Uint8Array>,
  isDeclared: boolean,
  budget: DigestBudget,
): SignedContent {
  if (digest === undefined || messageDigest === undefined) return 'not-determined';
  for (const form of forms) {
    if (!budget.take(form.length)) return 'not-determined';
    if (equalBytes(digestOf(digest, [form]), messageDigest)) return 'unchanged';
  }
  return isDeclared ? 'changed' : 'not-determined';
}
