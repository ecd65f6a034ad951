import { rmSync } from 'node:fs';

/** Removes what a test made. A program that is just ending may still write there (an agent of GnuPG, a browser): tried for some seconds. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
