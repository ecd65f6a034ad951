/** Worker thread for messages: the names of its tasks, and nothing else. */
import { analyseMessage, readHeaderFacts } from '../engine/message/analyse-message';
import type { AnalysedMessage, MessagePlace } from '../engine/message/analysed-message';
import { type MessageReading, type ReadRequest, readMessage as readOne } from '../engine/message/read-message';

export function analyseMessages(places: readonly MessagePlace[]): readonly AnalysedMessage[] {
  return places.map(analyseMessage);
}

export function readHeaderOnly(place: MessagePlace): AnalysedMessage {
  return readHeaderFacts(place);
}

export async function readMessage(request: ReadRequest): Promise<MessageReading> {
  return await readOne(request);
}
