import { recordedOrSame } from '../../../shared/wording/recorded';
import { findSearch, saveSearch } from '../../engine/session/saved-searches';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const searchSave: Verb = {
  usage: 'DIR NAME QUERY [--identity FILE]',
  options: IDENTITY_OPTION,
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const name = requiredPositional(call, 1, 'The name');
    const query = requiredPositional(call, 2, 'The search');
    noMorePositionals(call, 3);
    const signer = await examinerSigner(call);
    const saved = await withCase(call, dir, 'write', (session) =>
      saveSearch(session, signer, { id: findSearch(session, name)?.id, name, query }),
    );
    return { json: { ...saved, name, query }, text: [recordedOrSame(saved.entry)] };
  },
};
