/** Signatures by whoever wrote the message, with what was checked of each and what was not. */
import type { MessageSignature } from '../../../shared/analysis/signatures/message-signature';
import { signedParts } from '../../../shared/analysis/signatures/signed-parts';
import type { AuthenticationView } from '../../../shared/contract/model';
import type { Anatomy } from '../../../shared/email/types';
import { type SignerCheck, signerReason } from '../../../shared/wording/signers';
import { checkCms } from '../authentication/check-cms';
import { isoTime } from './iso-time';

type SignerView = AuthenticationView['signers'][number];

/** @param isWhole else nothing is said of the parts, of which some are missing */
export function signerViews(bytes: Uint8Array, anatomy: Anatomy, isWhole: boolean): SignerView[] {
  return isWhole ? signedParts({ bytes, anatomy }).signatures.map(signerView) : [];
}

function signerView(signature: MessageSignature): SignerView {
  const { form, signer, addresses, certificate, signedAt, content, cms, covers, span } = signature;
  const check = cms === undefined ? 'unknown' : checkCms(cms);
  return {
    form,
    signer,
    addresses: [...addresses],
    issuer: certificate?.issuerName ?? '',
    signedAt: isoTime(signedAt?.value),
    content,
    signature: RESULT[check],
    reason: signerReason(signature, check),
    covers: covers === undefined ? [] : [{ ...covers }],
    start: span.start,
    end: span.end,
  };
}

const RESULT: Readonly<Record<SignerCheck, SignerView['signature']>> = {
  good: 'good',
  bad: 'bad',
  'no-certificate': 'not-determined',
  unknown: 'not-determined',
};
