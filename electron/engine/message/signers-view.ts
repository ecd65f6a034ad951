/** Signatures by whoever wrote the message, with what was checked of each and what was not. */
import { createHash } from 'node:crypto';
import type { MessageSignature } from '../../../shared/analysis/signatures/message-signature';
import { signedParts } from '../../../shared/analysis/signatures/signed-parts';
import type { AuthenticationView } from '../../../shared/contract/model';
import type { Anatomy } from '../../../shared/email/types';
import type { ChainLink } from '../../../shared/signers/chain-link';
import { type CmsCheck, checkCms } from '../../../shared/signers/check-cms';
import { type HeldCertificates, NO_CERTIFICATES } from '../../../shared/signers/held-certificates';
import { type ChainVerdict, judgeChain } from '../../../shared/signers/judge-chain';
import { chainReason } from '../../../shared/wording/signer-chain';
import { signerReason } from '../../../shared/wording/signers';
import { verifyScheme } from '../signers/verify-scheme';
import { isoTime } from './iso-time';

type SignerView = AuthenticationView['signers'][number];

/** What the case holds to check signatures by. */
export interface HeldForSigners {
  readonly certificates: HeldCertificates;
}

export const NOTHING_HELD: HeldForSigners = { certificates: NO_CERTIFICATES };

/** @param isWhole else nothing is said of the parts, of which some are missing */
export function signerViews(
  bytes: Uint8Array,
  anatomy: Anatomy,
  isWhole: boolean,
  held: HeldForSigners = NOTHING_HELD,
): SignerView[] {
  return isWhole ? signedParts({ bytes, anatomy }).signatures.map((one) => signerView(one, anatomy, held)) : [];
}

function signerView(signature: MessageSignature, anatomy: Anatomy, held: HeldForSigners): SignerView {
  const { form, certificate, signedAt, cms, covers, span } = signature;
  const verdict =
    cms === undefined ? undefined : judgeChain(cms, anatomy.date?.instantMs, held.certificates, verifyScheme);
  const signer = verdict?.signer?.certificate;
  const key = cms?.certificate?.publicKey ?? signer?.publicKey;
  const { check, content }: CmsCheck =
    cms === undefined ? { check: 'unknown', content: signature.content } : checkCms(signature, cms, key, verifyScheme);
  const addresses = signature.addresses.length === 0 ? (signer?.addresses ?? []) : signature.addresses;
  return {
    form,
    signer: signature.signer === '' ? (signer?.name ?? '') : signature.signer,
    addresses: [...addresses],
    issuer: certificate?.issuerName ?? signer?.issuerName ?? '',
    signedAt: isoTime(signedAt?.value),
    content,
    signature: RESULT[check],
    isFrom: isFrom(addresses, anatomy),
    chain: verdict === undefined ? null : chainView(verdict),
    reason: signerReason({ ...signature, content }, check),
    covers: covers === undefined ? [] : [{ ...covers }],
    start: span.start,
    end: span.end,
  };
}

const RESULT: Readonly<Record<CmsCheck['check'], SignerView['signature']>> = {
  good: 'good',
  bad: 'bad',
  other: 'bad',
  'no-certificate': 'not-determined',
  unknown: 'not-determined',
};

/** Whether one of the addresses is a sender's; null where it tells none, or there is no sender (RFC 8550 section 3). */
function isFrom(addresses: readonly string[], { from, sender }: Anatomy): boolean | null {
  const shown = [...from, ...sender].map(({ address }) => address.toLowerCase()).filter((address) => address !== '');
  return addresses.length === 0 || shown.length === 0 ? null : addresses.some((address) => shown.includes(address));
}

function chainView(verdict: ChainVerdict): SignerView['chain'] {
  const { found, time } = verdict;
  const isFound = typeof found !== 'string';
  return {
    result: isFound ? found.result : 'not-determined',
    judgedAt: isoTime(time.at),
    clock: time.clock,
    certificates: (isFound ? found.links : []).map(linkView),
    reason: chainReason(verdict),
  };
}

function linkView({ certificate, held }: ChainLink): NonNullable<SignerView['chain']>['certificates'][number] {
  return {
    name: certificate.name,
    sha256: createHash('sha256').update(certificate.der).digest('hex'),
    notBefore: isoTime(certificate.notBefore),
    notAfter: isoTime(certificate.notAfter),
    evidence: held?.evidence ?? null,
  };
}
