import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';
import { type RandomHex, tempPathFor } from '../fs/temp-name';
import { writeAll } from '../fs/write-all';
import type { StoredObject, Vault } from '../vault/vault';

const FLUSH_AT = 64 << 10;

/** A list that grows on disk and becomes a vault object at its end: memory does not grow with it. */
export class JsonLinesWriter {
  readonly #path: string;
  readonly #handle: FileHandle;
  #pending: string[] = [];
  #pendingLength = 0;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Begins a list in `folder` (a case's `derived/`); a name of ours, so that a killed import's rest is swept. */
  static async begin(folder: string, name: string, randomHex: RandomHex): Promise<JsonLinesWriter> {
    return await asStorage('a list of the import', async () => {
      await privateFolder(folder);
      const path = tempPathFor(join(folder, name), randomHex);
      return new JsonLinesWriter(path, await open(path, 'wx', 0o600));
    });
  }

  async add(line: object): Promise<void> {
    const text = `${oneLine(line)}\n`;
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pendingLength >= FLUSH_AT) {
      await this.#flush();
    }
  }

  /** Puts the list into the vault. */
  async keep(vault: Vault): Promise<StoredObject> {
    await this.#flush();
    await this.#handle.close();
    const { sha256, bytes } = await vault.putFile(this.#path);
    await rm(this.#path, { force: true });
    return { sha256, bytes };
  }

  /** Throws the list away; nothing happens when it was kept. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#path, { force: true }).catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#pending.join(''), 'utf8');
    this.#pending = [];
    this.#pendingLength = 0;
    await asStorage('a list of the import', () => writeAll(this.#handle, bytes, null));
  }
}

/** JSON without the two separators that some readers take for line ends and that a file's name may hold. */
function oneLine(line: object): string {
  return JSON.stringify(line).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
