import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { removeFolder } from './remove-folder';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) {
    removeFolder(folder);
  }
});

/** A new empty folder on the real disk, removed after the test file. */
export function tempFolder(label = 'test', place = tmpdir()): string {
  const folder = mkdtempSync(join(place, `chainmail-${label}-`));
  made.push(folder);
  return folder;
}
