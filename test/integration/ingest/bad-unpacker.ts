/** A worker whose containers hang at their second item, to see what the import makes of it. */
import type { MessagePort } from 'node:worker_threads';
import type { UnpackRequest } from '../../../electron/engine/ingest/containers/container';
import { analyseMessage } from '../../../electron/engine/message/analyse-message';
import type { AnalysedMessage, AnalyseTask } from '../../../electron/engine/message/analysed-message';

export async function unpackContainer({ request, port }: { request: UnpackRequest; port: MessagePort }): Promise<void> {
  for (let ordinal = request.from; ordinal < 4; ordinal += 1) {
    if (ordinal === 1 || request.name === 'hang.zip') {
      // Gives the items before it time to leave.
      await new Promise((resolve) => setTimeout(resolve, 100));
      for (;;) {}
    }
    const content = new Uint8Array(Buffer.from(`From: x@example.com\nSubject: ${ordinal}\n\nbody\n`));
    const item = { kind: 'file', ordinal, path: `${ordinal}.eml`, content, modifiedAt: null, remarks: [] };
    port.postMessage({ kind: 'item', item });
  }
  port.postMessage({ kind: 'end', end: { variant: '', remarks: [], problem: null } });
}

export function analyseMessages({ places }: AnalyseTask): readonly AnalysedMessage[] {
  return places.map((place) => analyseMessage(place));
}
