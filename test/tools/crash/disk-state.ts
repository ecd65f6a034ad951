/** A disk after a crash: the operations that reached it, applied in order; written out as real files to be opened. */
import { createHash } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, ROOT, type Trace } from './trace';

interface File {
  bytes: Buffer;
  mode: number;
}

export class DiskState {
  readonly #folders = new Map<number, Map<string, number>>();
  readonly #files = new Map<number, File>();
  readonly #modes = new Map<number, number>();

  constructor({ nodes }: Trace) {
    for (const [node, { isFolder, mode }] of nodes.entries()) {
      if (isFolder) {
        this.#folders.set(node, new Map());
        this.#modes.set(node, mode);
      } else {
        this.#files.set(node, { bytes: Buffer.alloc(0), mode });
      }
    }
  }

  apply(operation: Operation): void {
    switch (operation.kind) {
      case 'name':
        this.#name(operation);
        break;
      case 'remove':
        this.#forget(operation.folder, operation.name, operation.node);
        break;
      case 'write':
        this.#write(operation.node, operation.offset, operation.bytes);
        break;
      case 'size':
        this.#resize(operation.node, operation.size);
        break;
      case 'mode':
        this.#setMode(operation.node, operation.mode);
        break;
      case 'sync':
      case 'say':
        break;
    }
  }

  /** Two states with the same digest are the same files with the same bytes under the same names. */
  digest(): string {
    const hash = createHash('sha256');
    this.#walk(ROOT, '', (path, node) => {
      const file = this.#files.get(node);
      const bytes = file?.bytes ?? Buffer.alloc(0);
      hash.update(`${path}\0${file?.mode ?? 'folder'}\0${bytes.length}\0`).update(bytes);
    });
    return hash.digest('hex');
  }

  /** Makes the files below `folder`, which exists and is empty. */
  writeTo(folder: string): void {
    const made = new Map<number, string>();
    this.#walk(ROOT, folder, (path, node) => {
      const file = this.#files.get(node);
      const before = made.get(node);
      if (file === undefined) {
        mkdirSync(path, { mode: 0o700 });
      } else if (before !== undefined) {
        linkSync(before, path);
      } else {
        writeFileSync(path, file.bytes);
        chmodSync(path, file.mode);
        made.set(node, path);
      }
    });
  }

  #name({ folder, name, node, from }: Extract<Operation, { kind: 'name' }>): void {
    if (from !== null) {
      this.#forget(from.folder, from.name, node);
    }
    this.#folders.get(folder)?.set(name, node);
  }

  #forget(folder: number, name: string, node: number): void {
    const names = this.#folders.get(folder);
    if (names?.get(name) === node) {
      names.delete(name);
    }
  }

  #write(node: number, offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    const file = this.#fileOf(node);
    if (file.bytes.length < end) {
      this.#resize(node, end);
    }
    file.bytes.set(bytes, offset);
  }

  #resize(node: number, size: number): void {
    const file = this.#fileOf(node);
    const resized = Buffer.alloc(size);
    file.bytes.copy(resized, 0, 0, size);
    file.bytes = resized;
  }

  #setMode(node: number, mode: number): void {
    const file = this.#files.get(node);
    if (file === undefined) {
      this.#modes.set(node, mode);
    } else {
      file.mode = mode;
    }
  }

  #fileOf(node: number): File {
    const file = this.#files.get(node);
    if (file === undefined) {
      throw new Error('the record writes into a folder');
    }
    return file;
  }

  /** Everything that has a name, folders before what is in them. */
  #walk(folder: number, path: string, visit: (path: string, node: number) => void): void {
    const names = [...(this.#folders.get(folder) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, node] of names) {
      const inside = join(path, name);
      visit(inside, node);
      if (this.#folders.has(node)) {
        this.#walk(node, inside, visit);
      }
    }
  }
}
