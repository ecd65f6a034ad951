import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verification } from '../../../shared/contract/outcomes';
import type { RevocationList } from '../../../shared/packet-format/revocation-list';
import { resolveCaseDir } from '../case/case-paths';
import type { CheckpointOptions } from '../case/verify/checkpoint-checks';
import { isMendedByOpening } from '../case/verify/view-check';
import { verifyCase } from '../case/verify-case';
import { systemEnvironment } from '../environment';
import { verifyPacket } from '../packet/verify-packet';
import type { WorkOptions } from './import-into';
import { rememberVerification } from './why-held-back';

/** What the person at the keyboard knows about keys; for packets. */
export interface Trust {
  /** Fingerprints of examiners' and roots' keys, such as their own. */
  readonly trusted?: readonly string[];
  /** Lists of revoked certificates that are at hand. */
  readonly revocations?: readonly RevocationList[];
}

/**
 * Checks a case or a packet, told apart by what the folder holds. Needs no key. A case may be named without its suffix.
 *
 * @param options.home the profile folder: a case is compared with what it remembers, and how this check ends is remembered
 * @param options.against checkpoints from elsewhere that the journal must continue
 */
export async function verifyPath(
  named: string,
  options: WorkOptions & Trust & CheckpointOptions & { readonly workerFile?: URL } = {},
): Promise<Verification> {
  const { signal, onProgress, trusted = [], revocations = [], workerFile, home, against } = options;
  const path = await resolveCaseDir(named);
  const work = {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (step: { readonly stage: string; readonly doneBytes: number; readonly totalBytes: number | null }) =>
      onProgress?.({ ...step, doneMessages: 0, messagesPerSecond: 0, setAside: 0 }),
  };
  if (!(await looksLikeCase(path))) {
    return await verifyPacket(path, { ...work, trusted, revocations, against });
  }
  const verification = await verifyCase(path, { ...work, workerFile, home, against });
  if (home !== undefined) {
    const failure = isMendedByOpening(verification.checks) ? null : verification.firstFailure;
    await rememberVerification(path, home, failure, systemEnvironment);
  }
  return verification;
}

async function looksLikeCase(path: string): Promise<boolean> {
  if (path.replace(/[/\\]+$/, '').endsWith('.chainmail')) {
    return true;
  }
  const journal = await stat(join(path, 'journal.jsonl')).catch(() => null);
  return journal !== null;
}
