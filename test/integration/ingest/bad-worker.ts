/** A worker that hangs or eats memory on some messages, to see what the pool makes of it. */
import { readFileSync } from 'node:fs';
import { analyseMessage, readHeaderFacts } from '../../../electron/engine/message/analyse-message';
import type { AnalysedMessage, MessagePlace } from '../../../electron/engine/message/analysed-message';

export function analyseMessages(places: readonly MessagePlace[]): readonly AnalysedMessage[] {
  return places.map((place) => {
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
    return analyseMessage(place);
  });
}

export function readHeaderOnly(place: MessagePlace): AnalysedMessage {
  return readHeaderFacts(place);
}
