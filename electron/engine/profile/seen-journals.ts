/**
 * What this computer saw last of each case's journal, in the profile folder: `seen/<case id>.json`.
 *
 * A case's own folder can be put back whole to an earlier state, checkpoints included; what lies elsewhere tells.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { caseIdSchema, sha256Schema } from '../../../shared/contract/model';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { errorCode } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { asStorage } from '../fs/storage-failure';

const fileSchema = z.object({
  format: z.literal('chainmail-seen-journal'),
  version: z.literal(1),
  case: caseIdSchema,
  /** Entries. */
  size: z.int().check(z.nonnegative()),
  /** Root of the tree over them, hexadecimal. */
  root: sha256Schema,
  /** SHA-256 of the last line: tells without the whole tree that nothing happened since. */
  head: sha256Schema,
  at: z.string(),
});

export interface SeenJournal {
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  readonly head: string;
}

const FOLDER = 'seen';
const WHAT = 'the memory of cases in the profile folder';

/** Null when the case was never seen; `damaged` when what is there cannot be read. */
export async function seenJournal(home: string, caseId: string): Promise<SeenJournal | 'damaged' | null> {
  if (!caseIdSchema.safeParse(caseId).success) {
    return null;
  }
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(fileOf(home, caseId), 'utf8')));
    return parsed.success && parsed.data.case === caseId ? parsed.data : 'damaged';
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? null : 'damaged';
  }
}

/** @throws FailureError `disk-full`, `internal` */
export async function rememberJournal(
  home: string,
  caseId: string,
  { size, root, head }: SeenJournal,
  env: Environment,
): Promise<void> {
  const at = new Date(env.now()).toISOString();
  const file = { format: 'chainmail-seen-journal', version: 1, case: caseId, size, root, head, at };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  await asStorage(WHAT, () => privateFolder(join(home, FOLDER)));
  await durableWrite(fileOf(home, caseId), text, env.randomHex, { what: WHAT });
}

function fileOf(home: string, caseId: string): string {
  return join(home, FOLDER, `${caseId}.json`);
}
