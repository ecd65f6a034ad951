import { peopleLines } from '../../../shared/wording/case-people';
import { describePeople } from '../../engine/session/case-people';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredPositional } from '../words';

export const roleList: Verb = {
  usage: 'DIR',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const people = await withCase(call, dir, 'read', async (session) => describePeople(session));
    return { json: people, text: peopleLines(people) };
  },
};
