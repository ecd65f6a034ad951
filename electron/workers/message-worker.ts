/** Worker thread for messages: the names of its tasks, and nothing else. */
import type { MessagePort } from 'node:worker_threads';
import type { AskedQuestion } from '../../shared/authentication/questions';
import type { HashSearch, HashSearchResult, MessageTargets } from '../engine/hash-lock/search-hash';
import type { UnpackRequest } from '../engine/ingest/containers/container';
import type { EnclosedReading } from '../engine/ingest/enclosed/enclosed-message';
import type { FindRequest } from '../engine/ingest/enclosed/find-enclosed';
import { analysePlaces, readHeaderFacts, readHeaders as readListHeaders } from '../engine/message/analyse-message';
import type { AnalysedMessage, AnalyseTask, HeaderFacts, MessagePlace } from '../engine/message/analysed-message';
import { type QuestionsRequest, questionsOfPlaces } from '../engine/message/ask-questions';
import { type PackedBatch, packBodies } from '../engine/message/pack-bodies';
import type { MessageReading, ReadRequest } from '../engine/message/read-message';
import { type RevisedFindings, reviseFindings as revise } from '../engine/message/revise-findings';
import { type HashedObject, type HashTask, type RangeTask, runHashTask, runRangeTask } from '../engine/vault/hash-sync';

export function analyseMessages({ places, context }: AnalyseTask): PackedBatch {
  return packBodies(analysePlaces(places, context));
}

export function reviseFindings(task: AnalyseTask): readonly RevisedFindings[] {
  return revise(task);
}

export function readHeaders(places: readonly MessagePlace[]): readonly HeaderFacts[] {
  return readListHeaders(places);
}

export function readHeaderOnly(place: MessagePlace): AnalysedMessage {
  return readHeaderFacts(place);
}

// What most threads never do is loaded by the first task that needs it: mailparser and the libraries of containers take
// longer to load than a small mailbox takes to read.

export async function readMessage(request: ReadRequest): Promise<MessageReading> {
  const { readMessage: readOne } = await import('../engine/message/read-message');
  return await readOne(request);
}

export async function unpackContainer(task: {
  readonly request: UnpackRequest;
  readonly port: MessagePort;
}): Promise<void> {
  const { serveUnpack } = await import('../engine/ingest/containers/serve-unpack');
  await serveUnpack(task.request, task.port);
}

export function askQuestions(request: QuestionsRequest): readonly (readonly AskedQuestion[])[] {
  return questionsOfPlaces(request);
}

export async function findEnclosedMessages(request: FindRequest): Promise<EnclosedReading> {
  const { findEnclosed } = await import('../engine/ingest/enclosed/find-enclosed');
  return findEnclosed(request);
}

export async function findHashTargets(place: MessagePlace): Promise<MessageTargets> {
  const { findTargets } = await import('../engine/hash-lock/search-hash');
  return findTargets(place);
}

export async function searchHash(search: HashSearch): Promise<HashSearchResult> {
  const { searchHash: run } = await import('../engine/hash-lock/search-hash');
  return run(search);
}

export function hashFiles(task: HashTask): readonly HashedObject[] {
  return runHashTask(task);
}

export function findWrongRanges(task: RangeTask): readonly number[] {
  return runRangeTask(task);
}
