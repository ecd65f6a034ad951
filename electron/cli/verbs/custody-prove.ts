import { FailureError } from '../../../shared/contract/failure';
import { proveEntry } from '../../engine/session/checkpoints';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';
import { writeResult } from '../write-result';

export const custodyProve: Verb = {
  usage: 'DIR ENTRY [--out FILE]',
  options: { out: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const entry = entryNumber(requiredPositional(call, 1, "The entry's number"));
    noMorePositionals(call, 2);
    const { view, text } = await withCase(call, dir, 'read', (session) => proveEntry(session, entry));
    const out = optionText(call, 'out');
    const file = out === undefined ? null : await writeResult(out, text);
    return {
      json: { entry, size: view.size, root: view.root, signers: view.signers, proof: text, file },
      text: file === null ? text.trimEnd().split('\n') : [`Proof of entry ${entry} written to ${file}`],
    };
  },
};

function entryNumber(word: string): number {
  const entry = Number(word);
  if (!/^\d{1,15}$/.test(word)) {
    throw new FailureError('bad-request', `"${word}" is no number of a journal entry. Nothing was done.`);
  }
  return entry;
}
