/** Whether a case stands before a state in which this computer saw it. */

import { FailureError } from '../../../shared/contract/failure';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { witnessWords } from '../../../shared/wording/witness';
import type { CasePaths } from '../case/case-paths';
import type { Environment } from '../environment';
import { openJournal } from '../journal/journal';
import { rememberJournal, type SeenJournal, seenJournal } from '../profile/seen-journals';
import { compareWithTree, type NamedState } from './compare-with-tree';
import { JournalTree } from './journal-tree';
import { cosignedStates } from './witness-memory';

/**
 * The sentence that says how the journal was rolled back; null when it was not, or nothing is remembered of it.
 *
 * Nothing in the case is touched. A journal that cannot be read is for who opens the case to report.
 */
export async function findRollback(paths: CasePaths, home: string, env: Environment): Promise<string | null> {
  try {
    const journal = await openJournal(paths.journal, 'read', env);
    const caseId = await caseIdOf(journal.lines());
    if (caseId === null) {
      return null;
    }
    const found = await seenJournal(home, caseId);
    const seen = found === 'damaged' ? null : found;
    const head = journal.head;
    const cosigned = await cosignedStates(home, caseId);
    const isAsSeen = seen !== null && head?.hash === seen.head && head.seq + 1 === seen.size;
    if (isAsSeen || (seen === null && cosigned.length === 0)) {
      return null;
    }
    const tree = await new JournalTree(paths.journal).current();
    return (seen === null ? null : rollbackOf(tree, seen)) ?? contradictionOf(tree, cosigned);
  } catch (error) {
    if (error instanceof FailureError) {
      return null;
    }
    throw error;
  }
}

/** The sentence for a tree that does not continue what was seen; null when it does. */
export function rollbackOf(tree: MerkleTree, seen: SeenJournal): string | null {
  if (tree.size < seen.size) {
    return checkpointWords.rolledBackShort(seen.size, tree.size);
  }
  const isSame = Buffer.from(tree.root(seen.size)).toString('hex') === seen.root;
  return isSame ? null : checkpointWords.rolledBackOther(seen.size);
}

/** The sentence for a tree that does not continue what a key of the profile signed; null when it does. */
export function contradictionOf(tree: MerkleTree, cosigned: readonly NamedState[]): string | null {
  const [problem] = compareWithTree(tree, cosigned);
  return problem === undefined ? null : witnessWords.opensToRead(problem);
}

/** The id that the journal gives the case; null when it has none. */
export async function caseIdOf(
  lines: AsyncIterable<{
    readonly entry: { readonly act: string; readonly subject: Readonly<Record<string, unknown>> };
  }>,
): Promise<string | null> {
  for await (const { entry } of lines) {
    if (entry.act === 'case.create') {
      const id = entry.subject['case'];
      return typeof id === 'string' ? id : null;
    }
  }
  return null;
}

/** Remembers the journal as it is now, unless that is known already. */
export async function rememberState(
  home: string,
  state: { readonly caseId: string; readonly head: { readonly seq: number; readonly hash: string } },
  tree: JournalTree,
  env: Environment,
): Promise<void> {
  const { caseId, head } = state;
  const size = head.seq + 1;
  const seen = await seenJournal(home, caseId);
  if (seen !== null && seen !== 'damaged' && seen.size === size && seen.head === head.hash) {
    return;
  }
  const root = Buffer.from((await tree.current()).root(size)).toString('hex');
  await rememberJournal(home, caseId, { size, root, head: head.hash }, env);
}
