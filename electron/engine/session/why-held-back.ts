/** Why a case opens to read only on this computer, whatever its own folder says. */
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { type CasePaths, casePaths } from '../case/case-paths';
import { caseIdOf, findRollback } from '../custody/rollback';
import type { Environment } from '../environment';
import { openJournal } from '../journal/journal';
import { failedCase, rememberOutcome } from '../profile/failed-cases';

/** The sentence; null where nothing holds the case back. Nothing in the case is touched. */
export async function whyHeldBack(paths: CasePaths, home: string, env: Environment): Promise<string | null> {
  const rolledBack = await findRollback(paths, home, env);
  if (rolledBack !== null) {
    return rolledBack;
  }
  const caseId = await idOf(paths, env);
  const failed = caseId === null ? null : await failedCase(home, caseId);
  return failed === null ? null : checkpointWords.failedBefore(failed.at, failed.failure);
}

/** Remembers how the verification of a case ended: one that failed opens to read only until one passes. */
export async function rememberVerification(
  dir: string,
  home: string,
  failure: string | null,
  env: Environment,
): Promise<void> {
  const caseId = await idOf(casePaths(dir), env);
  if (caseId !== null) {
    await rememberOutcome(home, caseId, failure, env);
  }
}

/** The case's id by its journal; null where that cannot be read, which opening the case reports. */
async function idOf(paths: CasePaths, env: Environment): Promise<string | null> {
  const journal = await openJournal(paths.journal, 'read', env).catch(() => null);
  return journal === null ? null : await caseIdOf(journal.lines()).catch(() => null);
}
