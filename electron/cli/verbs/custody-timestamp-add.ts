import { timestampWords } from '../../../shared/wording/timestamps';
import { addTimestamp } from '../../engine/session/timestamps';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { readGiven } from '../given-file';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionList, requiredPositional } from '../words';

export const custodyTimestampAdd: Verb = {
  usage: 'DIR FILE.tsr [--chain PEM]… [--identity FILE]',
  options: { chain: { type: 'string', multiple: true }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const answer = await readGiven(requiredPositional(call, 1, "The authority's answer"));
    noMorePositionals(call, 2);
    const chain = await Promise.all(optionList(call, 'chain').map(readGiven));
    const signer = await examinerSigner(call);
    const { entry, stamp } = await withCase(call, dir, 'write', (session) =>
      addTimestamp(session, signer, answer, chain),
    );
    return { json: { entry, ...stamp }, text: [timestampWords.recorded(entry, stamp)] };
  },
};
