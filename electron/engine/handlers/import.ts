import type { ImportResult } from '../../../shared/contract/outcomes';
import type { Handlers } from '../../../shared/contract/requests';
import { type ImportRequest, type ImportWork, importInto, resumeInto } from '../session/import-into';
import { previewPlace } from '../session/preview-place';
import type { EngineState } from './engine-state';
import { NO_RESULT } from './jobs';

export function importHandlers(
  state: EngineState,
): Pick<Handlers, 'import:preview' | 'import:start' | 'import:paste' | 'job:cancel'> {
  return {
    'import:preview': async ({ tokens }) => ({
      items: await Promise.all(tokens.map((token) => previewPlace(state.placeOf(token)))),
    }),
    'import:start': async ({ tokens, source, receivedFrom, note }) =>
      startImport(state, { paths: tokens.map((token) => state.placeOf(token)), source, receivedFrom, note }),
    'import:paste': async ({ text, source, receivedFrom, note }) =>
      startImport(state, { pasted: Buffer.from(text, 'utf8'), source, receivedFrom, note }),
    'job:cancel': async ({ jobId }) => {
      state.jobs.cancel(jobId);
      return {};
    },
  };
}

/** How often at most the window is told that the list has grown. */
const ROWS_INTERVAL_MS = 700;

function startImport(state: EngineState, request: ImportRequest): { readonly jobId: string } {
  const { session, signer } = state;
  return startWork(state, (options) => importInto(session, signer, request, options));
}

/** Continues what an earlier session left unfinished, once the case and the key are both open. */
export function resumeWhereLeft(state: EngineState): void {
  const session = state.openSession;
  const isLeft = session?.store.readOnlyReason === null && session.store.interrupted.length > 0;
  if (session !== null && isLeft && state.isUnlocked) {
    const { signer } = state;
    startWork(state, (options) => resumeInto(session, signer, options));
  }
}

function startWork(state: EngineState, work: (options: ImportWork) => Promise<ImportResult>) {
  return state.jobs.start('import', async (signal, report) => {
    let told = Number.NEGATIVE_INFINITY;
    const onRows = () => {
      const now = state.env.monotonicMs();
      if (now - told >= ROWS_INTERVAL_MS) {
        told = now;
        state.announceChange();
      }
    };
    try {
      const result = await work({ signal, onProgress: report, onRows });
      return { ...NO_RESULT, import: result, cancelled: result.cancelled };
    } finally {
      state.announceChange();
    }
  });
}
