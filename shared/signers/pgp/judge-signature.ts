/** Whether an OpenPGP signature of a message is right by a key that is at hand, and what is known of that key. */
import type { DigestBudget } from '../../analysis/signatures/digest';
import type { MessageSignature, SignedContent } from '../../analysis/signatures/message-signature';
import type { PgpSignature } from '../../analysis/signatures/pgp-signature';
import type { SchemeVerifier } from '../scheme';
import type { SignerBudget } from '../signer-budget';
import { checkCost, checkPacket, type PacketCheck } from './check-packet';
import { type KeyBlock, readKeyBlockOnce } from './key-block';
import { type SigningKey, signingKey } from './key-state';

/** Where a key is from. What came with the message says nothing of who made it. */
export type KeySource =
  | { readonly kind: 'evidence'; readonly evidence: string }
  | { readonly kind: 'attached' }
  | { readonly kind: 'autocrypt' };

export interface CandidateKey {
  readonly bytes: Uint8Array;
  readonly source: KeySource;
}

export interface PgpVerdict {
  /** `other`: either the part was changed or another key signed; `no-key`: it is nowhere. */
  readonly check: 'good' | 'bad' | 'other' | 'unknown' | 'no-key';
  readonly content: SignedContent;
  /** The key that made it, or says that it did. */
  readonly signing: (SigningKey & { readonly source: KeySource; readonly primary: string }) | undefined;
}

/** What all signatures of one message may cost together. */
export interface PgpBudgets {
  readonly digests: DigestBudget;
  readonly checks: SignerBudget;
}

/** @param candidates held ones first */
export function judgePgp(
  signature: MessageSignature,
  pgp: PgpSignature,
  candidates: readonly CandidateKey[],
  { digests, checks }: PgpBudgets,
  verify: SchemeVerifier,
): PgpVerdict {
  const { content } = signature;
  const at = signature.signedAt?.value;
  const found = candidates.flatMap(({ bytes, source }) => {
    const { block } = readKeyBlockOnce(bytes);
    const key = block === undefined ? undefined : signingKey(block, pgp.key, at, verify, checks);
    return block === undefined || key === undefined ? [] : [{ ...key, source, primary: primaryOf(block) }];
  });
  const [first] = found;
  if (first === undefined) return { check: 'no-key', content, signing: undefined };
  const form = content === 'changed' ? undefined : formThatFits(signature, pgp, digests);
  if (form === undefined) {
    return { check: content === 'changed' ? 'other' : 'unknown', content, signing: first };
  }
  const checked = found
    .filter(({ key }) => checks.takeCheck(checkCost(key)))
    .map((key) => ({ key, check: checkPacket(pgp.packet, key.key, [form], verify) }));
  const best = pick(checked) ?? { key: first, check: 'unknown' as const };
  return { check: best.check, content: best.check === 'good' ? 'unchanged' : content, signing: best.key };
}

const primaryOf = ({ primary }: KeyBlock): string => primary.fingerprint;

interface Checked {
  readonly key: NonNullable<PgpVerdict['signing']>;
  readonly check: PacketCheck;
}

/** A key that made it, with nothing against it where there is one. */
function pick(checked: readonly Checked[]): Checked | undefined {
  const good = checked.filter(({ check }) => check === 'good');
  return good.find(({ key }) => key.problems.length === 0) ?? good[0] ?? checked[0];
}

/** The form of the part whose digest begins as the signature says; the only one worth the arithmetic. */
function formThatFits(
  { forms }: MessageSignature,
  { fits }: PgpSignature,
  budget: DigestBudget,
): Uint8Array | undefined {
  for (const form of forms()) {
    if (!budget.take(form.length)) return undefined;
    if (fits(form) === true) return form;
  }
  return undefined;
}
