/**
 * From listed messages to complete rows, in two passes that run side by side.
 *
 * First the headers: a message is in the list, and found by sender, recipient and subject, as soon as it is known where
 * it lies. Then bodies, findings and words. The table itself is the queue between the two, so that memory does not grow
 * with the number of messages, and a fill that was killed goes on where it was.
 */
import type { CaseStore } from '../case/case-store';
import type { EvidenceView } from '../case/case-view';
import type { ListedMessage } from '../ingest/listing';
import type { ProgressMeter } from '../ingest/progress';
import type { MessagePool } from '../message/message-pool';
import { throwIfCancelled } from '../vault/hash-file';
import type { CaseKnowledge } from './case-findings';
import { isSame, knowledgeOf } from './case-knowledge';
import type { Catalogue } from './catalogue';
import { batchesOf, PAGE_MESSAGES, placesOf } from './message-batches';
import type { CompleteEntry, IncompleteMessage } from './rows';

export interface FillContext {
  readonly store: CaseStore;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal | undefined;
  /** Called when rows were added or completed. */
  readonly onRows?: (() => void) | undefined;
}

/** The first headers are shown at once; later batches grow, so that a large mailbox is not a thousand small writes. */
const FIRST_HEADERS = 64;
const MOST_HEADERS = 2_048;
const HEADER_BYTES = 8 << 20;
const HEADERS_AHEAD = 3;
/** Rows are written when so many wait, or so much text. */
const WRITE_MESSAGES = 1_500;
const WRITE_TEXT = 12 << 20;

export class EvidenceFill {
  readonly #context: FillContext;
  readonly #number: string;
  #waiting: ListedMessage[] = [];
  #waitingBytes = 0;
  #headerBatch = FIRST_HEADERS;
  /** Header batches that are being read, in the order of the list. */
  readonly #headers: Promise<void>[] = [];
  #lastHeaders: Promise<void> = Promise.resolve();
  #isListed = false;
  #isStopped = false;
  #wake: () => void = () => undefined;
  #failure: { readonly error: unknown } | undefined;
  #completing: Promise<void> | undefined;
  #done = { messages: 0, bytes: 0 };
  #isCounting = false;
  /** By what the rows of this fill are computed. */
  readonly #knowledge: CaseKnowledge;

  constructor(context: FillContext, number: string) {
    this.#context = context;
    this.#number = number;
    const { catalogue, store } = context;
    this.#knowledge = knowledgeOf(store.view, [...catalogue.revision.clocks()]);
    if (catalogue.revision.state() === undefined) {
      catalogue.revision.write({ known: this.#knowledge, pass: null });
    }
  }

  /** Begins anew: rows that the item may have are removed. */
  begin(): void {
    this.#context.catalogue.beginEvidence(this.#number);
    this.#start();
  }

  /** Goes on with an item that is listed to its end. */
  resume(): void {
    this.#isListed = true;
    this.#start();
  }

  /** Takes the next message of the item; waits while too many are on their way. */
  async add(listed: ListedMessage): Promise<void> {
    this.#waiting.push(listed);
    this.#waitingBytes += Math.min(listed.length, 64 << 10);
    if (this.#waiting.length >= this.#headerBatch || this.#waitingBytes >= HEADER_BYTES) {
      this.#flushHeaders();
      this.#headerBatch = Math.min(this.#headerBatch * 2, MOST_HEADERS);
      if (this.#headers.length > HEADERS_AHEAD) {
        await this.#headers.shift();
      }
    }
    this.#throwFailure();
  }

  /** Every message was added: writes the last headers. */
  async listed(): Promise<void> {
    this.#flushHeaders();
    await this.#lastHeaders;
    this.#throwFailure();
  }

  /** The item is received: completes what is left and marks the item as done. */
  async finish(item: EvidenceView): Promise<void> {
    this.#context.catalogue.markListed(item);
    this.#isListed = true;
    this.#wake();
    const { meter } = this.#context;
    meter.addBytes(this.#done.bytes);
    meter.addMessages(this.#done.messages);
    this.#isCounting = true;
    await this.#completing;
    this.#throwFailure();
    this.#context.catalogue.finishEvidence(item);
    this.#markIfOutdated();
  }

  /** Stops; nothing of this item is running afterwards. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    await this.#lastHeaders;
    await this.#completing;
  }

  /** The case learned something while this item was read: its rows are to be looked at again. */
  #markIfOutdated(): void {
    const { catalogue } = this.#context;
    const state = catalogue.revision.state();
    const stands = state?.pass?.to ?? state?.known ?? null;
    catalogue.revision.markOutdated(isSame(stands, this.#knowledge) ? 'clocks' : 'all');
  }

  #start(): void {
    this.#completing = this.#complete().catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#isStopped = true;
    this.#wake();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) {
      throw this.#failure.error;
    }
  }

  #flushHeaders(): void {
    const listed = this.#waiting;
    if (listed.length === 0) {
      return;
    }
    this.#waiting = [];
    this.#waitingBytes = 0;
    const { store, pool, signal } = this.#context;
    const read = pool.headers(
      listed.map(({ object, offset, length }) => ({ path: store.vault.pathOf(object), offset, length })),
      signal,
    );
    read.catch(() => undefined);
    this.#lastHeaders = this.#lastHeaders
      .then(async () => {
        const headers = await read;
        if (this.#isStopped) {
          return;
        }
        const entries = listed.flatMap((one, index) => {
          const header = headers[index];
          return header === undefined ? [] : [{ listed: one, header }];
        });
        this.#context.catalogue.insertHeaders(this.#number, entries);
        this.#wake();
        this.#context.onRows?.();
      })
      .catch((error: unknown) => this.#fail(error));
    this.#headers.push(this.#lastHeaders);
  }

  async #complete(): Promise<void> {
    const running: Promise<readonly CompleteEntry[]>[] = [];
    const rows = new RowBuffer(this.#context);
    try {
      for await (const batch of this.#batches()) {
        const result = this.#analyse(batch);
        // Heard where it is awaited; until then a rejection must not count as unheard.
        result.catch(() => undefined);
        running.push(result);
        // While the item is being listed, one core is left to that.
        const { threads } = this.#context.pool;
        const most = this.#isListed ? threads + 1 : Math.max(1, threads - 1);
        while (running.length >= most) {
          await rows.add((await running.shift()) ?? []);
        }
      }
      for (const pending of running.splice(0)) {
        await rows.add(await pending);
      }
    } finally {
      await Promise.allSettled([...running, rows.written()]);
    }
    if (!this.#isStopped) {
      await rows.flush();
      await rows.written();
    }
  }

  async *#batches(): AsyncGenerator<readonly IncompleteMessage[]> {
    const { catalogue, signal } = this.#context;
    let after = 0;
    while (!this.#isStopped) {
      const isLast = this.#isListed;
      const page = catalogue.incomplete(this.#number, after, PAGE_MESSAGES);
      for (const batch of batchesOf(page)) {
        throwIfCancelled(signal);
        if (this.#isStopped) {
          return;
        }
        after = batch.at(-1)?.id ?? after;
        yield batch;
      }
      if (page.length === 0 && isLast) {
        return;
      }
      if (page.length === 0 && !this.#isListed && !this.#isStopped) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  async #analyse(batch: readonly IncompleteMessage[]): Promise<readonly CompleteEntry[]> {
    const { store, pool, meter, signal } = this.#context;
    const { protected: list, clocks, boundaries } = this.#knowledge;
    const places = placesOf(store.vault, batch, new Map(boundaries));
    const analysed = await pool.analyse(places, signal, { protected: list, clocks, trustedHops: null });
    const bytes = places.reduce((sum, { length }) => sum + length, 0);
    this.#done = { messages: this.#done.messages + batch.length, bytes: this.#done.bytes + bytes };
    if (this.#isCounting) {
      meter.addBytes(bytes);
      meter.addMessages(batch.length);
    }
    return batch.flatMap(({ id }, index) => {
      const one = analysed[index];
      return one === undefined ? [] : [{ id, analysed: one }];
    });
  }
}

/** Rows on their way to the table: one lot is written while the next one is gathered. */
class RowBuffer {
  readonly #context: FillContext;
  #entries: CompleteEntry[] = [];
  #text = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(context: FillContext) {
    this.#context = context;
  }

  async add(entries: readonly CompleteEntry[]): Promise<void> {
    this.#entries.push(...entries);
    this.#text += entries.reduce((sum, { analysed }) => sum + analysed.search.body.length, 0);
    if (this.#entries.length >= WRITE_MESSAGES || this.#text >= WRITE_TEXT) {
      await this.flush();
    }
  }

  /** Begins to write what was gathered; waits for the lot before it. */
  async flush(): Promise<void> {
    const entries = this.#entries;
    this.#entries = [];
    this.#text = 0;
    await this.#writing;
    if (entries.length > 0) {
      this.#writing = this.#write(entries);
      // Heard where it is waited for.
      this.#writing.catch(() => undefined);
    }
  }

  /** @throws what writing the last lot threw */
  async written(): Promise<void> {
    await this.#writing;
  }

  async #write(entries: readonly CompleteEntry[]): Promise<void> {
    await this.#context.catalogue.completeMessages(entries);
    this.#context.onRows?.();
  }
}
