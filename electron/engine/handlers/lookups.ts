import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { Handlers } from '../../../shared/contract/requests';
import type { ClockSearchView } from '../../../shared/contract/unknown-clocks';
import type { CaseSession } from '../session/case-session';
import { compareVoterFiles, type VoterComparison } from '../session/compare-voter-files';
import { comparedMessages, comparisonView, previewVoterFile } from '../session/comparison-view';
import { findUnknownClocks } from '../session/find-unknown-clocks';
import { sampleVoterFiles } from '../session/sample-place';
import type { EngineState } from './engine-state';
import { NO_RESULT } from './jobs';

type LookupRequests =
  | 'voters:preview'
  | 'voters:sample'
  | 'voters:compare'
  | 'voters:result'
  | 'voters:messages'
  | 'clocks:search'
  | 'clocks:result';

interface Compared {
  readonly query: string;
  readonly comparison: VoterComparison;
}

/** Results go with the session that they were found in. */
export function lookupHandlers(state: EngineState): Pick<Handlers, LookupRequests> {
  const comparisons = new WeakMap<CaseSession, Compared>();
  const searches = new WeakMap<CaseSession, ClockSearchView>();
  return {
    'voters:preview': async ({ tokens }) => ({ files: await lookAt(state, tokens) }),
    'voters:sample': async () => {
      const paths = await sampleVoterFiles(state.places.resourcesDir);
      const tokens = paths.map((path) => {
        // The same for a path, so that a file that is chosen again takes its old place.
        const token = `token_${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
        state.registerPlace(token, path);
        return token;
      });
      return { files: await lookAt(state, tokens) };
    },
    'voters:compare': async ({ tokens, query }) => {
      const { session, signer } = state;
      refuseReadOnly(session);
      const paths = tokens.map((token) => state.placeOf(token));
      return state.jobs.start('voters', async (signal, onProgress) => {
        const comparison = await compareVoterFiles(session, signer, { paths, query }, { signal, onProgress });
        comparisons.set(session, { query, comparison });
        state.announceChange();
        return NO_RESULT;
      });
    },
    'voters:result': async () => {
      const kept = comparisons.get(state.session);
      return { comparison: kept === undefined ? null : comparisonView(kept.comparison, kept.query) };
    },
    'voters:messages': async (asked) => {
      const { session } = state;
      const kept = comparisons.get(session);
      return kept === undefined ? { total: 0, messages: [] } : comparedMessages(session, kept.comparison, asked);
    },
    'clocks:search': async ({ query }) => {
      const { session } = state;
      return state.jobs.start('clocks', async (signal, onProgress) => {
        const { clocks, ...found } = await findUnknownClocks(session, query, { signal, onProgress });
        const copied = clocks.map((clock) => ({ ...clock, examples: [...clock.examples] }));
        searches.set(session, { query, ...found, clocks: copied });
        return NO_RESULT;
      });
    },
    'clocks:result': async () => ({ search: searches.get(state.session) ?? null }),
  };
}

async function lookAt(state: EngineState, tokens: readonly string[]) {
  return await Promise.all(
    tokens.map((token) => {
      const path = state.placeOf(token);
      return previewVoterFile({ token, name: basename(path), path });
    }),
  );
}

/** Before anything is read: what is found could not be recorded. */
function refuseReadOnly({ store }: CaseSession): void {
  if (store.readOnlyReason !== null) {
    throw new FailureError('case-locked', store.readOnlyReason);
  }
}
