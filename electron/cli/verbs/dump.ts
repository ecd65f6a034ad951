import { FailureError } from '../../../shared/contract/failure';
import type { MessageRow } from '../../../shared/contract/model';
import type { CaseSession } from '../../engine/session/case-session';
import { listMessages } from '../../engine/session/list-messages';
import { readMessage } from '../../engine/session/read-message';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

const PAGE = 500;

export const dump: Verb = {
  usage: 'DIR [--query Q]',
  options: { query: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const query = optionText(call, 'query') ?? '';
    let unread = 0;
    await withCase(call, dir, 'read', async (session) => {
      for (let offset = 0; ; offset += PAGE) {
        const page = await listMessages(session, { query, sort: 'ref', descending: false, limit: PAGE, offset });
        for (const row of page.messages) {
          call.signal.throwIfAborted();
          const line = await lineOf(session, row);
          unread += 'problem' in line ? 1 : 0;
          call.writeLine(JSON.stringify(line));
          call.progress.report({ stage: 'Reading messages', doneMessages: offset });
        }
        if (page.messages.length < PAGE) {
          return;
        }
      }
    });
    return { json: {}, text: [], streamed: true, status: unread > 0 ? 3 : 0 };
  },
};

/** A message that cannot be read within its limits is a line too: what its list has of it, and why there is no more. */
async function lineOf(session: CaseSession, row: MessageRow) {
  try {
    return await readMessage(session, row.ref);
  } catch (error) {
    if (!(error instanceof FailureError && error.code === 'unreadable-input')) {
      throw error;
    }
    return { ...row, headers: [], route: [], times: [], findings: [], problem: error.message };
  }
}
