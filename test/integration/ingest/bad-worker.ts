/** A worker that hangs or eats memory on some messages, to see what the pool makes of it. */
import { readFileSync } from 'node:fs';
import {
  analyseMessage,
  readHeaderFacts,
  readHeaders as readListHeaders,
} from '../../../electron/engine/message/analyse-message';
import type {
  AnalysedMessage,
  AnalyseTask,
  HeaderFacts,
  MessagePlace,
} from '../../../electron/engine/message/analysed-message';
import { type PackedBatch, packBodies } from '../../../electron/engine/message/pack-bodies';
import {
  type MessageReading,
  type ReadRequest,
  readMessage as readWhole,
} from '../../../electron/engine/message/read-message';

export function analyseMessages({ places, context }: AnalyseTask): PackedBatch {
  const rows = places.map((place) => {
    const text = readFileSync(place.path, 'latin1');
    if (text.includes('Subject: hang')) {
      for (;;) {}
    }
    if (text.includes('Subject: greedy')) {
      const heap: string[][] = [];
      for (;;) {
        heap.push(Array.from({ length: 100_000 }, (_, n) => `${n}`));
      }
    }
    return analyseMessage(place, context);
  });
  return packBodies(rows);
}

export function readHeaders(places: readonly MessagePlace[]): readonly HeaderFacts[] {
  return readListHeaders(places);
}

export function readHeaderOnly(place: MessagePlace): AnalysedMessage {
  return readHeaderFacts(place);
}

/** Hangs on every reading that is more than the header. */
export async function readMessage(request: ReadRequest): Promise<MessageReading> {
  if (request.headerOnly !== true) {
    for (;;) {}
  }
  return await readWhole(request);
}
