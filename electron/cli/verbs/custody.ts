import { readCustody } from '../../engine/session/read-custody';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const custody: Verb = {
  usage: 'DIR',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const journal = await withCase(call, dir, 'read', (session) => readCustody(session));
    return {
      json: journal,
      text: [
        ...journal.entries.map(
          (entry) =>
            `${String(entry.seq).padStart(5)}  ${entry.time}  ${entry.hash.slice(0, 12)}  ${entry.actor}: ${entry.sentence}`,
        ),
        `head ${journal.head ?? 'none'}`,
      ],
    };
  },
};
