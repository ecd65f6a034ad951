import type { DnsAnswers } from '../dns/records';
import type { ByteString, HeaderField } from '../email/types';
import type { ArcChain } from './arc-chain';
import type { BodyHashAnswer } from './body-hash';
import type { Signature } from './signature';
import {
  type CheckSignature,
  type HeaderVerdict,
  messageSignedData,
  sealSignedData,
  verifyWithKeys,
} from './verify-signature';

export interface ArcSetVerdict {
  readonly instance: number;
  readonly message: Signature | undefined;
  readonly seal: Signature | undefined;
  readonly bodyHash: BodyHashAnswer | undefined;
  readonly messageVerdict: HeaderVerdict | undefined;
  readonly sealVerdict: HeaderVerdict | undefined;
}

/** RFC 8617 section 4.4: the state of a chain. */
export type ArcStatus = 'none' | 'pass' | 'fail' | 'not-determined';

export interface ArcVerdict {
  readonly status: ArcStatus;
  readonly sets: readonly ArcSetVerdict[];
}

export interface VerifyContext {
  readonly fields: readonly HeaderField[];
  readonly sourceOf: (field: HeaderField) => ByteString;
  readonly keys: DnsAnswers;
  readonly check: CheckSignature;
  readonly bodyHash: (signature: Signature) => BodyHashAnswer;
}

/** Sets whose signatures are checked; a chain has 50 at most. */
const MAX_SETS = 50;

/** Every signature and seal of a chain, and what they come to together (RFC 8617 section 5.2). */
export function verifyArc(chain: ArcChain, context: VerifyContext): ArcVerdict {
  const sets = chain.sets.slice(0, MAX_SETS).map((set, index): ArcSetVerdict => {
    const [message] = set.messages;
    const [seal] = set.seals;
    const below = chain.sets.slice(0, index + 1);
    return {
      instance: set.instance,
      message,
      seal,
      bodyHash: message === undefined ? undefined : context.bodyHash(message),
      messageVerdict: message === undefined ? undefined : verifyMessage(message, context),
      sealVerdict: seal === undefined ? undefined : verifySeal(seal, below, context),
    };
  });
  return { status: statusOf(chain, sets), sets };
}

export function verifyMessage(signature: Signature, { fields, sourceOf, keys, check }: VerifyContext): HeaderVerdict {
  return verifyWithKeys(signature, () => messageSignedData(signature, fields, sourceOf), keys, check);
}

function verifySeal(seal: Signature, sets: ArcChain['sets'], { sourceOf, keys, check }: VerifyContext): HeaderVerdict {
  const parts = sets.map(({ results, messages, seals }) => [
    ...results.slice(0, 1),
    ...messages.slice(0, 1).map(({ field }) => field),
    ...seals.slice(0, 1).map(({ field }) => field),
  ]);
  return verifyWithKeys(seal, () => sealSignedData(seal, parts, sourceOf), keys, check);
}

/** The newest message signature and every seal must hold. */
function statusOf({ sets: found, problems }: ArcChain, sets: readonly ArcSetVerdict[]): ArcStatus {
  const last = sets.at(-1);
  if (last === undefined && problems.length === 0) {
    return 'none';
  }
  if (last === undefined || problems.length > 0 || found.length > sets.length) {
    return 'fail';
  }
  const results = [last.messageVerdict?.result, ...sets.map(({ sealVerdict }) => sealVerdict?.result)];
  if (last.bodyHash?.result === 'mismatch' || results.some((one) => one === 'fail' || one === 'permerror')) {
    return 'fail';
  }
  return last.bodyHash?.result === 'match' && results.every((one) => one === 'pass') ? 'pass' : 'not-determined';
}
