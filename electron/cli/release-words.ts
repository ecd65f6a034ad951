/** What the verbs about the rule of two people have in common. */
import { FailureError } from '../../shared/contract/failure';
import { GUARDS, type Guard } from '../../shared/packet-format/case-rules';
import { decide } from '../engine/session/case-people';
import { examinerSigner, IDENTITY_OPTION } from './examiner';
import { recordedOutcome } from './transfer-words';
import type { Verb, VerbCall } from './verb';
import { withCase } from './with-case';
import { noMorePositionals, optionText, requiredEntry, requiredOption, requiredPositional } from './words';

const NONE = 'none';

/** `release,redaction` or `none`. */
export function guardsOption(call: VerbCall, name: string): Guard[] {
  const words = requiredOption(call, name)
    .split(',')
    .map((word) => word.trim());
  const unknown = words.find((word) => word !== NONE && !GUARDS.some((guard) => guard === word));
  if (unknown !== undefined || (words.includes(NONE) && words.length > 1)) {
    throw new FailureError(
      'bad-request',
      `--${name} takes ${GUARDS.join(', ')} (with commas between), or ${NONE}. Nothing was done.`,
    );
  }
  return GUARDS.filter((guard) => words.includes(guard));
}

export function decisionVerb(decision: 'approve' | 'refuse'): Verb {
  return {
    usage: 'DIR --entry N [--reason TEXT] [--identity FILE]',
    options: { entry: { type: 'string' }, reason: { type: 'string' }, ...IDENTITY_OPTION },
    run: async (call) => {
      const dir = requiredPositional(call, 0, "The case's folder");
      noMorePositionals(call, 1);
      const reason = optionText(call, 'reason') ?? '';
      const made = { proposal: requiredEntry(call), approved: decision === 'approve', reason };
      const signer = await examinerSigner(call);
      return recordedOutcome(await withCase(call, dir, 'write', (session) => decide(session, signer, made)));
    },
  };
}
