import { setImmediate } from 'node:timers/promises';
import { composeReport } from '../../../../shared/packet-format/compose-report';
import { REPORT } from '../../../../shared/packet-format/packet-layout';
import { buildSentences } from '../../../../shared/wording/packet-build';
import { throwIfCancelled } from '../cancelled';
import { renderPdf } from '../report/render-pdf';
import { signPdf } from '../report/sign-pdf';
import type { PacketPart, PartFile, PartInput } from './packet-part';

/** The briefing report. */
export const report: PacketPart = async function* (input): AsyncGenerator<PartFile> {
  const pdf = Buffer.concat(await drawn(input));
  yield { path: REPORT, pieces: [await signed(pdf, input)] };
};

/** Signed inside of its own file too: it can be handed on alone. */
async function signed(pdf: Uint8Array, { content, signer }: PartInput): Promise<Uint8Array> {
  const certificates = [signer.certificatePem, ...signer.issuersPem];
  return await signPdf(pdf, {
    name: signer.name,
    reason: buildSentences.signatureReason(content.packetId),
    signingTime: new Date(content.createdAt),
    // PEM is longer than the DER in it; what else stands in a signature takes some 500 bytes.
    reservedBytes: certificates.reduce((sum, pem) => sum + pem.length, 1_024),
    sign: (bytes) => signer.signDetached(bytes, null),
  });
}

async function drawn({ content, resourcesDir, signal, onStage }: PartInput): Promise<readonly Uint8Array[]> {
  return await renderPdf(composeReport(content), {
    resourcesDir,
    // Drawing is long work on one thread: after each section others get a turn and a cancel is heard.
    onSection: async (done, total) => {
      onStage(buildSentences.stageReport(done, total));
      await setImmediate();
      throwIfCancelled(signal);
    },
  });
}
