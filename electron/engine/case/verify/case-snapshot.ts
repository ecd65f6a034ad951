/** What a verification looks at, read once at its start. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { FailureError } from '../../../../shared/contract/failure';
import type { JournalLine } from '../../../../shared/packet-format/journal-line';
import type { MerkleTree } from '../../../../shared/packet-format/tree/merkle-tree';
import { endOfWholeLines, type JournalReport, verifyJournal } from '../../../../shared/packet-format/verify-journal';
import { treeOf } from '../../custody/journal-tree';
import { errorCode } from '../../fs/error-code';
import { READ_FLAGS } from '../../fs/read-flags';
import { keyFingerprint } from '../../identity/key-pair';
import { makeThreadedVerifier } from '../../identity/threaded-verifier';
import { sha256Hex } from '../../journal/journal-file';
import { openVault, type Vault } from '../../vault/vault';
import type { CasePaths } from '../case-paths';
import { LOCK_NAME, readLock } from '../lock';
import { mayBeAlive } from '../lock-holder';

/** `open`: somebody is writing now; `left`: a session ended without closing, the next opening tidies up. */
export type SessionState = 'closed' | 'open' | 'left';

export interface CaseSnapshot {
  readonly paths: CasePaths;
  readonly vault: Vault;
  readonly session: SessionState;
  readonly report: JournalReport;
  /** Over the journal's whole lines, readable or not. */
  readonly tree: MerkleTree;
  /** The lines that can be read. */
  readonly lines: readonly JournalLine[];
  /** Text of `case.json`; null when it is missing or not a plain file. */
  readonly viewText: string | null;
}

/**
 * @throws FailureError `not-a-case` when there is no journal
 */
export async function takeSnapshot(paths: CasePaths): Promise<CaseSnapshot> {
  const session = await sessionState(paths);
  const vault = openVault(paths.objects, () => {
    throw new Error('a verification writes nothing');
  });
  // The view before the journal: a writer that is at work meanwhile puts the journal ahead, never the view.
  const viewText = (await readPlain(paths.view))?.toString('utf8') ?? null;
  const bytes = await readPlain(paths.journal);
  if (bytes === null) {
    throw new FailureError(
      'not-a-case',
      'This folder holds no custody journal, so it is not a case of Chainmail, or its journal was removed. Nothing in it was changed. Choose a folder whose name ends in .chainmail, or bring the journal back from a copy.',
    );
  }
  const lines: JournalLine[] = [];
  const report = await verifyBytes(bytes, vault, (line) => lines.push(line));
  const tree = treeOf(bytes.subarray(0, endOfWholeLines(bytes)));
  return { paths, vault, session, report, tree, lines, viewText };
}

async function sessionState({ dir }: CasePaths): Promise<SessionState> {
  const lock = await readLock(join(dir, LOCK_NAME));
  if (lock === null) {
    return 'closed';
  }
  return lock !== 'unreadable' && (await mayBeAlive(lock)) ? 'open' : 'left';
}

/** A plain file's bytes; null when there is none at this place. */
async function readPlain(path: string): Promise<Buffer | null> {
  try {
    const handle = await open(path, READ_FLAGS);
    try {
      return (await handle.stat()).isFile() ? await handle.readFile() : null;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR'].includes(errorCode(error))) {
      return null;
    }
    throw error;
  }
}

async function verifyBytes(
  bytes: Uint8Array,
  vault: Vault,
  onLine: (line: JournalLine) => void,
): Promise<JournalReport> {
  return await verifyJournal(bytes, {
    onLine,
    sha256: sha256Hex,
    verifySignature: makeThreadedVerifier(),
    keyFingerprint,
    certificate: (sha256) => readCertificate(vault, sha256),
  });
}

async function readCertificate(vault: Vault, sha256: string): Promise<string | null> {
  try {
    const bytes = await vault.read(sha256);
    return sha256Hex(bytes) === sha256 ? bytes.toString('utf8') : null;
  } catch {
    // Missing, unreadable or not named by a hash at all: the journal's check says which entry this is.
    return null;
  }
}
