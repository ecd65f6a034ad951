import type { Handlers } from '../../../shared/contract/requests';
import { annotateMessage } from '../session/annotate-message';
import { assessFinding } from '../session/assess-finding';
import { addExhibits, removeExhibits } from '../session/choose-exhibits';
import { readCustody } from '../session/read-custody';
import { solveHashClocks } from '../session/solve-hash-clocks';
import type { EngineState } from './engine-state';
import { NO_RESULT } from './jobs';

type JudgementRequests =
  | 'finding:assess'
  | 'message:annotate'
  | 'exhibit:add'
  | 'exhibit:remove'
  | 'custody:list'
  | 'times:solve';

export function judgementHandlers(state: EngineState): Pick<Handlers, JudgementRequests> {
  const announced = async <T>(act: Promise<T>): Promise<T> => {
    const result = await act;
    state.announceChange();
    return result;
  };
  return {
    'finding:assess': (judgement) => announced(assessFinding(state.session, state.signer, judgement)),
    'message:annotate': (written) => announced(annotateMessage(state.session, state.signer, written)),
    'times:solve': async (request) => {
      const { session, signer } = state;
      return state.jobs.start('solve', async (signal, onProgress) => {
        try {
          return { ...NO_RESULT, solved: await solveHashClocks(session, signer, request, { signal, onProgress }) };
        } finally {
          state.announceChange();
        }
      });
    },
    'exhibit:add': async ({ refs, label }) => ({
      exhibits: [...(await announced(addExhibits(state.session, state.signer, refs, label)))],
    }),
    'exhibit:remove': async ({ refs }) => ({
      exhibits: [...(await announced(removeExhibits(state.session, state.signer, refs)))],
    }),
    'custody:list': async () => await readCustody(state.session),
  };
}
