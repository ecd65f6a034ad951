import { setImmediate } from 'node:timers/promises';
import { composeReport } from '../../../../shared/packet-format/compose-report';
import { REPORT } from '../../../../shared/packet-format/packet-layout';
import { buildSentences } from '../../../../shared/wording/packet-build';
import { throwIfCancelled } from '../cancelled';
import { renderPdf } from '../report/render-pdf';
import type { PacketPart, PartFile, PartInput } from './packet-part';

/** The briefing report. */
export const report: PacketPart = async function* (input): AsyncGenerator<PartFile> {
  yield { path: REPORT, pieces: await drawn(input) };
};

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
