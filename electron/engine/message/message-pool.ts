/**
 * The worker threads that read messages, with limits on time and memory for each task.
 *
 * A batch that fails is read again message by message, so that one bad message costs its neighbours nothing; the bad one
 * keeps its header facts from a separate, cheap pass and says why its body was set aside.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { type CaseContext, NO_CONTEXT } from '../../../shared/analysis/case-context';
import type { HeaderClocks } from '../../../shared/analysis/unknown-clocks/header-clocks';
import type { RecipientReading } from '../../../shared/analysis/voter-files/told';
import type { AskedQuestion } from '../../../shared/authentication/questions';
import { FailureError } from '../../../shared/contract/failure';
import type { HashSearch, HashSearchResult, MessageTargets } from '../hash-lock/search-hash';
import type { UnpackRequest } from '../ingest/containers/container';
import { unpackStream } from '../ingest/containers/unpack-stream';
import type { EnclosedReading } from '../ingest/enclosed/enclosed-message';
import type { FindRequest } from '../ingest/enclosed/find-enclosed';
import { tuneEngine } from '../tune-engine';
import type { SmallCopy, SmallCopyTask } from '../vault/copy-small';
import {
  type AnalysedMessage,
  type HeaderFacts,
  type MessagePlace,
  NO_HEADER,
  UNREAD_MESSAGE,
} from './analysed-message';
import type { QuestionsRequest } from './ask-questions';
import { LIMITS } from './limits';
import { type PackedBatch, unpackBodies } from './pack-bodies';
import type { AttachmentRequest, ReadAttachment } from './read-attachment';
import type { MessageReading, ReadRequest } from './read-message';
import type { StructureReading } from './read-structure';
import type { WrittenTrait } from './read-traits';
import type { RevisedFindings } from './revise-findings';
import { Slots } from './slots';
import { taskProblem } from './task-problem';

export interface MessagePoolOptions {
  /** Threads for batches; one more is kept for what a person is waiting for, one for an open container. */
  readonly threads?: number;
  readonly taskMs?: number;
  /** Waiting for one item of a container. */
  readonly unpackMs?: number;
}

export interface MessagePool {
  /** How many batches can run at the same time. */
  readonly threads: number;
  /** Analyses messages, one result for each in the same order. Rejects only when cancelled or closed. */
  readonly analyse: (
    places: readonly MessagePlace[],
    signal?: AbortSignal,
    context?: CaseContext,
  ) => Promise<readonly AnalysedMessage[]>;
  /** Applies the rules that look at the case to each message; undefined for one that cannot be read within the limits. */
  readonly revise: (
    places: readonly MessagePlace[],
    context: CaseContext,
    signal?: AbortSignal,
  ) => Promise<readonly (RevisedFindings | undefined)[]>;
  /** What the list shows, from headers alone; ahead of batches that wait to be analysed. Rejects only when cancelled or closed. */
  readonly headers: (places: readonly MessagePlace[], signal?: AbortSignal) => Promise<readonly HeaderFacts[]>;
  /** One message, whole. Rejects when it cannot be read within the limits; see `taskProblem`. */
  readonly read: (request: ReadRequest, signal?: AbortSignal) => Promise<MessageReading>;
  /** The parts of one message. Rejects as `read` does. */
  readonly structure: (place: MessagePlace, signal?: AbortSignal) => Promise<StructureReading>;
  /** The content of an attached file; null where there is none of that number. Rejects as `read` does. */
  readonly attachment: (request: AttachmentRequest, signal?: AbortSignal) => Promise<ReadAttachment | null>;
  /** What is to be asked of the DNS for messages, from their headers, with the answers that are held. */
  readonly questions: (
    request: QuestionsRequest,
    signal?: AbortSignal,
  ) => Promise<readonly (readonly AskedQuestion[])[]>;
  /** What each message can share with others, with the texts and places; undefined for one that cannot be read within the limits. */
  readonly traits: (places: readonly MessagePlace[]) => Promise<readonly (readonly WrittenTrait[] | undefined)[]>;
  /** What each message tells of its recipients; undefined for one that cannot be read within the limits. */
  readonly recipients: (
    places: readonly MessagePlace[],
    signal?: AbortSignal,
  ) => Promise<readonly (RecipientReading | undefined)[]>;
  /** Words of each header that read as instants; undefined for one that cannot be read within the limits. */
  readonly headerClocks: (
    places: readonly MessagePlace[],
    signal?: AbortSignal,
  ) => Promise<readonly (HeaderClocks | undefined)[]>;
  /** What a container holds, one item after the other; see `unpackStream`. */
  readonly unpack: (request: UnpackRequest, signal?: AbortSignal) => ReturnType<typeof unpackStream>;
  /** The messages inside a message. Rejects when they cannot be read within the limits. */
  readonly enclosed: (request: FindRequest, signal?: AbortSignal) => Promise<EnclosedReading>;
  /** Ids of a message that may be hashed times. Rejects when it cannot be read within the limits. */
  readonly hashTargets: (place: MessagePlace, signal?: AbortSignal) => Promise<MessageTargets>;
  /** Tries some seconds for one of them. */
  readonly searchHash: (search: HashSearch, signal?: AbortSignal) => Promise<HashSearchResult>;
  /**
   * Copies small files under the names given. No cancellation ends it: it takes a moment, and a killed thread would leave
   * half a copy. Rejects when its thread was lost: then some copies may be there.
   */
  readonly copy: (task: SmallCopyTask) => Promise<readonly SmallCopy[]>;
  readonly close: () => Promise<void>;
}

type TaskName =
  | 'copyFiles'
  | 'findHashTargets'
  | 'searchHash'
  | 'askQuestions'
  | 'findEnclosedMessages'
  | 'analyseMessages'
  | 'reviseFindings'
  | 'readHeaderClocks'
  | 'readHeaders'
  | 'readHeaderOnly'
  | 'readAttachment'
  | 'readMessage'
  | 'readRecipients'
  | 'readStructure'
  | 'readTraits';

/** Starts a pool over the built worker `message-worker.js`, by its file URL. */
export function openMessagePool(workerFile: URL, options: MessagePoolOptions = {}): MessagePool {
  const threads = options.threads ?? Math.max(1, availableParallelism());
  const taskMs = options.taskMs ?? LIMITS.taskMs;
  tuneEngine();
  const piscina = startThreads(workerFile, threads);
  const batches = new Slots(threads);
  const intake = new Slots(1);
  const reads = new Slots(1);
  const run = runnerOver(piscina, taskMs);

  const analyseOne = async (
    place: MessagePlace,
    context: CaseContext,
    signal?: AbortSignal,
  ): Promise<AnalysedMessage> => {
    try {
      const [row] = unpackBodies(
        await run<PackedBatch>(batches, 'analyseMessages', { places: [place], context }, signal),
      );
      return row ?? UNREAD_MESSAGE;
    } catch (error) {
      throwIfCancelled(signal);
      const header = await run<AnalysedMessage>(batches, 'readHeaderOnly', place, signal).catch(() => UNREAD_MESSAGE);
      throwIfCancelled(signal);
      return { ...header, problem: taskProblem(error, taskMs) };
    }
  };

  const analyse = async (
    places: readonly MessagePlace[],
    signal?: AbortSignal,
    context: CaseContext = NO_CONTEXT,
  ): Promise<readonly AnalysedMessage[]> => {
    try {
      return unpackBodies(await run<PackedBatch>(batches, 'analyseMessages', { places, context }, signal));
    } catch {
      throwIfCancelled(signal);
      const rows: AnalysedMessage[] = [];
      for (const place of places) {
        rows.push(await analyseOne(place, context, signal));
      }
      return rows;
    }
  };

  const revise: MessagePool['revise'] = (places, context, signal) =>
    togetherOrEach(places, signal, (some) =>
      run<readonly RevisedFindings[]>(batches, 'reviseFindings', { places: some, context }, signal),
    );

  const headers = async (places: readonly MessagePlace[], signal?: AbortSignal): Promise<readonly HeaderFacts[]> => {
    try {
      return await run<readonly HeaderFacts[]>(intake, 'readHeaders', places, signal);
    } catch {
      throwIfCancelled(signal);
      // The list shows these lines empty until their messages are analysed, one by one where need be.
      return places.map(() => NO_HEADER);
    }
  };

  const readerOf =
    <T>(name: TaskName) =>
    (places: readonly MessagePlace[], signal?: AbortSignal): Promise<readonly (T | undefined)[]> =>
      togetherOrEach(places, signal, (some) => run<readonly T[]>(batches, name, some, signal));

  return {
    threads,
    analyse,
    revise,
    headers,
    traits: readerOf<readonly WrittenTrait[]>('readTraits'),
    recipients: readerOf<RecipientReading>('readRecipients'),
    headerClocks: readerOf<HeaderClocks>('readHeaderClocks'),
    read: (request, signal) => run<MessageReading>(reads, 'readMessage', request, signal),
    structure: (place, signal) => run<StructureReading>(reads, 'readStructure', place, signal),
    attachment: (request, signal) => run<ReadAttachment | null>(reads, 'readAttachment', request, signal),
    unpack: (request, signal) =>
      unpackStream(
        async (task, limit) =>
          await piscina.run(task, { name: 'unpackContainer', transferList: [task.port], signal: limit }),
        request,
        signal,
        options.unpackMs,
      ),
    questions: (request, signal) =>
      run<readonly (readonly AskedQuestion[])[]>(batches, 'askQuestions', request, signal),
    enclosed: (request, signal) => run<EnclosedReading>(batches, 'findEnclosedMessages', request, signal),
    hashTargets: (place, signal) => run<MessageTargets>(batches, 'findHashTargets', place, signal),
    searchHash: (search, signal) => run<HashSearchResult>(batches, 'searchHash', search, signal),
    copy: (task) => run<readonly SmallCopy[]>(intake, 'copyFiles', task),
    close: () => piscina.destroy(),
  };
}

/** The clock of a task starts when a thread is free for it, so a full queue never counts as slowness. */
function runnerOver(piscina: Piscina, taskMs: number) {
  return <T>(slots: Slots, name: TaskName, task: unknown, signal?: AbortSignal): Promise<T> =>
    slots.use(async () => {
      throwIfCancelled(signal);
      const limit = AbortSignal.timeout(taskMs);
      return await piscina.run(task, { name, signal: signal === undefined ? limit : AbortSignal.any([signal, limit]) });
    });
}

/** A batch as a whole; where that fails, message by message: undefined for one that cannot be read within the limits. */
async function togetherOrEach<T>(
  places: readonly MessagePlace[],
  signal: AbortSignal | undefined,
  read: (places: readonly MessagePlace[]) => Promise<readonly T[]>,
): Promise<readonly (T | undefined)[]> {
  try {
    return await read(places);
  } catch {
    throwIfCancelled(signal);
    const found: (T | undefined)[] = [];
    for (const place of places) {
      found.push((await read([place]).catch(() => []))[0]);
      throwIfCancelled(signal);
    }
    return found;
  }
}

/** One thread more than for batches for what a person waits for, one for an open container; started when needed. */
function startThreads(workerFile: URL, threads: number): Piscina {
  return new Piscina({
    filename: fileURLToPath(workerFile),
    minThreads: 0,
    maxThreads: threads + 2,
    concurrentTasksPerWorker: 1,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.workerMemoryMb },
  });
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new FailureError('cancelled', 'The work was cancelled. The case is unharmed. It can be started again.');
  }
}
