import type { Handlers } from '../../../shared/contract/requests';
import { annotateMessage } from '../session/annotate-message';
import { assessFinding } from '../session/assess-finding';
import { changeProtection } from '../session/change-protection';
import { changeRedaction } from '../session/change-redaction';
import { addExhibits, removeExhibits } from '../session/choose-exhibits';
import { moveBoundary } from '../session/move-boundary';
import { readCustody } from '../session/read-custody';
import { reviseSession } from '../session/revise-session';
import { solveHashClocks } from '../session/solve-hash-clocks';
import { announced as announceAfter } from './announced';
import type { EngineState } from './engine-state';
import { NO_RESULT } from './jobs';

type JudgementRequests =
  | 'boundary:move'
  | 'case:protect'
  | 'case:redact'
  | 'finding:assess'
  | 'message:annotate'
  | 'exhibit:add'
  | 'exhibit:remove'
  | 'custody:list'
  | 'times:solve';

export function judgementHandlers(state: EngineState): Pick<Handlers, JudgementRequests> {
  const announced = <T>(act: Promise<T>): Promise<T> => announceAfter(state, act);
  return {
    'finding:assess': (judgement) => announced(assessFinding(state.session, state.signer, judgement)),
    'message:annotate': (written) => announced(annotateMessage(state.session, state.signer, written)),
    'boundary:move': async (move) => {
      const { entry } = await announced(moveBoundary(state.session, state.signer, move));
      return { entry };
    },
    'case:protect': async (wanted) => {
      const { entry } = await announced(changeProtection(state.session, state.signer, wanted));
      return { entry, jobId: entry === null ? null : startRevision(state).jobId };
    },
    'case:redact': async ({ persons }) => {
      const { entry } = await announced(changeRedaction(state.session, state.signer, persons));
      return { entry };
    },
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

function startRevision(state: EngineState): { readonly jobId: string } {
  const { session } = state;
  return state.jobs.start('revise', async (signal, report) => {
    try {
      await reviseSession(session, { signal, onProgress: report });
      return NO_RESULT;
    } finally {
      state.announceChange();
    }
  });
}
