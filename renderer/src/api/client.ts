import { FAILURE_CODES, type Failure, type FailureCode, FailureError } from '../../../shared/contract/failure';
import type { Input, Output, RequestName } from '../../../shared/contract/requests';
import { common } from '../../../shared/wording/window/common';
import { findBridge } from './bridge';

/**
 * Asks the engine. Resolves to the value of the reply; rejects with a `FailureError` whose message is fit to be shown.
 *
 * The engine validates its own output against the contract; here only the reply's envelope is looked at.
 */
export async function request<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const bridge = findBridge();
  if (bridge === undefined) {
    throw new FailureError('internal', common.notAvailable);
  }
  const reply = readReply(await bridge.request(name, input).catch(() => undefined));
  if (!reply.ok) {
    throw new FailureError(reply.failure.code, reply.failure.sentence);
  }
  // Safe: the contract ties the name to its output, and the engine has parsed the value with that schema.
  return reply.value as Output<N>;
}

type Envelope = { readonly ok: true; readonly value: object } | { readonly ok: false; readonly failure: Failure };

/** Reads the envelope of a reply; whatever is not one counts as an internal failure. */
export function readReply(raw: unknown): Envelope {
  if (isRecord(raw) && raw['ok'] === true && isRecord(raw['value'])) {
    return { ok: true, value: raw['value'] };
  }
  if (isRecord(raw) && raw['ok'] === false && isRecord(raw['failure'])) {
    return { ok: false, failure: readFailure(raw['failure']) };
  }
  return { ok: false, failure: { code: 'internal', sentence: common.internal } };
}

function readFailure(raw: Readonly<Record<string, unknown>>): Failure {
  const sentence = raw['sentence'];
  return {
    code: FAILURE_CODES.find((code) => code === raw['code']) ?? 'internal',
    sentence: typeof sentence === 'string' && sentence !== '' ? sentence : common.internal,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The sentence to show for anything that was thrown; never a stack, never a bare code. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof FailureError ? thrown.message : common.internal;
}

export function codeOf(thrown: unknown): FailureCode {
  return thrown instanceof FailureError ? thrown.code : 'internal';
}
