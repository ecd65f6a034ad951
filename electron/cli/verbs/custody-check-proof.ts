import { FailureError } from '../../../shared/contract/failure';
import { checkProof } from '../../engine/custody/check-proof';
import { readGiven } from '../given-file';
import type { Verb } from '../verb';
import { noMorePositionals, optionList, requiredOption, requiredPositional } from '../words';

export const custodyCheckProof: Verb = {
  usage: 'FILE --journal FILE --certificate FILE…',
  options: { journal: { type: 'string' }, certificate: { type: 'string', multiple: true } },
  run: async (call) => {
    const proof = await readGiven(requiredPositional(call, 0, "The proof's file"));
    noMorePositionals(call, 1);
    const journal = await readGiven(requiredOption(call, 'journal'));
    const certificates = await Promise.all(optionList(call, 'certificate').map(readGiven));
    if (certificates.length === 0) {
      throw new FailureError(
        'bad-request',
        '--certificate is missing. Nothing was done. Add it and run the command again.',
      );
    }
    const { ok, entry, checks } = await checkProof(proof, journal, certificates);
    return {
      json: { ok, entry, checks },
      text: checks.map((check) => `${check.ok ? 'ok    ' : 'FAILED'}  ${check.name}: ${check.detail}`),
      status: ok ? 0 : 1,
    };
  },
};
