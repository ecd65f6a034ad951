/** Taking one source into the vault: every file copied, recognised, split; both lists written. No journal here. */
import type { Evidence, SetAside } from '../../../shared/contract/model';
import type { CaseStore } from '../case/case-store';
import type { StoredObject } from '../vault/vault';
import { ahead } from './ahead';
import { withObject } from './byte-source';
import { JsonLinesWriter } from './json-lines-writer';
import type { FileLine, ListedMessage, MessageLine } from './listing';
import type { ProgressMeter } from './progress';
import { pathString } from './readable-name';
import { HEAD_BYTES, type Reader, type ReadFile } from './readers/reader';
import { readerFor } from './readers/registry';
import { transcribedHeadersReader } from './readers/transcribed-headers';
import { whyNotEmail } from './readers/why-not-email';
import { entriesOf, type Source } from './sources';
import { type StoredSource, storeFile } from './store-file';
import type { WalkEntry, WalkOptions } from './walk';

/** What was taken in, as the evidence record tells it. */
export interface TakenIn {
  readonly format: Evidence['format'];
  readonly bytes: number;
  readonly sha256: string;
  readonly messages: number;
  readonly setAside: readonly SetAside[];
  readonly files: StoredObject;
  readonly messageList: StoredObject;
}

export interface TakeInContext {
  readonly store: CaseStore;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal | undefined;
  readonly walk: WalkOptions;
  /** Told of each message as it is listed, with its path in the evidence item. */
  readonly onListed: (message: ListedMessage) => Promise<void>;
}

export async function takeIn(source: Source, context: TakeInContext): Promise<TakenIn> {
  const { derived } = context.store.paths;
  const { randomHex } = context.store.env;
  const files = await JsonLinesWriter.begin(derived, 'files', randomHex);
  const messages = await JsonLinesWriter.begin(derived, 'messages', randomHex);
  try {
    return await new Intake(context, files, messages).run(source);
  } finally {
    await files.discard();
    await messages.discard();
  }
}

interface Stored {
  readonly path: string;
  readonly pathBase64?: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modifiedAt: string | null;
  readonly remarks: readonly string[];
}

interface Copied {
  readonly entry: WalkEntry;
  readonly stored: StoredSource;
}

/** Small files cost mostly waiting for the file system; large ones fill the disk's line by themselves. */
const FILES_AT_ONCE = 8;

class Intake {
  readonly #context: TakeInContext;
  readonly #files: JsonLinesWriter;
  readonly #messages: JsonLinesWriter;
  readonly #setAside: SetAside[] = [];
  #fileCount = 0;
  #messageCount = 0;
  /** Path of the file that is being split; empty where the evidence item is that file. */
  #splitting = '';
  #isFolder = false;
  #bytes = 0;
  #last: { readonly sha256: string; readonly format: Evidence['format'] } | undefined;

  constructor(context: TakeInContext, files: JsonLinesWriter, messages: JsonLinesWriter) {
    this.#context = context;
    this.#files = files;
    this.#messages = messages;
  }

  async run(source: Source): Promise<TakenIn> {
    this.#isFolder = source.kind === 'folder';
    if (source.kind === 'pasted') {
      await this.#addPasted(source.name, source.content);
    } else {
      const entries = entriesOf(source, this.#context.walk);
      for await (const copied of ahead(entries, FILES_AT_ONCE, (entry) => this.#copy(entry))) {
        await this.#addCopied(copied, source.kind === 'folder');
      }
    }
    const { vault } = this.#context.store;
    const files = await this.#files.keep(vault);
    const messageList = await this.#messages.keep(vault);
    const single = source.kind === 'folder' ? undefined : this.#last;
    return {
      format: source.kind === 'folder' ? 'folder' : (single?.format ?? 'unreadable'),
      bytes: this.#bytes,
      sha256: single?.sha256 ?? files.sha256,
      messages: this.#messageCount,
      setAside: this.#setAside,
      files,
      messageList,
    };
  }

  async #copy(entry: WalkEntry): Promise<Copied> {
    if (entry.kind === 'aside') {
      return { entry, stored: { ok: false, reason: entry.reason } };
    }
    const { store, meter, signal } = this.#context;
    return {
      entry,
      stored: await storeFile(store, entry.place, { signal, onBytes: (bytes) => meter.addBytes(bytes) }),
    };
  }

  async #addCopied({ entry, stored }: Copied, isInFolder: boolean): Promise<void> {
    const { path } = entry;
    if (!stored.ok) {
      await this.#addAside({ path, bytes: 0, modifiedAt: null, remarks: [] }, stored.reason);
      return;
    }
    const isOdd = isInFolder && entry.kind === 'file' && pathString(entry.place) === undefined;
    const odd = isOdd ? { pathBase64: entry.place.toString('base64') } : {};
    await this.#addStored({ ...stored, path, ...odd }, undefined);
  }

  async #addPasted(name: string, content: Uint8Array): Promise<void> {
    const { vault } = this.#context.store;
    const { sha256, bytes } = await vault.put(content);
    this.#context.meter.addBytes(bytes);
    const stored = { path: name, sha256, bytes, modifiedAt: null, remarks: [] };
    await this.#addStored(stored, transcribedHeadersReader);
  }

  /** Reads the vault's copy: the source is not opened again, so it cannot say something else now. */
  async #addStored(stored: Stored, chosen: Reader | undefined): Promise<void> {
    const before = this.#messageCount;
    const { store, signal } = this.#context;
    this.#bytes += stored.bytes;
    this.#splitting = this.#isFolder ? stored.path : '';
    const name = stored.path.slice(stored.path.lastIndexOf('/') + 1);
    await withObject(store.vault, stored.sha256, async (source) => {
      const head = Buffer.from(await source.read(0, HEAD_BYTES));
      const reader = chosen ?? readerFor(head, name);
      const onMessage = (message: Parameters<Intake['addMessage']>[1]) => this.addMessage(stored.sha256, message);
      const read = await reader?.split(source, { name, sha256: stored.sha256, signal, onMessage });
      const reason = this.#messageCount > before ? null : whyNotEmail(head);
      await this.#addFile(stored, { reader, read, reason, messages: this.#messageCount - before });
    });
  }

  async addMessage(
    object: string,
    found: { readonly start: number; readonly end: number; readonly sha256: string; readonly contentSha256: string },
  ): Promise<void> {
    this.#messageCount += 1;
    const line: MessageLine = {
      n: this.#messageCount,
      file: this.#fileCount + 1,
      object,
      offset: found.start,
      length: found.end - found.start,
      sha256: found.sha256,
      contentSha256: found.contentSha256,
    };
    this.#context.meter.addMessages(1);
    await this.#messages.add(line);
    await this.#context.onListed({ ...line, source: this.#splitting });
  }

  async #addFile(
    stored: Stored,
    {
      reader,
      read,
      reason,
      messages,
    }: {
      readonly reader: Reader | undefined;
      readonly read: ReadFile | undefined;
      readonly reason: string | null;
      readonly messages: number;
    },
  ): Promise<void> {
    if (reason !== null) {
      await this.#addAside(stored, reason);
      return;
    }
    this.#last = { sha256: stored.sha256, format: read?.format ?? 'unreadable' };
    await this.#writeFile({
      ...stored,
      reader: reader?.id ?? '',
      readerVersion: reader?.version ?? 0,
      format: read?.format ?? '',
      variant: read?.variant ?? '',
      messages,
      remarks: [...stored.remarks, ...(read?.remarks ?? [])],
      reason: null,
    });
  }

  async #addAside(stored: Omit<Stored, 'sha256'> & { readonly sha256?: string }, reason: string): Promise<void> {
    this.#last = stored.sha256 === undefined ? undefined : { sha256: stored.sha256, format: 'unreadable' };
    this.#setAside.push({ where: stored.path, reason });
    this.#context.meter.addSetAside();
    const empty = { reader: '', readerVersion: 0, format: '', variant: '', messages: 0 };
    await this.#writeFile({ ...stored, ...empty, remarks: [...stored.remarks], reason });
  }

  async #writeFile(line: Omit<FileLine, 'file'>): Promise<void> {
    this.#fileCount += 1;
    const { path, pathBase64, bytes, sha256, modifiedAt, reader, readerVersion, format, variant } = line;
    const { messages, remarks, reason } = line;
    const odd = pathBase64 === undefined ? {} : { pathBase64 };
    const kept = sha256 === undefined ? {} : { sha256 };
    const what = { reader, readerVersion, format, variant, messages, remarks, reason };
    await this.#files.add({ file: this.#fileCount, path, ...odd, bytes, ...kept, modifiedAt, ...what });
  }
}
