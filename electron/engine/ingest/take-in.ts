/** Taking one source into the vault: every file copied, recognised, split; both lists written. No journal here. */
import { rm } from 'node:fs/promises';
import { FailureError } from '../../../shared/contract/failure';
import type { Evidence, SetAside } from '../../../shared/contract/model';
import type { CaseStore } from '../case/case-store';
import type { MessagePool } from '../message/message-pool';
import { taskProblem } from '../message/task-problem';
import type { StoredObject } from '../vault/vault';
import { type ByteSource, bytesSource, withObject } from './byte-source';
import { type InnerFile, UNPACK_LIMITS, type UnpackedItem } from './containers/container';
import { type Copied, copiedFiles } from './copy-files';
import { enclosedLine } from './enclosed/enclosed-line';
import { mayEnclose } from './enclosed/may-enclose';
import { FolderNotes } from './folder-notes';
import { type Inside, IntakeLists, type NewMessage, type Stored } from './intake-lists';
import { JsonLinesWriter } from './json-lines-writer';
import type { ListedMessage } from './listing';
import { openContainer } from './open-container';
import { isPacketArchive, isPacketFolder, type PacketLayout } from './packet/looks-like-packet';
import { isExhibitFile, packetDocument } from './packet/packet-document';
import type { ProgressMeter } from './progress';
import { pathString } from './readable-name';
import { type ContainerReader, isContainerReader } from './readers/container-reader';
import { emlReader } from './readers/eml';
import { maildirFacts } from './readers/maildir-name';
import { type FoundMessage, HEAD_BYTES, type Reader } from './readers/reader';
import { readerFor } from './readers/registry';
import { transcribedHeadersReader } from './readers/transcribed-headers';
import { whyNotEmail } from './readers/why-not-email';
import { zipReader } from './readers/zip';
import { entriesOf, type Source } from './sources';
import type { WalkOptions } from './walk';

/** What was taken in, as the evidence record tells it. */
export interface TakenIn {
  readonly format: Evidence['format'];
  readonly bytes: number;
  readonly sha256: string;
  /** How it is laid out as a packet, of which only the exhibits are mail; null for everything else. */
  readonly packet: PacketLayout | null;
  readonly messages: number;
  readonly setAside: readonly SetAside[];
  readonly files: StoredObject;
  readonly messageList: StoredObject;
}

export interface TakeInContext {
  readonly store: CaseStore;
  readonly pool: MessagePool;
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
    const { meter, onListed } = context;
    const lists = new IntakeLists({ files, messages, meter, isFolder: source.kind === 'folder', onListed });
    return await new Intake(context, lists).run(source);
  } finally {
    await files.discard();
    await messages.discard();
  }
}

/** A file that is split into messages now. */
interface Splitting {
  readonly stored: Stored;
  readonly name: string;
  readonly head: Buffer;
  readonly source: ByteSource;
  readonly reader: Reader | undefined;
}

class Intake {
  readonly #context: TakeInContext;
  readonly #lists: IntakeLists;
  readonly #notes = new FolderNotes();
  #bytes = 0;
  #packet: PacketLayout | null = null;
  #isFolder = false;

  constructor(context: TakeInContext, lists: IntakeLists) {
    this.#context = context;
    this.#lists = lists;
  }

  async run(source: Source): Promise<TakenIn> {
    if (source.kind === 'folder') {
      this.#isFolder = true;
      this.#packet = (await isPacketFolder(source.path)) ? 'folder' : null;
    }
    if (source.kind === 'pasted') {
      await this.#addPasted(source.name, source.content);
    } else {
      const entries = entriesOf(source, this.#context.walk);
      for await (const copied of copiedFiles(entries, this.#context)) {
        await this.#addCopied(copied, source.kind === 'folder');
      }
    }
    const { vault } = this.#context.store;
    const { files, messageList } = await this.#lists.keep(vault);
    const single = source.kind === 'folder' ? undefined : this.#lists.last;
    return {
      format: source.kind === 'folder' ? this.#notes.formatOf(source.name) : (single?.format ?? 'unreadable'),
      bytes: this.#bytes,
      sha256: single?.sha256 ?? files.sha256,
      packet: this.#packet,
      messages: this.#lists.messageCount,
      setAside: this.#lists.setAside,
      files,
      messageList,
    };
  }

  async #addCopied({ entry, stored }: Copied, isInFolder: boolean): Promise<void> {
    const { path } = entry;
    if (!stored.ok) {
      await this.#lists.addAside({ path, bytes: 0, modifiedAt: null, remarks: [] }, stored.reason);
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

  /**
   * Reads the vault's copy: the source is not opened again, so it cannot say something else now.
   *
   * @returns false when it is a container that is left for `later`
   */
  async #addStored(stored: Stored, chosen: Reader | undefined, later = false): Promise<boolean> {
    const { store } = this.#context;
    this.#bytes += stored.inside === undefined ? stored.bytes : 0;
    const name = stored.path.slice(stored.path.lastIndexOf('/') + 1);
    const container = await withObject(store.vault, stored.sha256, async (source) => {
      const head = Buffer.from(await source.read(0, HEAD_BYTES));
      const reader = chosen ?? this.#documentReader(stored) ?? readerFor(head, name);
      if (isContainerReader(reader)) {
        return reader;
      }
      await this.#split({ stored, name, head, source, reader });
      return undefined;
    });
    if (container === undefined) {
      return true;
    }
    await (later ? undefined : this.#addContainer(stored, container, name));
    return !later;
  }

  /** What a packet carries beside its exhibits; its archive itself is opened like any other. */
  #documentReader({ path, inside }: Stored): Reader | undefined {
    const isPart = this.#packet === 'folder' || (this.#packet === 'archive' && inside !== undefined);
    return isPart && !isExhibitFile(path) ? packetDocument : undefined;
  }

  async #split({ stored, name, head, source, reader }: Splitting): Promise<void> {
    const before = this.#lists.messageCount;
    const remarks = new Set<string>();
    const onMessage = async (found: FoundMessage): Promise<void> => {
      const isTranscribed = reader === transcribedHeadersReader;
      const place = await this.#placeOf(found, stored);
      const facts = found.store ?? (reader === emlReader ? maildirFacts(stored.path) : undefined);
      const line = facts === undefined ? place : { ...place, store: facts };
      const n = await this.#lists.addMessage(isTranscribed ? { ...place, origin: 'transcribed' } : line, stored);
      const { bytes } = found.changed ?? {};
      const lies = bytes === undefined ? source : bytesSource(bytes);
      if (!isTranscribed && (await mayEnclose(lies, place.offset, place.offset + place.length))) {
        await this.#addEnclosed({ ...place, n }, stored, remarks);
      }
    };
    const { signal } = this.#context;
    const read = await reader?.split(source, { name, sha256: stored.sha256, signal, onMessage });
    const notes = this.#notes.look(stored.path, head);
    const reason =
      this.#lists.messageCount > before || read?.isNoMail === true
        ? null
        : (notes.reason ?? read?.problem ?? whyNotEmail(head));
    const said = { ...stored, remarks: [...stored.remarks, ...notes.remarks, ...remarks] };
    await this.#lists.addFile(said, { reader, read, reason, messages: this.#lists.messageCount - before });
  }

  /** A range of the file or, where its bytes were changed, an object of its own. */
  async #placeOf({ start, end, sha256, contentSha256, changed }: FoundMessage, stored: Stored): Promise<NewMessage> {
    if (changed === undefined) {
      return { object: stored.sha256, offset: start, length: end - start, sha256, contentSha256 };
    }
    const { by, done, bytes } = changed;
    const kept = await this.#context.store.vault.put(bytes);
    const rebuilt = { by, missing: [], done: [...done] };
    const place = { object: kept.sha256, offset: 0, length: kept.bytes, sha256, contentSha256 };
    return { ...place, origin: 'rebuilt', rebuilt };
  }

  /** A container: what it holds is taken in like files of their own; containers inside follow after the others. */
  async #addContainer(stored: Stored, reader: ContainerReader, name: string): Promise<void> {
    if (!this.#isFolder && stored.inside === undefined && reader === zipReader) {
      this.#packet = (await isPacketArchive(this.#context.store.vault.pathOf(stored.sha256))) ? 'archive' : null;
    }
    const depth = (stored.inside?.depth ?? 0) + 1;
    if (depth > UNPACK_LIMITS.depth) {
      await this.#lists.addAside(
        stored,
        `container nested deeper than ${UNPACK_LIMITS.depth} levels: kept, not opened`,
      );
      return;
    }
    const bytes = Math.max(UNPACK_LIMITS.floorBytes, stored.bytes * UNPACK_LIMITS.ratio);
    const left = stored.inside?.left ?? { bytes, items: UNPACK_LIMITS.items };
    const inside: Inside = { container: stored.sha256, depth, left };
    const before = this.#lists.messageCount;
    const asides = this.#lists.setAside.length;
    const waiting: Stored[] = [];
    const remarks = new Set<string>();
    const path = this.#context.store.vault.pathOf(stored.sha256);
    const what = { kind: reader.container, path, name, bytesLeft: left.bytes, itemsLeft: left.items };
    const end = await openContainer(this.#context, what, async (item) => {
      left.items -= 1;
      const inner = await this.#addInner(stored, inside, item, remarks);
      if (inner !== null && !(await this.#addStored(inner, undefined, true))) {
        waiting.push(inner);
      }
    });
    for (const inner of waiting) {
      await this.#addStored(inner, undefined);
    }
    const messages = this.#lists.messageCount - before;
    const reason = messages > 0 ? null : (end.problem ?? emptyReason(this.#lists.setAside.length - asides));
    await this.#lists.addOpened(
      { ...stored, remarks: [...stored.remarks, ...end.remarks, ...remarks] },
      reader,
      end,
      messages,
      reason,
    );
  }

  /** @returns the inner file as it lies in the vault; null for what is no file of its own */
  async #addInner(container: Stored, inside: Inside, item: UnpackedItem, remarks: Set<string>): Promise<Stored | null> {
    const path = item.path === '' ? container.path : `${container.path}/${item.path}`;
    const { vault } = this.#context.store;
    switch (item.kind) {
      case 'aside':
        this.#lists.addSetAside(path, item.reason);
        return null;
      case 'message': {
        const { sha256, bytes } = await vault.put(item.bytes);
        inside.left.bytes -= bytes;
        const place = { object: sha256, offset: 0, length: bytes, sha256, contentSha256: sha256 };
        const {
          rebuilt: { by, missing },
          store,
        } = item;
        const rebuilt = { by, missing: [...missing] };
        const where = item.path === '' ? {} : { inside: item.path };
        const n = await this.#lists.addMessage({ ...place, ...where, origin: 'rebuilt', rebuilt, store }, container);
        await this.#addEnclosed({ ...place, ...where, n, rebuilt }, container, remarks);
        return null;
      }
      default: {
        const { sha256, bytes } = await this.#keepInner(item);
        inside.left.bytes -= bytes;
        return { path, sha256, bytes, modifiedAt: item.modifiedAt, remarks: item.remarks, inside };
      }
    }
  }

  async #keepInner({ content }: InnerFile): Promise<StoredObject> {
    const { vault } = this.#context.store;
    if (content instanceof Uint8Array) {
      return await vault.put(content);
    }
    const stored = await vault.putFile(content.staged, { signal: this.#context.signal });
    await rm(content.staged, { force: true });
    return stored;
  }

  /** Messages inside a message follow right behind it. */
  async #addEnclosed(parent: NewMessage & { readonly n: number }, stored: Stored, remarks: Set<string>): Promise<void> {
    const { store, pool, signal } = this.#context;
    const place = { path: store.vault.pathOf(parent.object), offset: parent.offset, length: parent.length };
    const unquotes = parent.sha256 !== parent.contentSha256;
    const reading = await pool.enclosed({ place, unquotes }, signal).catch((error: unknown) => {
      if (error instanceof FailureError) {
        throw error;
      }
      return { messages: [], remarks: [`${taskProblem(error)} Messages inside it were not looked for.`] };
    });
    for (const remark of reading.remarks) {
      remarks.add(remark);
    }
    const numbers: number[] = [];
    const objects: string[] = [];
    for (const found of reading.messages) {
      const object =
        found.bytes === null ? (objects[found.holder] ?? parent.object) : (await store.vault.put(found.bytes)).sha256;
      objects.push(object);
      const line = enclosedLine(parent, found, object, numbers[found.parent] ?? parent.n);
      numbers.push(await this.#lists.addMessage(line, stored));
    }
  }
}

function emptyReason(asides: number): string {
  return asides > 0 ? 'container: no email in it could be read; what it holds is named' : 'container: it holds nothing';
}
