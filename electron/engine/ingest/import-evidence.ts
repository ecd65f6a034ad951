/**
 * Taking evidence in: from what a person chose to rows that can be searched, with the journal in between.
 *
 * Order, so that a kill at any moment loses nothing: `evidence.begin` in the journal; every source into the vault, read
 * once, and split there; both lists into the vault; `evidence.receive` in the journal; then derived rows, which can be
 * made again. What is cancelled before `evidence.receive` is recorded as abandoned.
 */
import { lstat } from 'node:fs/promises';
import { FailureError } from '../../../shared/contract/failure';
import type { ImportResult } from '../../../shared/contract/outcomes';
import { beginEvidence, receiveEvidence } from '../case/acts';
import type { CaseStore } from '../case/case-store';
import type { EvidenceView } from '../case/case-view';
import { writeListing } from '../case/listing';
import { withTrueNames } from '../case/references';
import { findEvidence, toEvidence } from '../case/selectors';
import type { Catalogue } from '../catalogue/catalogue';
import { EvidenceFill, type FillContext } from '../catalogue/evidence-fill';
import type { Signer } from '../identity/signer';
import type { MessagePool } from '../message/message-pool';
import { VERSION } from '../version';
import { abandonImport } from './abandon-import';
import { listedObjects } from './listing';
import { receivedPacket } from './packet/received-packet';
import { assertRoom } from './preflight';
import { ProgressMeter, type WorkProgress } from './progress';
import { READERS } from './readers/registry';
import { throwIfCancelled } from './readers/throw-if-cancelled';
import { resumableImports } from './resume-imports';
import { type Source, sizeOf, sourceAt } from './sources';
import { type TakenIn, takeIn } from './take-in';
import type { WalkOptions } from './walk';

export interface ImportRequest {
  /** Each path becomes one evidence item. */
  readonly paths?: readonly string[];
  /** Headers that were pasted or typed: an item of its own, never mixed with acquired bytes. */
  readonly pasted?: Uint8Array;
  /** By what means it came. */
  readonly source: string;
  readonly receivedFrom: string;
  readonly note: string;
}

export interface ImportServices {
  readonly store: CaseStore;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly signer: Signer;
}

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: WorkProgress) => void) | undefined;
  /** Called when messages were added to the list or completed in it. */
  readonly onRows?: (() => void) | undefined;
}

/**
 * @throws FailureError `not-found`, `disk-full` before anything is written; `disk-full`, `internal`, `case-locked` later,
 *   with what was received before it kept
 */
export async function importEvidence(
  services: ImportServices,
  request: ImportRequest,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const { env, dir } = services.store;
  const startedMs = env.monotonicMs();
  const walk = { signal: options.signal, except: await lstat(dir) };
  const sources = await sourcesOf(request, walk);
  await assertRoom(
    dir,
    sources.reduce((sum, source) => sum + sizeOf(source), 0),
  );
  const meter = new ProgressMeter(options.onProgress, env.monotonicMs);
  const job: Job = { ...services, request, meter, signal: options.signal, onRows: options.onRows, walk };
  await resumeInTurn(job);
  const outcome = await importAll(
    job,
    sources.map((source) => ({ source, number: null, request })),
  );
  meter.end();
  return resultOf(outcome, env.monotonicMs() - startedMs);
}

/**
 * Continues what an earlier session began and did not end; a source that is gone is recorded as abandoned.
 *
 * Nothing is in the case twice: what was stored is recognised by its bytes, and rows of the unfinished item were dropped.
 */
export async function resumeImports(services: ImportServices, options: ImportOptions = {}): Promise<ImportResult> {
  const { env, dir } = services.store;
  const startedMs = env.monotonicMs();
  const walk = { signal: options.signal, except: await lstat(dir) };
  const meter = new ProgressMeter(options.onProgress, env.monotonicMs);
  const request = { source: '', receivedFrom: '', note: '' };
  const job: Job = { ...services, request, meter, signal: options.signal, onRows: options.onRows, walk };
  const outcome = await resumeInTurn(job);
  meter.end();
  return resultOf(outcome, env.monotonicMs() - startedMs);
}

interface Outcome {
  readonly received: readonly EvidenceView[];
  readonly cancelled: boolean;
}

/** Two callers at the same time continue the same imports once. */
const underWay = new WeakMap<CaseStore, Promise<Outcome>>();

async function resumeInTurn(job: Job): Promise<Outcome> {
  const { store, signer, walk } = job;
  const begun =
    underWay.get(store) ??
    (async () => await importAll(job, await resumableImports(store, signer, walk)))().finally(() =>
      underWay.delete(store),
    );
  underWay.set(store, begun);
  return await begun;
}

function resultOf({ received, cancelled }: Outcome, durationMs: number): ImportResult {
  return {
    evidence: received.map(toEvidence),
    messages: received.reduce((sum, { messages }) => sum + messages, 0),
    setAside: received.reduce((sum, { setAside }) => sum + setAside.length, 0),
    seconds: durationMs / 1000,
    cancelled,
  };
}

interface Job extends FillContext {
  readonly signer: Signer;
  readonly request: ImportRequest;
  readonly walk: WalkOptions;
}

async function sourcesOf({ paths = [], pasted }: ImportRequest, walk: WalkOptions): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    sources.push(await sourceAt(path, walk));
  }
  if (pasted !== undefined) {
    sources.push({ kind: 'pasted', name: 'pasted headers', content: pasted });
  }
  return sources;
}

/** What is to be received: with its number where that was begun before. */
interface Item {
  readonly source: Source;
  readonly number: string | null;
  readonly request: Pick<ImportRequest, 'source' | 'receivedFrom' | 'note'>;
}

async function importAll(job: Job, items: readonly Item[]): Promise<Outcome> {
  const received: EvidenceView[] = [];
  try {
    for (const item of items) {
      throwIfCancelled(job.signal);
      await receive(job, item, received);
    }
    return { received, cancelled: false };
  } catch (error) {
    if (error instanceof FailureError && error.code === 'cancelled') {
      return { received, cancelled: true };
    }
    throw error;
  }
}

/**
 * From `evidence.begin` to `evidence.receive`; whatever stops it in between is recorded as abandoned. Its messages are
 * read meanwhile; what is left of that follows.
 */
async function receive(job: Job, asked: Item, received: EvidenceView[]): Promise<void> {
  const { store, signer } = job;
  const { source, request } = asked;
  const told = { source: request.source, receivedFrom: request.receivedFrom, note: request.note };
  const number = asked.number ?? (await beginEvidence(store, signer, { ...told, path: pathOf(source) }));
  const fill = new EvidenceFill(job, number);
  try {
    fill.begin();
    job.meter.begin(`Copying ${number} into the case`, sizeOf(source));
    const taken = await takeIn(source, { ...job, onListed: (message) => fill.add(message) });
    throwIfCancelled(job.signal);
    job.meter.begin(`Recording ${number}`, null);
    await store.vault.settle();
    const leftOver = asked.number === null ? {} : await unnamed(store, taken);
    const found = taken.packet === null ? {} : { packet: await receivedPacket(store.vault, source, taken, job.signal) };
    await receiveEvidence(store, signer, { ...recordOf(job, asked, number, taken), ...found, ...leftOver });
  } catch (error) {
    await fill.stop();
    job.catalogue.dropEvidence(number);
    await abandonImport(store, signer, number, reasonOf(error));
    throw error;
  }
  const item = findEvidence(store.view, number);
  if (item === null) {
    throw new Error(`${number} was received and is not in the view`);
  }
  received.push(item);
  try {
    job.meter.begin(`Reading messages of ${number}`, item.bytes);
    await fill.listed();
    await fill.finish(item);
  } finally {
    await fill.stop();
  }
}

function pathOf(source: Source): string | null {
  return source.kind === 'file' || source.kind === 'folder' ? source.path : null;
}

/** What the interrupted session stored and the continued one did not find again: listed, so that it is accounted for. */
async function unnamed(store: CaseStore, { files, messageList }: TakenIn) {
  const named = new Set([files.sha256, messageList.sha256]);
  for await (const sha256 of listedObjects(store.vault, { files, messageList })) {
    named.add(sha256);
  }
  const others = (await store.leftOver()).filter(({ sha256 }) => !named.has(sha256));
  const objects = await withTrueNames(store.vault, others);
  return { resumed: true, ...(objects.length === 0 ? {} : { leftOver: await writeListing(store.vault, objects) }) };
}

function recordOf({ store }: Job, { source, request }: Item, number: string, taken: TakenIn) {
  const { env } = store;
  const nowMs = env.now();
  const { format, bytes, sha256, messages, setAside, files, messageList } = taken;
  const same = store.view.evidence.find((item) => item.sha256 === sha256 && item.bytes === bytes);
  return {
    number,
    name: source.name,
    format,
    bytes,
    sha256,
    messages,
    setAside: [...setAside],
    receivedAt: new Date(nowMs).toISOString(),
    receivedFrom: request.receivedFrom,
    source: request.source,
    note: request.note,
    files,
    messageList,
    tool: { name: 'Chainmail', version: VERSION, readers: READERS.map(({ id, version }) => ({ id, version })) },
    clock: { wallMs: nowMs, zoneOffsetMinutes: env.zoneOffsetMinutes(nowMs), monotonicMs: env.monotonicMs() },
    /** The same bytes were received before: this is a second receipt, stored once. */
    sameAs: same?.number ?? null,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof FailureError) {
    return error.code === 'cancelled' ? 'Cancelled by the examiner.' : error.message;
  }
  return 'An unexpected error of the program.';
}
