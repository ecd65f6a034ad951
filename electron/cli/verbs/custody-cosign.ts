import { dirname } from 'node:path';
import { toBase64 } from '../../../shared/packet-format/pem';
import { formatCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { witnessWords } from '../../../shared/wording/witness';
import { cosignCheckpoint } from '../../engine/custody/cosign-checkpoint';
import { profileFolder } from '../../engine/identity/profile-folder';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { givenTexts, readGiven } from '../given-file';
import { identityFileOf } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals, requiredOption, requiredPositional } from '../words';
import { writeResult } from '../write-result';

export const custodyCosign: Verb = {
  usage: 'CHECKPOINT-FILE --certificate FILE… --out FILE [--identity FILE]',
  options: { certificate: { type: 'string', multiple: true }, out: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const given = await readGiven(requiredPositional(call, 0, "The checkpoint's file"));
    noMorePositionals(call, 1);
    const out = requiredOption(call, 'out');
    const certificates = await givenTexts(call, 'certificate');
    const signer = await examinerSigner(call);
    const witness = { signer, keyFolder: dirname(identityFileOf(call)), home: profileFolder() };
    const { checkpoint, wasCompared } = await cosignCheckpoint(given, certificates, witness, call.environment);
    const file = await writeResult(out, formatCheckpoint(checkpoint));
    const certificate = await writeResult(`${out}.crt`, signer.certificatePem);
    const { origin, size, root } = checkpoint;
    return {
      json: { origin, size, root: toBase64(root), file, certificate, wasCompared },
      text: [witnessWords.signed(size, file, certificate), ...(wasCompared ? [] : [witnessWords.firstTime])],
    };
  },
};
