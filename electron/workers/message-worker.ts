/** Worker thread for messages: the names of its tasks, and nothing else. */
import type { MessagePort } from 'node:worker_threads';
import type { HeaderClocks } from '../../shared/analysis/unknown-clocks/header-clocks';
import type { RecipientReading } from '../../shared/analysis/voter-files/told';
import type { AskedQuestion } from '../../shared/authentication/questions';
import type { JudgedMessage } from '../../shared/validation/judged-message';
import type { HashSearch, HashSearchResult, MessageTargets } from '../engine/hash-lock/search-hash';
import type { UnpackRequest } from '../engine/ingest/containers/container';
import type { EnclosedReading } from '../engine/ingest/enclosed/enclosed-message';
import type { FindRequest } from '../engine/ingest/enclosed/find-enclosed';
import type { AnalysedMessage, AnalyseTask, HeaderFacts, MessagePlace } from '../engine/message/analysed-message';
import type { QuestionsRequest } from '../engine/message/ask-questions';
import { type PackedBatch, packBodies } from '../engine/message/pack-bodies';
import type { AttachmentRequest, ReadAttachment } from '../engine/message/read-attachment';
import type { MessageReading, ReadRequest } from '../engine/message/read-message';
import type { StructureReading } from '../engine/message/read-structure';
import type { WrittenTrait } from '../engine/message/read-traits';
import type { RevisedFindings } from '../engine/message/revise-findings';
import { copySmallFiles, type SmallCopy, type SmallCopyTask } from '../engine/vault/copy-small';
import { type HashedObject, type HashTask, type RangeTask, runHashTask, runRangeTask } from '../engine/vault/hash-sync';

// What a thread does is loaded by the first task that needs it: mailparser and the libraries of containers take longer to
// load than a small mailbox takes to read, and a thread that hashes needs none of it.

const analysis = () => import('../engine/message/analyse-message');

export async function analyseMessages({ places, context }: AnalyseTask): Promise<PackedBatch> {
  const { analysePlaces } = await analysis();
  return packBodies(analysePlaces(places, context));
}

export async function reviseFindings(task: AnalyseTask): Promise<readonly RevisedFindings[]> {
  const { reviseFindings: revise } = await import('../engine/message/revise-findings');
  return revise(task);
}

export async function readHeaders(places: readonly MessagePlace[]): Promise<readonly HeaderFacts[]> {
  const { readHeaders: readListHeaders } = await analysis();
  return readListHeaders(places);
}

export async function readHeaderOnly(place: MessagePlace): Promise<AnalysedMessage> {
  const { readHeaderFacts } = await analysis();
  return readHeaderFacts(place);
}

export async function readMessage(request: ReadRequest): Promise<MessageReading> {
  const { readMessage: readOne } = await import('../engine/message/read-message');
  return await readOne(request);
}

export async function readAttachment(request: AttachmentRequest): Promise<ReadAttachment | null> {
  const { readAttachment: readOne } = await import('../engine/message/read-attachment');
  return await readOne(request);
}

export async function readStructure(place: MessagePlace): Promise<StructureReading> {
  const { readStructureOf } = await import('../engine/message/read-structure');
  return readStructureOf(place);
}

export async function readTraits(places: readonly MessagePlace[]): Promise<readonly (readonly WrittenTrait[])[]> {
  const { readTraits: read } = await import('../engine/message/read-traits');
  return read(places);
}

export async function readHeaderClocks(places: readonly MessagePlace[]): Promise<readonly HeaderClocks[]> {
  const { readHeaderClocks: read } = await import('../engine/message/read-header-clocks');
  return read(places);
}

export async function readRecipients(places: readonly MessagePlace[]): Promise<readonly RecipientReading[]> {
  const { readRecipients: read } = await import('../engine/message/read-recipients');
  return read(places);
}

export async function unpackContainer(task: {
  readonly request: UnpackRequest;
  readonly port: MessagePort;
}): Promise<void> {
  const { serveUnpack } = await import('../engine/ingest/containers/serve-unpack');
  await serveUnpack(task.request, task.port);
}

export async function askQuestions(request: QuestionsRequest): Promise<readonly (readonly AskedQuestion[])[]> {
  const { questionsOfPlaces } = await import('../engine/message/ask-questions');
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

export async function judgeMessages(places: readonly MessagePlace[]): Promise<readonly JudgedMessage[]> {
  const { judgePlaces } = await import('../engine/validation/judge-messages');
  return judgePlaces(places);
}

export function copyFiles(task: SmallCopyTask): readonly SmallCopy[] {
  return copySmallFiles(task);
}

export function hashFiles(task: HashTask): readonly HashedObject[] {
  return runHashTask(task);
}

export function findWrongRanges(task: RangeTask): readonly number[] {
  return runRangeTask(task);
}
