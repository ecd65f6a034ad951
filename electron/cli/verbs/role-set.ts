import { ROLES } from '../../../shared/packet-format/case-rules';
import { assignRole } from '../../engine/session/case-people';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { checkedFingerprint } from '../identity-words';
import { recordedOutcome } from '../transfer-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredChoice, requiredOption, requiredPositional } from '../words';

export const roleSet: Verb = {
  usage: `DIR --key FINGERPRINT --role ${ROLES.join('|')} [--name NAME] [--reason TEXT] [--identity FILE]`,
  options: {
    key: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    reason: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const given = {
      key: checkedFingerprint(requiredOption(call, 'key')),
      role: requiredChoice(call, 'role', ROLES),
      name: optionText(call, 'name') ?? '',
      reason: optionText(call, 'reason') ?? '',
    };
    const signer = await examinerSigner(call);
    return recordedOutcome(await withCase(call, dir, 'write', (session) => assignRole(session, signer, given)));
  },
};
