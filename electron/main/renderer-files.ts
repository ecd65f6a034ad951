/**
 * The window's files, listed once when the program starts.
 *
 * Only what is in the list is served: a path from the page is looked up in it and never joined to a folder, so there is
 * nothing that `..`, an encoded slash or a symbolic link could lead out of.
 */
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** From the path in the address (`/assets/index.js`) to the file. */
export type RendererFiles = ReadonlyMap<string, string>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/** Regular files only: a symbolic link is not followed. Source maps are for developers, not for the window. */
export async function listRendererFiles(folder: string): Promise<RendererFiles> {
  const files = new Map<string, string>();
  await addFolder(files, folder, '/');
  return files;
}

async function addFolder(files: Map<string, string>, folder: string, prefix: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await addFolder(files, path, `${prefix}${entry.name}/`);
    } else if (entry.isFile() && !entry.name.endsWith('.map')) {
      files.set(`${prefix}${entry.name}`, path);
    }
  }
}

export function contentType(path: string): string {
  return CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}
