/** Signatures by whoever wrote the message, with what was checked of each and what was not. */
import { createHash } from 'node:crypto';
import { autocryptKeys } from '../../../shared/analysis/signatures/autocrypt';
import type { CmsSigner } from '../../../shared/analysis/signatures/cms';
import { DigestBudget } from '../../../shared/analysis/signatures/digest';
import type { MessageSignature } from '../../../shared/analysis/signatures/message-signature';
import { addressIn, type PgpSignature } from '../../../shared/analysis/signatures/pgp-signature';
import { signedParts } from '../../../shared/analysis/signatures/signed-parts';
import type { AuthenticationView } from '../../../shared/contract/authentication';
import type { Anatomy } from '../../../shared/email/types';
import type { ChainLink } from '../../../shared/signers/chain-link';
import { checkCms } from '../../../shared/signers/check-cms';
import { type HeldCertificates, NO_CERTIFICATES } from '../../../shared/signers/held-certificates';
import { type ChainVerdict, judgeChain } from '../../../shared/signers/judge-chain';
import { type HeldKeys, heldKeysOf, NO_KEYS } from '../../../shared/signers/pgp/held-keys';
import {
  type CandidateKey,
  judgePgp,
  type PgpBudgets,
  type PgpVerdict,
} from '../../../shared/signers/pgp/judge-signature';
import { keyBlockPlaces } from '../../../shared/signers/pgp/key-block';
import { SignerBudget } from '../../../shared/signers/signer-budget';
import { chainReason } from '../../../shared/wording/signer-chain';
import { keyReason } from '../../../shared/wording/signer-keys';
import { cmsReason, pgpReason } from '../../../shared/wording/signers';
import { verifyScheme } from '../signers/verify-scheme';
import { isoTime } from './iso-time';

type SignerView = AuthenticationView['signers'][number];

/** What the case holds to check signatures by. */
export interface HeldForSigners {
  readonly certificates: HeldCertificates;
  readonly keys: HeldKeys;
}

export const NOTHING_HELD: HeldForSigners = { certificates: NO_CERTIFICATES, keys: NO_KEYS };

/** @param isWhole else nothing is said of the parts, of which some are missing */
export function signerViews(
  bytes: Uint8Array,
  anatomy: Anatomy,
  isWhole: boolean,
  held: HeldForSigners = NOTHING_HELD,
): SignerView[] {
  const { signatures, keyPackets } = isWhole ? signedParts({ bytes, anatomy }) : { signatures: [], keyPackets: [] };
  const budgets = { digests: new DigestBudget(), checks: new SignerBudget() };
  const own = signatures.some(({ pgp }) => pgp !== undefined) ? ownKeys(keyPackets, anatomy) : [];
  return signatures.flatMap((signature) => {
    const { cms, pgp } = signature;
    if (cms !== undefined) return [smimeView(signature, cms, anatomy, held.certificates, budgets.checks)];
    const candidates = pgp === undefined ? [] : [...heldOf(held.keys, pgp), ...keysNamed(own, pgp)];
    return pgp === undefined ? [] : [pgpView(signature, pgp, anatomy, candidates, budgets)];
  });
}

function smimeView(
  signature: MessageSignature,
  cms: CmsSigner,
  anatomy: Anatomy,
  held: HeldCertificates,
  budget: SignerBudget,
): SignerView {
  const verdict = judgeChain(cms, anatomy.date?.instantMs, held, verifyScheme, budget);
  const signer = verdict.signer?.certificate;
  // The certificate that the chain begins with is the one whose key is asked: another of the same number may lie beside it.
  const key = signer?.publicKey ?? cms.certificate?.publicKey;
  const { check, content } = checkCms(signature, cms, key, verifyScheme);
  const addresses = signer?.addresses ?? signature.addresses;
  const common = commonView({ ...signature, addresses, content }, anatomy);
  return {
    ...common,
    signer: signer?.name ?? signature.signer,
    issuer: signer?.issuerName ?? signature.certificate?.issuerName ?? '',
    signature: RESULT[check],
    chain: chainView(verdict),
    key: null,
    reason: cmsReason({ ...signature, content }, check, common.isFrom),
  };
}

function pgpView(
  signature: MessageSignature,
  pgp: PgpSignature,
  anatomy: Anatomy,
  candidates: readonly CandidateKey[],
  budgets: PgpBudgets,
): SignerView {
  const verdict = judgePgp(signature, pgp, candidates, budgets, verifyScheme);
  const { check, content, signing } = verdict;
  const named = (signing?.names ?? []).map((name) => addressIn(Buffer.from(name))).filter((address) => address !== '');
  // What a signature says of its maker counts for less than what the key says that made it.
  const addresses = signing === undefined ? signature.addresses : named.slice(0, MAX_ADDRESSES);
  const common = commonView({ ...signature, addresses, content }, anatomy);
  return {
    ...common,
    signer: signature.signer,
    issuer: '',
    signature: RESULT[check],
    chain: null,
    key: signing === undefined ? null : keyView(signing),
    reason: pgpReason({ ...signature, content }, verdict, common.isFrom),
  };
}

const MAX_ADDRESSES = 10;

type Common = Pick<SignerView, 'form' | 'addresses' | 'signedAt' | 'content' | 'isFrom' | 'covers' | 'start' | 'end'>;

function commonView({ form, addresses, signedAt, content, covers, span }: MessageSignature, anatomy: Anatomy): Common {
  return {
    form,
    addresses: [...addresses],
    signedAt: isoTime(signedAt?.value),
    content,
    isFrom: isFrom(addresses, anatomy),
    covers: covers === undefined ? [] : [{ ...covers }],
    start: span.start,
    end: span.end,
  };
}

const RESULT: Readonly<Record<ReturnType<typeof checkCms>['check'] | PgpVerdict['check'], SignerView['signature']>> = {
  good: 'good',
  bad: 'bad',
  other: 'bad',
  'no-certificate': 'not-determined',
  'no-key': 'not-determined',
  unknown: 'not-determined',
};

/**
 * Whether what the From field shows is among the addresses (RFC 8550 section 3, which takes a Sender field too: hardly
 * anybody sees that one). Null where there is nothing to compare.
 */
function isFrom(addresses: readonly string[], { from }: Anatomy): boolean | null {
  const shown = from.map(({ address }) => address.toLowerCase()).filter((address) => address !== '');
  return addresses.length === 0 || shown.length === 0 ? null : shown.every((address) => addresses.includes(address));
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

function heldOf(held: HeldKeys, { key }: PgpSignature): readonly CandidateKey[] {
  return heldKeysOf(held, key).map(({ bytes, held: { evidence } }) => ({
    bytes,
    source: { kind: 'evidence', evidence },
  }));
}

interface OwnKey extends CandidateKey {
  readonly numbers: readonly string[];
}

/** Keys that came with the message: in parts of their own, and in Autocrypt fields. */
function ownKeys(keyPackets: ReturnType<typeof signedParts>['keyPackets'], anatomy: Anatomy): readonly OwnKey[] {
  const attached = keyPackets.map(({ bytes }) => ({ bytes, source: { kind: 'attached' as const } }));
  const autocrypt = autocryptKeys(anatomy).map(({ data }) => ({ bytes: data, source: { kind: 'autocrypt' as const } }));
  return [...attached, ...autocrypt].slice(0, MAX_OWN_KEYS).flatMap(({ bytes, source }) =>
    keyBlockPlaces(bytes, MAX_OWN_KEYS).map(({ start, end, numbers }) => ({
      bytes: bytes.subarray(start, end),
      source,
      numbers,
    })),
  );
}

function keysNamed(own: readonly OwnKey[], { key }: PgpSignature): readonly CandidateKey[] {
  return own.filter(({ numbers }) => numbers.includes(key.slice(-16))).slice(0, MAX_OF_A_NUMBER);
}

const MAX_OF_A_NUMBER = 5;
const MAX_OWN_KEYS = 10;

function keyView(signing: NonNullable<PgpVerdict['signing']>): NonNullable<SignerView['key']> {
  const { key, primary, names, problems, source } = signing;
  return {
    fingerprint: key.fingerprint,
    primary,
    created: isoTime(key.created),
    names: [...names],
    problems: [...problems],
    source: source.kind,
    evidence: source.kind === 'evidence' ? source.evidence : null,
    reason: keyReason(signing),
  };
}
