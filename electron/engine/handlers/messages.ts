import type { Handlers } from '../../../shared/contract/requests';
import { listMessages } from '../session/list-messages';
import { readBytes, readHeader, readMessage, readMessageText } from '../session/read-message';
import type { EngineState } from './engine-state';

const MAX_BYTES_AT_ONCE = 256 * 1024;

export function messageHandlers(
  state: EngineState,
): Pick<Handlers, 'messages:list' | 'message:read' | 'message:text' | 'message:bytes'> {
  return {
    'messages:list': async (asked) => listMessages(state.session, asked),
    'message:read': async ({ ref }) => {
      const message = await readMessage(state.session, ref);
      return { message, header: await readHeader(state.session, message) };
    },
    'message:text': async ({ ref }) => await readMessageText(state.session, ref),
    'message:bytes': async ({ ref, start, end }) =>
      await readBytes(state.session, ref, { start, end: Math.min(end, start + MAX_BYTES_AT_ONCE) }),
  };
}
