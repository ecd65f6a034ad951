/** The two lists of an evidence item while it is taken in: its files and its messages, numbered in the order of their coming. */
import type { Evidence, SetAside } from '../../../shared/contract/model';
import type { StoredObject, Vault } from '../vault/vault';
import type { UnpackEnd } from './containers/container';
import type { JsonLinesWriter } from './json-lines-writer';
import type { FileLine, ListedMessage, MessageLine } from './listing';
import type { ProgressMeter } from './progress';
import type { ContainerReader } from './readers/container-reader';
import type { Reader, ReadFile } from './readers/reader';

/** A file as it lies in the vault, with its place on the source. */
export interface Stored {
  readonly path: string;
  readonly pathBase64?: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly modifiedAt: string | null;
  readonly remarks: readonly string[];
  /** The container that it lies in, and what may still come out of the outermost one. */
  readonly inside?: Inside;
}

export interface Inside {
  /** The container's object. */
  readonly container: string;
  /** 1 for what lies in a container that was taken in itself. */
  readonly depth: number;
  readonly left: { bytes: number; items: number };
}

/** A message before it has its number. */
export type NewMessage = Omit<MessageLine, 'n' | 'file'>;

interface ListOptions {
  readonly files: JsonLinesWriter;
  readonly messages: JsonLinesWriter;
  readonly meter: ProgressMeter;
  /** A folder's messages are named by their path, a single file's own are not. */
  readonly isFolder: boolean;
  /** Told of each message as it is listed, with its path in the evidence item. */
  readonly onListed: (message: ListedMessage) => Promise<void>;
}

export class IntakeLists {
  readonly setAside: SetAside[] = [];
  readonly #options: ListOptions;
  #fileCount = 0;
  #messageCount = 0;
  #last: { readonly sha256: string; readonly format: Evidence['format'] } | undefined;

  constructor(options: ListOptions) {
    this.#options = options;
  }

  get messageCount(): number {
    return this.#messageCount;
  }

  /** The file that was listed last: of an item that is one file, that file. */
  get last(): { readonly sha256: string; readonly format: Evidence['format'] } | undefined {
    return this.#last;
  }

  /** Both lists as objects of the vault. */
  async keep(vault: Vault): Promise<{ readonly files: StoredObject; readonly messageList: StoredObject }> {
    const files = await this.#options.files.keep(vault);
    return { files, messageList: await this.#options.messages.keep(vault) };
  }

  /** @returns the message's number in its evidence item */
  async addMessage(message: NewMessage, stored: Stored): Promise<number> {
    this.#messageCount += 1;
    const { object, offset, length, sha256, contentSha256, ...more } = message;
    const place = { n: this.#messageCount, file: this.#fileCount + 1, object, offset, length };
    const line: MessageLine = { ...place, sha256, contentSha256, ...more };
    this.#options.meter.addMessages(1);
    await this.#options.messages.add(line);
    await this.#options.onListed({ ...line, source: this.#sourceOf(stored, message) });
    return line.n;
  }

  /** As the lists give it later: the path inside the evidence item; empty for a single file's own messages. */
  #sourceOf(stored: Stored, { inside }: NewMessage): string {
    const isNamed = this.#options.isFolder || stored.inside !== undefined || inside !== undefined;
    return isNamed ? [stored.path, ...(inside === undefined ? [] : [inside])].join('/') : '';
  }

  async addOpened(
    stored: Stored,
    reader: ContainerReader,
    end: UnpackEnd,
    messages: number,
    reason: string | null,
  ): Promise<void> {
    if (reason !== null) {
      this.addSetAside(stored.path, reason);
    }
    this.#last = { sha256: stored.sha256, format: reader.format };
    const what = { reader: reader.id, readerVersion: reader.version, format: reader.format, variant: end.variant };
    await this.#writeFile({ ...lineOf(stored), ...what, messages, remarks: [...stored.remarks], reason });
  }

  async addFile(
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
      await this.addAside(stored, reason);
      return;
    }
    this.#last = { sha256: stored.sha256, format: read?.format ?? 'unreadable' };
    await this.#writeFile({
      ...lineOf(stored),
      reader: reader?.id ?? '',
      readerVersion: reader?.version ?? 0,
      format: read?.format ?? '',
      variant: read?.variant ?? '',
      messages,
      remarks: [...stored.remarks, ...(read?.remarks ?? [])],
      reason: null,
    });
  }

  async addAside(stored: Omit<Stored, 'sha256'> & { readonly sha256?: string }, reason: string): Promise<void> {
    this.#last = stored.sha256 === undefined ? undefined : { sha256: stored.sha256, format: 'unreadable' };
    this.addSetAside(stored.path, reason);
    const empty = { reader: '', readerVersion: 0, format: '', variant: '', messages: 0 };
    await this.#writeFile({ ...lineOf(stored), ...empty, remarks: [...stored.remarks], reason });
  }

  addSetAside(where: string, reason: string): void {
    this.setAside.push({ where, reason });
    this.#options.meter.addSetAside();
  }

  async #writeFile(line: Omit<FileLine, 'file'>): Promise<void> {
    this.#fileCount += 1;
    const { path, pathBase64, container, bytes, sha256, modifiedAt, reader, readerVersion, format, variant } = line;
    const { messages, remarks, reason } = line;
    const odd = pathBase64 === undefined ? {} : { pathBase64 };
    const kept = sha256 === undefined ? {} : { sha256 };
    const within = container === undefined ? {} : { container };
    const what = { reader, readerVersion, format, variant, messages, remarks, reason };
    await this.#options.files.add({
      file: this.#fileCount,
      path,
      ...odd,
      ...within,
      bytes,
      ...kept,
      modifiedAt,
      ...what,
    });
  }
}

type StoredLine = Pick<FileLine, 'path' | 'pathBase64' | 'container' | 'bytes' | 'sha256' | 'modifiedAt'>;

function lineOf(stored: Omit<Stored, 'sha256'> & { readonly sha256?: string }): StoredLine {
  const { path, pathBase64, bytes, sha256, modifiedAt, inside } = stored;
  return {
    path,
    ...(pathBase64 === undefined ? {} : { pathBase64 }),
    ...(inside === undefined ? {} : { container: inside.container }),
    bytes,
    ...(sha256 === undefined ? {} : { sha256 }),
    modifiedAt,
  };
}
