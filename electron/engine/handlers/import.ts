import type { Handlers } from '../../../shared/contract/requests';
import { type ImportRequest, importInto } from '../session/import-into';
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
      startImport(state, { pastedText: text, source, receivedFrom, note }),
    'job:cancel': async ({ jobId }) => {
      state.jobs.cancel(jobId);
      return {};
    },
  };
}

function startImport(state: EngineState, request: ImportRequest): { readonly jobId: string } {
  const { session, signer } = state;
  return state.jobs.start('import', async (signal, report) => {
    try {
      const result = await importInto(session, signer, request, { signal, onProgress: report });
      return { ...NO_RESULT, import: result, cancelled: result.cancelled };
    } finally {
      state.announceChange();
    }
  });
}
