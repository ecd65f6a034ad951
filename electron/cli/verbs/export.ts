import { resolve } from 'node:path';
import { exportPacket } from '../../engine/session/export-packet';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, requiredOption, requiredPositional } from '../words';

export const exportVerb: Verb = {
  name: 'export',
  usage: 'DIR --out PATH [--zip] [--redact] [--identity FILE]',
  summary: 'builds and signs a packet of the exhibits',
  options: {
    out: { type: 'string' },
    zip: { type: 'boolean' },
    redact: { type: 'boolean' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const target = { path: resolve(requiredOption(call, 'out')), zip: call.values['zip'] === true };
    const signer = await examinerSigner(call);
    const result = await withCase(call, dir, 'write', (session) =>
      exportPacket(session, signer, target, {
        redact: call.values['redact'] === true,
        signal: call.signal,
        onProgress: (progress) => call.progress.report(progress),
      }),
    );
    return {
      json: result,
      text: [
        `Packet ${result.packetId}: ${result.files} files in ${result.path}`,
        `Manifest SHA-256 ${result.manifestSha256}`,
        `Signed by ${result.signer}`,
      ],
    };
  },
};
