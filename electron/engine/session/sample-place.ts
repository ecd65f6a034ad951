/** Where the sample lies: its case among the examiner's cases, its mail and voter files among the program's own files. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

export const SAMPLE_FOLDER = 'Sample-October-2020.chainmail';

export function isSampleCase(dir: string): boolean {
  return basename(dir) === SAMPLE_FOLDER;
}

export function sampleMail(resourcesDir: string, name: string): string {
  return join(resourcesDir, 'sample', 'mail', name);
}

/** The voter files to compare the sample's messages with, in the order of their names. */
export async function sampleVoterFiles(resourcesDir: string): Promise<readonly string[]> {
  const dir = join(resourcesDir, 'sample', 'voter-files');
  return (await readdir(dir)).sort().map((name) => join(dir, name));
}
