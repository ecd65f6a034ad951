/**
 * lowdb's door to `case.json`: all or nothing, durable, 0600, never a default in place of a file that cannot be read.
 *
 * lowdb's own adapter never syncs, uses one fixed temporary name, widens the mode and takes `null` for an empty database
 * (measured; docs/decisions/0001); ours says instead that the view has to be rebuilt.
 */
import { open } from 'node:fs/promises';
import type { Low } from 'lowdb';
import { FailureError } from '../../../shared/contract/failure';
import { durableWrite } from '../fs/durable-write';
import { errorCode } from '../fs/error-code';
import { READ_FLAGS } from '../fs/read-flags';
import type { RandomHex } from '../fs/temp-name';
import { type CaseView, caseViewSchema, serialiseView, VIEW_VERSION } from './case-view';

export type ViewAdapter = Low<CaseView>['adapter'];

export function viewAdapter(path: string, randomHex: RandomHex): ViewAdapter {
  return {
    read: () => readView(path),
    write: (view) => durableWrite(path, serialiseView(view), randomHex, { what: 'the case file (case.json)' }),
  };
}

/**
 * The view on disk; null when it is missing or is not a view, so that it is rebuilt.
 *
 * @throws FailureError `case-newer` when a later version wrote it
 */
export async function readView(path: string): Promise<CaseView | null> {
  const text = await readViewText(path);
  return text === null ? null : parseView(text);
}

/** A view's text; null when it is not one. Its bytes are compared with the rebuild by who verifies. */
export function parseView(text: string): CaseView | null {
  const value = parseJson(text);
  refuseNewer(value);
  const parsed = caseViewSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The file's text; null when there is none or it is not a plain file. */
export async function readViewText(path: string): Promise<string | null> {
  try {
    const handle = await open(path, READ_FLAGS);
    try {
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EISDIR'].includes(errorCode(error))) {
      return null;
    }
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a file or NULs after a power cut: the view is rebuilt.
    return null;
  }
}

function refuseNewer(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('format' in value) || !('version' in value)) {
    return;
  }
  if (value.format === 'chainmail-case' && typeof value.version === 'number' && value.version > VIEW_VERSION) {
    throw new FailureError(
      'case-newer',
      `This case was written by a later version of Chainmail (case format ${value.version}; this program knows ${VIEW_VERSION}). Nothing in it was changed. Open it with that version or a later one.`,
    );
  }
}
