import { listMessages } from '../../engine/session/list-messages';
import { readMessage } from '../../engine/session/read-message';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

const PAGE = 500;

export const dump: Verb = {
  name: 'dump',
  usage: 'DIR [--query Q]',
  summary: 'prints every message whole, as JSON Lines',
  options: { query: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const query = optionText(call, 'query') ?? '';
    await withCase(call, dir, 'read', async (session) => {
      for (let offset = 0; ; offset += PAGE) {
        const page = listMessages(session, { query, sort: 'ref', descending: false, limit: PAGE, offset });
        for (const row of page.messages) {
          call.signal.throwIfAborted();
          call.writeLine(JSON.stringify(await readMessage(session, row.ref)));
          call.progress.report({ stage: 'Reading messages', doneMessages: offset });
        }
        if (page.messages.length < PAGE) {
          return;
        }
      }
    });
    return { json: {}, text: [], streamed: true };
  },
};
