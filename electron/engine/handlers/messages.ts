import type { Handlers } from '../../../shared/contract/requests';
import { listMessages } from '../session/list-messages';
import { relationOfMessage, summariesOfMessage } from '../session/list-relations';
import { readBytes, readHeader, readMessage, readMessageText } from '../session/read-message';
import { readStructure } from '../session/read-structure';
import { saveCopy } from '../session/save-copy';
import { saveFigure } from '../session/save-figure';
import type { EngineState } from './engine-state';

const MAX_BYTES_AT_ONCE = 256 * 1024;

type MessageRequests =
  | 'messages:list'
  | 'message:read'
  | 'message:text'
  | 'message:structure'
  | 'message:relations'
  | 'message:relation'
  | 'message:bytes'
  | 'copy:save'
  | 'figure:save';

export function messageHandlers(state: EngineState): Pick<Handlers, MessageRequests> {
  return {
    'messages:list': async (asked) => await listMessages(state.session, asked),
    'message:read': ({ ref }) =>
      toldWhenHeldBack(state, async () => {
        const message = await readMessage(state.session, ref);
        return { message, header: await readHeader(state.session, message) };
      }),
    'message:text': ({ ref }) => toldWhenHeldBack(state, () => readMessageText(state.session, ref)),
    'message:structure': async ({ ref }) => await readStructure(state.session, ref),
    'message:relations': async ({ ref }) => await summariesOfMessage(state.session, ref),
    'message:relation': async ({ ref, id }) => await relationOfMessage(state.session, ref, id),
    'copy:save': async ({ place, ...asked }) => {
      try {
        return await saveCopy(state.session, state.signer, { ...asked, path: state.placeOf(place) });
      } finally {
        state.announceChange();
      }
    },
    'figure:save': ({ svg, place }) => saveFigure(svg, state.placeOf(place)),
    'message:bytes': async ({ ref, start, end }) =>
      await readBytes(state.session, ref, { start, end: Math.min(end, start + MAX_BYTES_AT_ONCE) }),
  };
}

/** Reading can show that a stored file is damaged: the window is told once that the case can only be read now. */
async function toldWhenHeldBack<T>(state: EngineState, read: () => Promise<T>): Promise<T> {
  const { store } = state.session;
  const before = store.readOnlyReason;
  try {
    return await read();
  } finally {
    if (store.readOnlyReason !== before) {
      state.announceChange();
    }
  }
}
