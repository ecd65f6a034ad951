import { FailureError } from '../../../shared/contract/failure';
import { savedSearchProblems, savedSearchWords as words } from '../../../shared/wording/saved-searches';
import { findSearch, removeSearch } from '../../engine/session/saved-searches';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const searchRemove: Verb = {
  usage: 'DIR NAME [--identity FILE]',
  options: IDENTITY_OPTION,
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const name = requiredPositional(call, 1, 'The name');
    noMorePositionals(call, 2);
    const signer = await examinerSigner(call);
    const { entry } = await withCase(call, dir, 'write', async (session) => {
      const found = findSearch(session, name);
      if (found === undefined) {
        throw new FailureError('not-found', savedSearchProblems.notFound(name));
      }
      return await removeSearch(session, signer, found.id);
    });
    return { json: { entry, name }, text: [words.removed(name, entry)] };
  },
};
