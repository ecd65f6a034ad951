/** The messages of labelled files, by the same readers as import; nothing is stored but what comes out of containers. */
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SetAside } from '../../../shared/contract/model';
import { errorCode } from '../fs/error-code';
import { withByteSource } from '../ingest/byte-source';
import { UNPACK_LIMITS, type UnpackEnd, type UnpackedItem } from '../ingest/containers/container';
import { UnpackBroken } from '../ingest/containers/unpack-stream';
import { readReason } from '../ingest/file-kind';
import { type ContainerReader, isContainerReader } from '../ingest/readers/container-reader';
import { HEAD_BYTES } from '../ingest/readers/reader';
import { readerFor } from '../ingest/readers/registry';
import { whyNotEmail } from '../ingest/readers/why-not-email';
import type { MessagePlace } from '../message/analysed-message';
import type { MessagePool } from '../message/message-pool';
import { hashFile } from '../vault/hash-file';
import type { ManifestRow } from './manifest';

export interface LabelledServices {
  readonly pool: MessagePool;
  /** An own folder for what comes out of containers; the caller removes it. */
  readonly folder: string;
  readonly randomHex: (bytes: number) => string;
  readonly signal: AbortSignal;
}

export interface FileSink {
  readonly onMessage: (place: MessagePlace) => Promise<void>;
  readonly onAside: (aside: SetAside) => void;
  /** Waits until no place that was given is in use any more: its file goes away. */
  readonly settled: () => Promise<void>;
}

/** Gives every message of one file of the list. Never throws for a bad file. */
export async function readLabelledFile(row: ManifestRow, services: LabelledServices, sink: FileSink): Promise<void> {
  const reading = new FileReading(services, sink);
  try {
    const { sha256 } = await hashFile(row.path, { signal: services.signal });
    if (row.sha256 !== '' && row.sha256 !== sha256) {
      sink.onAside({ where: row.written, reason: 'its bytes are not those that the list names (SHA-256)' });
      return;
    }
    await reading.file({ path: row.path, where: row.written, sha256, depth: 1 });
  } catch (error) {
    services.signal.throwIfAborted();
    sink.onAside({ where: row.written, reason: readReason(errorCode(error)) });
  } finally {
    await reading.cleanUp();
  }
}

interface FileToRead {
  readonly path: string;
  readonly where: string;
  readonly sha256: string;
  readonly depth: number;
}

/** So many files that came out of containers lie on the disk at a time, those of inner containers apart. */
const WRITTEN_AT_ONCE = 200;

class FileReading {
  private readonly services: LabelledServices;
  private readonly sink: FileSink;
  private readonly left = { bytes: UNPACK_LIMITS.floorBytes as number, items: UNPACK_LIMITS.items as number };
  private readonly written: string[] = [];
  private messages = 0;

  constructor(services: LabelledServices, sink: FileSink) {
    this.services = services;
    this.sink = sink;
  }

  async file(file: FileToRead): Promise<void> {
    const name = basename(file.where);
    const container = await withByteSource(file.path, async (source) => {
      const head = Buffer.from(await source.read(0, HEAD_BYTES));
      const reader = readerFor(head, name);
      if (isContainerReader(reader)) return reader;
      const before = this.messages;
      const onMessage = async ({ start, end }: { readonly start: number; readonly end: number }): Promise<void> => {
        this.messages += 1;
        await this.sink.onMessage({ path: file.path, offset: start, length: end - start });
      };
      await reader?.split(source, { name, sha256: file.sha256, signal: this.services.signal, onMessage });
      if (this.messages === before) this.sink.onAside({ where: file.where, reason: whyNotEmail(head) });
      return undefined;
    });
    if (container !== undefined) await this.container(file, container, name);
  }

  private async container(file: FileToRead, { container }: ContainerReader, name: string): Promise<void> {
    if (file.depth > UNPACK_LIMITS.depth) {
      this.sink.onAside({ where: file.where, reason: `container nested deeper than ${UNPACK_LIMITS.depth} levels` });
      return;
    }
    const { pool, folder, randomHex, signal } = this.services;
    const staging = { folder, id: randomHex(8) };
    const request = { kind: container, path: file.path, name, from: 0, staging };
    const before = this.messages;
    const items = pool.unpack({ ...request, bytesLeft: this.left.bytes, itemsLeft: this.left.items }, signal);
    try {
      const end = await this.items(items, file);
      if (this.messages === before) {
        this.sink.onAside({ where: file.where, reason: end.problem ?? 'container: no email in it could be read' });
      }
    } catch (error) {
      if (!(error instanceof UnpackBroken)) throw error;
      this.sink.onAside({ where: file.where, reason: 'it could not be read to its end within the limits' });
    } finally {
      await items.return({ variant: '', remarks: [], problem: null });
    }
  }

  private async items(items: AsyncGenerator<UnpackedItem, UnpackEnd>, file: FileToRead): Promise<UnpackEnd> {
    for (let next = await items.next(); ; next = await items.next()) {
      if (next.done === true) return next.value;
      this.left.items -= 1;
      await this.item(next.value, file);
    }
  }

  private async item(item: UnpackedItem, file: FileToRead): Promise<void> {
    const where = `${file.where}/${item.path}`;
    if (item.kind === 'aside') {
      this.sink.onAside({ where, reason: item.reason });
      return;
    }
    const bytes = item.kind === 'message' ? item.bytes : item.content;
    const path = bytes instanceof Uint8Array ? join(this.services.folder, this.services.randomHex(8)) : bytes.staged;
    if (bytes instanceof Uint8Array) await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
    this.written.push(path);
    const { sha256, bytes: length } = await hashFile(path);
    this.left.bytes -= length;
    if (item.kind === 'message') {
      this.messages += 1;
      await this.sink.onMessage({ path, offset: 0, length });
    } else await this.file({ path, where, sha256, depth: file.depth + 1 });
    if (this.written.length >= WRITTEN_AT_ONCE && file.depth === 1) await this.cleanUp();
  }

  /** Removes what came out of containers, once nothing reads it any more. */
  async cleanUp(): Promise<void> {
    if (this.written.length === 0) return;
    await this.sink.settled();
    for (const path of this.written.splice(0)) await rm(path, { force: true });
  }
}
