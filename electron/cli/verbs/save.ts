import { resolve } from 'node:path';
import { copyWords } from '../../../shared/wording/copies';
import { saveCopy } from '../../engine/session/save-copy';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, optionNumber, optionText, requiredOption, requiredPositional } from '../words';

export const save: Verb = {
  usage: 'DIR REF [--attachment N] --out FILE --reason TEXT [--identity FILE]',
  options: {
    attachment: { type: 'string' },
    out: { type: 'string' },
    reason: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const path = resolve(requiredOption(call, 'out'));
    const reason = requiredOption(call, 'reason');
    const isFile = optionText(call, 'attachment') !== undefined;
    const attachment = isFile ? { index: optionNumber(call, 'attachment', 1, 1) - 1, sha256: null } : null;
    const signer = await examinerSigner(call);
    const saved = await withCase(call, dir, 'write', (session) =>
      saveCopy(session, signer, { ref, attachment, path, reason }),
    );
    return {
      json: { ...saved, path },
      text: [copyWords.saved(path, saved.entry), `  ${saved.bytes} bytes, SHA-256 ${saved.sha256}`],
    };
  },
};
