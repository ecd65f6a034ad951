import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A new empty folder on the real disk, removed after the test file. */
export function tempFolder(label = 'test', place = tmpdir()): string {
  const folder = mkdtempSync(join(place, `chainmail-${label}-`));
  made.push(folder);
  return folder;
}
