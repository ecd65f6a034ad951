import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Suites of other programs, beside the checkout; a test that needs them is skipped where they are not there. */
const root = new URL('../../../../shared/corpora/auth-suites/', import.meta.url);

export const hasSuites = existsSync(root);

export function suiteFile(path: string): Buffer {
  return readFileSync(new URL(path, root));
}

export function suitePath(path: string): string {
  return fileURLToPath(new URL(path, root));
}

if (!hasSuites) {
  console.log('skipped: the suites of authentication are not beside this checkout');
}
