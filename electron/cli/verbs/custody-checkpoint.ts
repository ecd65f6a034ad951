import { dirname } from 'node:path';
import { witnessWords } from '../../../shared/wording/witness';
import { addCosignatures } from '../../engine/custody/add-cosignatures';
import { currentCheckpoint } from '../../engine/session/checkpoints';
import { witnessCheckpoint } from '../../engine/session/witness-checkpoint';
import { givenSigner, IDENTITY_OPTION } from '../examiner';
import { givenTexts, readGiven } from '../given-file';
import { identityFileOf } from '../identity-words';
import type { Verb, VerbCall, VerbOutcome } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';
import { writeResult } from '../write-result';

export const custodyCheckpoint: Verb = {
  usage: 'DIR [--out FILE] [--identity FILE] | DIR --add FILE --certificate FILE…',
  options: {
    out: { type: 'string' },
    add: { type: 'string' },
    certificate: { type: 'string', multiple: true },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const added = optionText(call, 'add');
    return added === undefined ? await give(call, dir) : await add(call, dir, added);
  },
};

async function give(call: VerbCall, dir: string): Promise<VerbOutcome> {
  const signer = await givenSigner(call);
  const keyFolder = dirname(identityFileOf(call));
  const { origin, view, text } =
    signer === null
      ? await withCase(call, dir, 'read', (session) => currentCheckpoint(session, null))
      : await withCase(call, dir, 'write', (session) => witnessCheckpoint(session, signer, keyFolder));
  const out = optionText(call, 'out');
  const file = out === undefined ? null : await writeResult(out, text);
  return {
    json: { origin, size: view.size, root: view.root, signers: view.signers, checkpoint: text, file },
    text: file === null ? text.trimEnd().split('\n') : [`Checkpoint of ${view.size} entries written to ${file}`],
  };
}

async function add(call: VerbCall, dir: string, added: string): Promise<VerbOutcome> {
  const given = await readGiven(added);
  const certificates = await givenTexts(call, 'certificate');
  const { size, names } = await withCase(call, dir, 'write', (session) =>
    addCosignatures(session.store, given, certificates),
  );
  return { json: { size, names }, text: [witnessWords.added(names, size)] };
}
