import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../fs/error-code';

export const CASE_SUFFIX = '.chainmail';
export const JOURNAL_NAME = 'journal.jsonl';
export const VIEW_NAME = 'case.json';
export const OBJECTS_NAME = 'objects';
/** Message table and search index: rebuildable, made by the catalogue. */
export const DERIVED_NAME = 'derived';

/** Signed statements of what the journal held: docs/decisions/0013. */
export const CHECKPOINTS_NAME = 'checkpoints';

export interface CasePaths {
  readonly dir: string;
  readonly journal: string;
  readonly view: string;
  readonly objects: string;
  readonly derived: string;
  readonly checkpoints: string;
}

export function casePaths(dir: string): CasePaths {
  return {
    dir,
    journal: join(dir, JOURNAL_NAME),
    view: join(dir, VIEW_NAME),
    objects: join(dir, OBJECTS_NAME),
    derived: join(dir, DERIVED_NAME),
    checkpoints: join(dir, CHECKPOINTS_NAME),
  };
}

/** The folder of a case that may have been named without its `.chainmail`. */
export async function resolveCaseDir(dir: string): Promise<string> {
  const plain = dir.replace(/[/\\]+$/, '');
  if (plain.endsWith(CASE_SUFFIX) || (await exists(plain)) || !(await exists(plain + CASE_SUFFIX))) {
    return dir;
  }
  return plain + CASE_SUFFIX;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      return false;
    }
    throw error;
  }
}
