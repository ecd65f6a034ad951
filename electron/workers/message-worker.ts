/** Worker thread for messages: the names of its tasks, and nothing else. */
import type { MessagePort } from 'node:worker_threads';
import type { UnpackRequest } from '../engine/ingest/containers/container';
import { serveUnpack } from '../engine/ingest/containers/serve-unpack';
import type { EnclosedReading } from '../engine/ingest/enclosed/enclosed-message';
import { type FindRequest, findEnclosed } from '../engine/ingest/enclosed/find-enclosed';
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

export async function unpackContainer(task: {
  readonly request: UnpackRequest;
  readonly port: MessagePort;
}): Promise<void> {
  await serveUnpack(task.request, task.port);
}

export function findEnclosedMessages(request: FindRequest): EnclosedReading {
  return findEnclosed(request);
}
