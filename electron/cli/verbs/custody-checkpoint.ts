import { currentCheckpoint } from '../../engine/session/checkpoints';
import { givenSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';
import { writeResult } from '../write-result';

export const custodyCheckpoint: Verb = {
  name: 'custody checkpoint',
  usage: 'DIR [--out FILE] [--identity FILE]',
  summary: "gives the signed state of the journal; with a key, signs it or adds that key's signature",
  options: { out: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const signer = await givenSigner(call);
    const mode = signer === null ? 'read' : 'write';
    const { origin, view, text } = await withCase(call, dir, mode, (session) => currentCheckpoint(session, signer));
    const out = optionText(call, 'out');
    const file = out === undefined ? null : await writeResult(out, text);
    return {
      json: { origin, size: view.size, root: view.root, signers: view.signers, checkpoint: text, file },
      text: file === null ? text.trimEnd().split('\n') : [`Checkpoint of ${view.size} entries written to ${file}`],
    };
  },
};
