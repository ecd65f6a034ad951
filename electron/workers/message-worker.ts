/** Worker thread for messages: the names of its tasks, and nothing else. */
import type { MessagePort } from 'node:worker_threads';
import type { JudgedMessage } from '../../shared/validation/judged-message';
import type { UnpackRequest } from '../engine/ingest/containers/container';
import { serveUnpack } from '../engine/ingest/containers/serve-unpack';
import type { EnclosedReading } from '../engine/ingest/enclosed/enclosed-message';
import { type FindRequest, findEnclosed } from '../engine/ingest/enclosed/find-enclosed';
import { analysePlaces, readHeaderFacts, readHeaders as readListHeaders } from '../engine/message/analyse-message';
import type { AnalysedMessage, HeaderFacts, MessagePlace } from '../engine/message/analysed-message';
import { type PackedBatch, packBodies } from '../engine/message/pack-bodies';
import type { MessageReading, ReadRequest } from '../engine/message/read-message';
import { judgePlaces } from '../engine/validation/judge-messages';
import { type HashedObject, type HashTask, type RangeTask, runHashTask, runRangeTask } from '../engine/vault/hash-sync';

export function analyseMessages(places: readonly MessagePlace[]): PackedBatch {
  return packBodies(analysePlaces(places));
}

export function readHeaders(places: readonly MessagePlace[]): readonly HeaderFacts[] {
  return readListHeaders(places);
}

export function readHeaderOnly(place: MessagePlace): AnalysedMessage {
  return readHeaderFacts(place);
}

export async function readMessage(request: ReadRequest): Promise<MessageReading> {
  // Bodies are read for a person only: threads that import never load what that needs.
  const { readMessage: readOne } = await import('../engine/message/read-message');
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

export function judgeMessages(places: readonly MessagePlace[]): readonly JudgedMessage[] {
  return judgePlaces(places);
}

export function hashFiles(task: HashTask): readonly HashedObject[] {
  return runHashTask(task);
}

export function findWrongRanges(task: RangeTask): readonly number[] {
  return runRangeTask(task);
}
