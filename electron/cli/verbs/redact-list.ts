import { redactionList } from '../../engine/session/change-redaction';
import { listJson, listLines } from '../redact-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const redactListVerb: Verb = {
  usage: 'DIR',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const list = await withCase(call, dir, 'read', async (session) => redactionList(session));
    return { json: { persons: listJson(list) }, text: listLines(list) };
  },
};
