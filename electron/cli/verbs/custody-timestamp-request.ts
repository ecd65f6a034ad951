import { timestampWords } from '../../../shared/wording/timestamps';
import { requestTimestamp } from '../../engine/session/timestamps';
import { givenSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredOption, requiredPositional } from '../words';
import { writeResult } from '../write-result';

export const custodyTimestampRequest: Verb = {
  usage: 'DIR --out FILE.tsq [--identity FILE]',
  options: { out: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const out = requiredOption(call, 'out');
    const signer = await givenSigner(call);
    const { size, bytes } = await withCase(call, dir, 'write', (session) => requestTimestamp(session, signer));
    const file = await writeResult(out, bytes);
    return { json: { size, file }, text: [timestampWords.requestWritten(size, file)] };
  },
};
