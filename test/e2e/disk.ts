/** What lies on the disk, read past Chainmail: hashes of files and folders, objects of a vault. */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The path of an object in a case's vault. */
export function objectPath(dir: string, hash: string): string {
  return join(dir, 'objects', hash.slice(0, 2), hash.slice(2));
}

export function readObject(dir: string, hash: string): Buffer {
  return readFileSync(objectPath(dir, hash));
}

/** All files below a folder, relative and in order. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Name, content and time of change of every file: equal before and after means untouched. */
export function stateOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    filesBelow(folder).map((name) => {
      const path = join(folder, name);
      return [name, `${sha256(readFileSync(path))} ${statSync(path).mtimeMs} ${statSync(path).mode}`];
    }),
  );
}

/** How many objects a case's vault holds; 0 before it has one. */
export function objectCount(dir: string): number {
  const objects = join(dir, 'objects');
  return existsSync(objects) ? filesBelow(objects).length : 0;
}

/** The acts in a case's journal, as they stand on the disk. */
export function actsOf(dir: string): readonly string[] {
  const lines = readFileSync(join(dir, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => /"act":"([a-z.-]+)"/.exec(line)?.[1] ?? '');
}

/** Unpacks a zip into a folder. Names are trusted: only zips that the tests had Chainmail write come here. */
export async function unpack(path: string, folder: string): Promise<void> {
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry()) {
    const to = join(folder, entry.fileName);
    mkdirSync(dirname(to), { recursive: true });
    if (!entry.fileName.endsWith('/')) {
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(to));
    }
  }
}
