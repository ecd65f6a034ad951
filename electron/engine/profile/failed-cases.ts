/**
 * Cases that failed their last verification on this computer, in the profile folder: `failed/<case id>.json`.
 *
 * Not in the case: whoever damages a case could take the mark away as well, and a damaged case is not written to.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { caseIdSchema } from '../../../shared/contract/model';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';

const fileSchema = z.object({
  format: z.literal('chainmail-failed-case'),
  version: z.literal(1),
  case: caseIdSchema,
  /** The first thing that was wrong, in a sentence. */
  failure: z.string(),
  at: z.string(),
});

export interface FailedCase {
  readonly failure: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const FOLDER = 'failed';
const WHAT = 'the memory of failed verifications in the profile folder';

/** Null when the last verification here passed, or there was none. */
export async function failedCase(home: string, caseId: string): Promise<FailedCase | null> {
  if (!caseIdSchema.safeParse(caseId).success) {
    return null;
  }
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(fileOf(home, caseId), 'utf8')));
    return parsed.success && parsed.data.case === caseId ? parsed.data : null;
  } catch {
    // Not there, or not readable: nothing is known.
    return null;
  }
}

/**
 * Remembers how a verification ended; null when it passed.
 *
 * @throws FailureError `disk-full`, `internal`
 */
export async function rememberOutcome(
  home: string,
  caseId: string,
  failure: string | null,
  env: Pick<Environment, 'now' | 'randomHex'>,
): Promise<void> {
  if (!caseIdSchema.safeParse(caseId).success) {
    return;
  }
  if (failure === null) {
    await rm(fileOf(home, caseId), { force: true });
    return;
  }
  const at = new Date(env.now()).toISOString();
  const text = `${JSON.stringify({ format: 'chainmail-failed-case', version: 1, case: caseId, failure, at }, null, 2)}\n`;
  await asStorage(WHAT, () => privateFolder(join(home, FOLDER)));
  await durableWrite(fileOf(home, caseId), text, env.randomHex, { what: WHAT });
}

function fileOf(home: string, caseId: string): string {
  return join(home, FOLDER, `${caseId}.json`);
}
