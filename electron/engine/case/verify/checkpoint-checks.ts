/** The signed checkpoints of a case, and what this computer remembers of it, as checks of a verification. */
import type { Check, TreeReport } from '../../../../shared/contract/outcomes';
import { toBase64 } from '../../../../shared/packet-format/pem';
import { checkpointWords } from '../../../../shared/wording/checkpoints';
import { timestampWords } from '../../../../shared/wording/timestamps';
import { type CheckpointFiles, readCheckpointFiles } from '../../custody/checkpoint-folder';
import {
  type CheckpointReport,
  type ExaminedCase,
  examineCheckpoints,
  examineGiven,
  type GivenCheckpoint,
} from '../../custody/examine-checkpoints';
import { examineTimestamps } from '../../custody/examine-timestamps';
import { caseIdOf, contradictionOf, rollbackOf } from '../../custody/rollback';
import { cosignedStates } from '../../custody/witness-memory';
import { systemEnvironment } from '../../environment';
import { seenJournal } from '../../profile/seen-journals';
import type { CaseSnapshot } from './case-snapshot';
import { checkResult } from './check-result';

export interface CheckpointOptions {
  /** The profile folder, where it is to be asked what it saw last. */
  readonly home?: string | undefined;
  /** Checkpoints from elsewhere that the journal must continue. */
  readonly against?: readonly GivenCheckpoint[] | undefined;
}

export interface CheckpointChecks {
  readonly checks: readonly Check[];
  readonly tree: TreeReport;
}

export async function checkCheckpoints(
  snapshot: CaseSnapshot,
  { home, against }: CheckpointOptions,
): Promise<CheckpointChecks> {
  const id = (await caseIdOf(eachOf(snapshot.lines))) ?? '';
  const examined: ExaminedCase = { id, tree: snapshot.tree, keys: snapshot.report.keys };
  const files = await readCheckpointFiles(snapshot.paths.dir);
  const report = await examineCheckpoints(examined, files);
  const checks = [checkResult('Checkpoints', report.problems, goodSentence(snapshot, report))];
  checks.push(await checkTimestamps(snapshot, id, files.requests));
  if (against !== undefined && against.length > 0) {
    const given = await examineGiven(examined, against, files.certificates);
    checks.push(checkResult('Given checkpoints', given.problems, goodSentence(snapshot, given)));
  }
  if (home !== undefined) {
    checks.push(await checkSeen(snapshot, home, id));
  }
  return { checks, tree: treeReport(snapshot, report) };
}

function goodSentence({ tree }: CaseSnapshot, { checkpoints }: CheckpointReport): string {
  const last = checkpoints.at(-1);
  if (last === undefined) {
    return checkpointWords.none(tree.size, toBase64(tree.root()));
  }
  const { size, root } = last.checkpoint;
  const behind = tree.size > size ? checkpointWords.behind(tree.size - size) : '';
  return checkpointWords.good(checkpoints.length, size, toBase64(root), last.signers) + behind;
}

/** Each token is judged anew: over what the journal gives, by the authority's signature. */
async function checkTimestamps(
  { tree, lines, vault }: CaseSnapshot,
  id: string,
  requests: CheckpointFiles['requests'],
): Promise<Check> {
  const { stamps, problems } = await examineTimestamps({ id, tree, lines, vault }, requests, systemEnvironment.now());
  return checkResult('Time stamps', problems, stamps.length === 0 ? timestampWords.none : timestampWords.good(stamps));
}

async function checkSeen({ tree }: CaseSnapshot, home: string, id: string): Promise<Check> {
  const contradiction = contradictionOf(tree, await cosignedStates(home, id));
  if (contradiction !== null) {
    return checkResult('Last seen', [contradiction], '');
  }
  const seen = await seenJournal(home, id);
  if (seen === null || seen === 'damaged') {
    return checkResult('Last seen', [], seen === null ? checkpointWords.seenNever : checkpointWords.seenDamaged);
  }
  const problem = rollbackOf(tree, seen);
  return checkResult('Last seen', problem === null ? [] : [problem], checkpointWords.seenBefore(seen.size));
}

function treeReport({ tree }: CaseSnapshot, { checkpoints }: CheckpointReport): TreeReport {
  return {
    size: tree.size,
    root: toBase64(tree.root()),
    checkpoints: checkpoints.map(({ file, checkpoint: { size, root }, signers }) => ({
      file,
      size,
      root: toBase64(root),
      signers: signers.map(({ name, fingerprint }) => ({ name, fingerprint })),
    })),
  };
}

async function* eachOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
