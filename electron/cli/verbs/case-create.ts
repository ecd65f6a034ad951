import { resolve } from 'node:path';
import { createNewCase } from '../../engine/session/create-new-case';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { noMorePositionals, optionText, requiredOption, requiredPositional } from '../words';

export const caseCreate: Verb = {
  usage: 'DIR --name N [--number X] [--identity FILE]',
  options: { name: { type: 'string' }, number: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = resolve(requiredPositional(call, 0, "The case's folder"));
    noMorePositionals(call, 1);
    const name = requiredOption(call, 'name');
    const number = optionText(call, 'number') ?? '';
    const signer = await examinerSigner(call);
    const made = await createNewCase(dir, { name, number }, signer, call.environment);
    return {
      json: { path: made.path, id: made.id, name, number },
      text: [`Case "${name}" was created in ${made.path}`],
    };
  },
};
