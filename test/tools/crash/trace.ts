/** Reads the record of `oplog.c` into operations on files and folders themselves, whatever they were called at the time. */

/** A file or folder of the record; number 0 is the recorded folder itself. */
export interface Node {
  readonly isFolder: boolean;
  readonly mode: number;
}

export type Operation =
  /** A name is given: to a new file or folder, to one that has another name too, or (`from`) instead of the one it had. */
  | {
      readonly kind: 'name';
      readonly folder: number;
      readonly name: string;
      readonly node: number;
      readonly from: { readonly folder: number; readonly name: string } | null;
    }
  | { readonly kind: 'remove'; readonly folder: number; readonly name: string; readonly node: number }
  | { readonly kind: 'write'; readonly node: number; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'size'; readonly node: number; readonly size: number }
  | { readonly kind: 'mode'; readonly node: number; readonly mode: number }
  | { readonly kind: 'sync'; readonly node: number; readonly isDataOnly: boolean }
  /** What the program wrote to standard output. */
  | { readonly kind: 'say'; readonly text: string };

export interface Trace {
  readonly nodes: readonly Node[];
  readonly operations: readonly Operation[];
}

export const ROOT = 0;

/** Kinds of record that are followed by bytes, whose number is the line's last field. */
const WITH_BYTES = 'OWKXUHRLS';

/**
 * @param root the recorded folder, as it was given to the program
 * @throws Error where the record speaks of something that it did not see being made: the folder must have been empty
 */
export function readTrace(record: Buffer, root: string): Trace {
  const reader = new TraceReader(root);
  let at = 0;
  while (at < record.length) {
    const end = record.indexOf(0x0a, at);
    const [letter = '', ...fields] = record.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (!WITH_BYTES.includes(letter)) {
      reader.read(letter, fields.map(Number), Buffer.alloc(0));
      continue;
    }
    const length = Number(fields.at(-1));
    reader.read(letter, fields.map(Number), record.subarray(at, at + length));
    at += length + 1;
  }
  return { nodes: reader.nodes, operations: reader.operations };
}

class TraceReader {
  readonly nodes: Node[] = [{ isFolder: true, mode: 0o700 }];
  readonly operations: Operation[] = [];
  readonly #root: string;
  readonly #names = new Map<number, Map<string, number>>([[ROOT, new Map()]]);
  readonly #open = new Map<number, number>();

  constructor(root: string) {
    this.#root = root;
  }

  read(letter: string, fields: readonly number[], bytes: Buffer): void {
    const [first = 0, second = 0, third = 0, fourth = 0] = fields;
    const path = bytes.toString('utf8');
    switch (letter) {
      case 'O':
        this.#opened(path, { fd: first, isNew: second === 1, isCut: third === 1, mode: fourth });
        break;
      case 'C':
        this.#open.delete(first);
        break;
      case 'W':
        this.operations.push({ kind: 'write', node: this.#of(first), offset: second, bytes: Buffer.from(bytes) });
        break;
      case 'T':
        this.operations.push({ kind: 'size', node: this.#of(first), size: second });
        break;
      case 'M':
        this.operations.push({ kind: 'mode', node: this.#of(first), mode: second });
        break;
      case 'H':
        this.operations.push({ kind: 'mode', node: this.#at(path), mode: first });
        break;
      case 'F':
      case 'D':
        this.operations.push({ kind: 'sync', node: this.#of(first), isDataOnly: letter === 'D' });
        break;
      case 'K':
        this.#name(path, this.#make({ isFolder: true, mode: first }));
        break;
      case 'U':
      case 'X':
        this.#remove(path);
        break;
      case 'R':
      case 'L':
        this.#second(letter, path);
        break;
      case 'S':
        this.operations.push({ kind: 'say', text: path });
        break;
      default:
        throw new Error(`the record has an operation "${letter}"`);
    }
  }

  #opened(path: string, open: { fd: number; isNew: boolean; isCut: boolean; mode: number }): void {
    if (open.isNew) {
      this.#name(path, this.#make({ isFolder: false, mode: open.mode }));
    }
    const node = this.#at(path);
    this.#open.set(open.fd, node);
    if (open.isCut && !open.isNew) {
      this.operations.push({ kind: 'size', node, size: 0 });
    }
  }

  #second(letter: string, both: string): void {
    const [from = '', to = ''] = both.split('\0');
    const node = this.#at(from);
    if (letter === 'L') {
      this.#name(to, node);
      return;
    }
    const old = this.#place(from);
    this.#namesIn(old.folder).delete(old.name);
    this.#name(to, node, old);
  }

  #name(path: string, node: number, from: { folder: number; name: string } | null = null): void {
    const place = this.#place(path);
    this.#namesIn(place.folder).set(place.name, node);
    this.operations.push({ kind: 'name', ...place, node, from });
  }

  #remove(path: string): void {
    const place = this.#place(path);
    const node = this.#at(path);
    this.#namesIn(place.folder).delete(place.name);
    this.operations.push({ kind: 'remove', ...place, node });
  }

  #make(node: Node): number {
    this.nodes.push(node);
    if (node.isFolder) {
      this.#names.set(this.nodes.length - 1, new Map());
    }
    return this.nodes.length - 1;
  }

  #of(fd: number): number {
    const node = this.#open.get(fd);
    if (node === undefined) {
      throw new Error(`the record uses the file number ${fd} that is not open`);
    }
    return node;
  }

  #namesIn(folder: number): Map<string, number> {
    const names = this.#names.get(folder);
    if (names === undefined) {
      throw new Error('the record takes a file for a folder');
    }
    return names;
  }

  #place(path: string): { folder: number; name: string } {
    const parts = this.#parts(path);
    const name = parts.at(-1) ?? '';
    return { folder: this.#walk(parts.slice(0, -1), path), name };
  }

  #at(path: string): number {
    return this.#walk(this.#parts(path), path);
  }

  #parts(path: string): readonly string[] {
    return path
      .slice(this.#root.length)
      .split('/')
      .filter((part) => part !== '');
  }

  #walk(parts: readonly string[], path: string): number {
    let node = ROOT;
    for (const part of parts) {
      const next = this.#namesIn(node).get(part);
      if (next === undefined) {
        throw new Error(`the record names ${path}, which it did not see being made`);
      }
      node = next;
    }
    return node;
  }
}
