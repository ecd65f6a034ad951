import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { CaseState, Handlers } from '../../../shared/contract/requests';
import { caseFolderName } from '../profile/case-folder-name';
import { recentCases, rememberCase } from '../profile/recent-cases';
import { openSession } from '../session/case-session';
import { createNewCase } from '../session/create-new-case';
import { describeState } from '../session/describe-state';
import { openSampleCase } from '../session/sample-case';
import { coverWhereLeft } from './cover';
import type { EngineState } from './engine-state';
import { resumeWhereLeft } from './import';

type CaseRequests = 'case:create' | 'case:open' | 'case:open-place' | 'case:open-sample' | 'case:close' | 'case:state';

export function caseHandlers(state: EngineState): Pick<Handlers, CaseRequests> {
  return {
    'case:create': async ({ name, number, place }) => {
      const parent = place === undefined ? join(state.home, 'cases') : state.placeOf(place);
      const dir = join(parent, caseFolderName(number, name));
      const made = await createNewCase(dir, { name, number }, state.signer, state.env);
      return await openHere(state, made.path);
    },
    'case:open': async ({ caseId }) => {
      const known = (await recentCases(state.home)).find((recent) => recent.id === caseId);
      if (known === undefined) {
        throw new FailureError('not-found', 'That case is not in the list any more. Open it by its folder.');
      }
      return await openHere(state, known.path);
    },
    'case:open-place': async ({ place }) => await openHere(state, state.placeOf(place)),
    'case:open-sample': async () => await openHere(state, await openSampleCase(state.home, state.env, state.places)),
    'case:close': async () => {
      await state.closeSession();
      return {};
    },
    'case:state': async () => describeState(state.session),
  };
}

/** Opens for writing; where another program has the case, for reading, and says so. */
async function openHere(state: EngineState, path: string): Promise<CaseState> {
  await state.closeSession();
  const { env, places, home } = state;
  const session = await state.jobs.follow('open', (signal, onProgress) =>
    openSession(path, 'write-or-read', env, places, { home, signal, onProgress }),
  );
  state.holdSession(session);
  const { id, name, number } = session.store.view;
  await rememberCase(state.home, { id, name, number, path: session.store.dir }, state.env);
  await coverWhereLeft(state);
  resumeWhereLeft(state);
  return describeState(session);
}
