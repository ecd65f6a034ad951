/** Files that were dropped on the page, folders walked. */
import type { GivenFile } from './packet-files';

/** One zip file, or the files of one folder. */
export type Given =
  | { readonly kind: 'zip'; readonly file: File }
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly GivenFile[] };

const DEPTH_MAX = 8;

/** Must be called while the drop is being handled: afterwards the browser forgets the items. */
export async function givenByDrop(items: DataTransferItemList): Promise<Given | undefined> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0) {
    return undefined;
  }
  if (isFile(entry)) {
    return { kind: 'zip', file: await fileOf(entry) };
  }
  const files: GivenFile[] = [];
  await walk(entry as FileSystemDirectoryEntry, '', 0, files);
  return { kind: 'folder', name: entry.name, files };
}

/** What a folder's field holds: every file with its path, the folder's own name in front. */
export function givenByField(list: FileList): Given | undefined {
  const [first] = list;
  if (first === undefined) {
    return undefined;
  }
  if (first.webkitRelativePath === '') {
    return { kind: 'zip', file: first };
  }
  const files = [...list].map((file) => ({ path: file.webkitRelativePath.split('/').slice(1).join('/'), file }));
  return { kind: 'folder', name: first.webkitRelativePath.split('/')[0] ?? '', files };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return await new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function walk(folder: FileSystemDirectoryEntry, path: string, depth: number, files: GivenFile[]): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const below = path === '' ? entry.name : `${path}/${entry.name}`;
    if (isFile(entry)) {
      files.push({ path: below, file: await fileOf(entry) });
    } else if (depth < DEPTH_MAX) {
      await walk(entry as FileSystemDirectoryEntry, below, depth + 1, files);
    }
  }
}

/** A folder gives its entries by the hundred; the last lot is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return all;
    }
    all.push(...some);
  }
}
