/**
 * Verifies a case from its bytes alone: read-only, without a key, also while it is open elsewhere.
 *
 * A folder that was put back whole to an earlier state, or a journal that the holder of its keys wrote anew together with
 * its checkpoints, shows only against what lies elsewhere: the profile's memory, or a checkpoint that was handed out.
 */
import type { Check, TreeReport, Verification } from '../../../shared/contract/outcomes';
import { openHashThreads } from '../vault/hash-threads';
import { casePaths, resolveCaseDir } from './case-paths';
import { collectReferences, type References } from './references';
import { type CaseSnapshot, takeSnapshot } from './verify/case-snapshot';
import { counted } from './verify/check-result';
import { type CheckpointOptions, checkCheckpoints } from './verify/checkpoint-checks';
import { type FolderListing, listFolder } from './verify/folder-listing';
import { checkJournal } from './verify/journal-checks';
import { checkCompleteness, checkForeign, checkObjectBytes, hashObjects } from './verify/object-checks';
import { checkRanges, type ListOutcomes } from './verify/range-checks';
import { checkRecords } from './verify/record-check';
import { checkRulesKept } from './verify/rules-check';
import { checkView } from './verify/view-check';

export interface VerifyProgress {
  /** What is being done now, in words. */
  readonly stage: string;
  readonly doneBytes: number;
  readonly totalBytes: number | null;
}

export interface VerifyCaseOptions extends CheckpointOptions {
  readonly onProgress?: (progress: VerifyProgress) => void;
  readonly signal?: AbortSignal;
  /** The built worker: with it, all cores hash. */
  readonly workerFile?: URL | undefined;
}

/**
 * @throws FailureError `not-a-case`, `case-newer`, `cancelled`
 */
export async function verifyCase(dir: string, options: VerifyCaseOptions = {}): Promise<Verification> {
  const paths = casePaths(await resolveCaseDir(dir));
  const progress = (stage: string, doneBytes = 0, totalBytes: number | null = null) =>
    options.onProgress?.({ stage, doneBytes, totalBytes });
  progress('Reading the journal');
  const snapshot = await takeSnapshot(paths);
  const listing = await listFolder(paths);
  const total = listing.objects.reduce((sum, { bytes }) => sum + bytes, 0);
  const { objectChecks, lists, references } = await hashAll(snapshot, listing, options, (done) =>
    progress('Hashing the stored files', done, total),
  );
  progress('Comparing the records');
  const { check: viewCheck, undone, view } = await checkView(snapshot);
  const isUnfinished = snapshot.session !== 'closed' || (view?.openImports.length ?? 0) > 0;
  const { checks: checkpointChecks, tree } = await checkCheckpoints(snapshot, options);
  const checks = [
    ...checkJournal(snapshot),
    ...checkRulesKept(snapshot),
    ...checkpointChecks,
    checkObjectBytes(objectChecks, references, isUnfinished),
    checkCompleteness(objectChecks, references),
    checkForeign(snapshot, listing, references, isUnfinished),
    await checkRecords(snapshot, { checks: objectChecks, lists }, options.signal),
    ...(undone === null ? [] : [undone]),
    viewCheck,
    modeCheck(listing),
  ];
  return verdict(paths.dir, snapshot, checks, tree);
}

/** What opening a file costs, as the bytes that could be hashed meanwhile. */
const OPENING_COST = 16 << 10;
/** A case below this is hashed in less time than threads take to start. */
const SMALL_CASE = 64 << 20;

/** Objects and messages are hashed side by side: both take as long. What names them is gathered meanwhile. */
async function hashAll(
  snapshot: CaseSnapshot,
  listing: FolderListing,
  { signal, workerFile }: VerifyCaseOptions,
  onBytes: (done: number) => void,
) {
  const isSmall = listing.objects.reduce((sum, { bytes }) => sum + bytes + OPENING_COST, 0) < SMALL_CASE;
  const threads = openHashThreads(isSmall ? undefined : workerFile, signal);
  try {
    const ranges = checkRanges(snapshot, listing.objects, threads);
    const references = ranges.then((lists) => referencesOf(snapshot, lists));
    // Heard below; until then a rejection must not count as unheard.
    references.catch(() => undefined);
    const objectChecks = await hashObjects(snapshot, listing.objects, { threads, onBytes });
    return { objectChecks, references: await references, lists: await ranges };
  } finally {
    await threads.close();
  }
}

/** A record or list that cannot be read names nothing; that it cannot be read is said by the checks of its bytes. */
async function referencesOf(snapshot: CaseSnapshot, lists: ListOutcomes): Promise<References> {
  const read = [...lists]
    .filter(([, { isReadable }]) => isReadable)
    .map(([list, { objects }]) => [list, objects] as const);
  return await collectReferences(eachOf(snapshot.lines), snapshot.vault, () => undefined, new Map(read));
}

async function* eachOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** Not a failure: copies on other disks and in archives lose permissions, and the bytes are checked by their hashes. */
function modeCheck({ wide }: FolderListing): Check {
  const detail =
    wide.length === 0
      ? 'only the owner can enter the case, and stored files are read-only'
      : `${counted(wide.length, 'file or folder has', 'files or folders have')} wider permissions than Chainmail gives, such as ${wide[0]}; this changes no content`;
  return { name: 'Permissions', ok: true, detail };
}

function verdict(path: string, snapshot: CaseSnapshot, checks: readonly Check[], tree: TreeReport): Verification {
  const failure = checks.find((check) => !check.ok);
  const actor = snapshot.lines.at(-1)?.entry.actor;
  return {
    ok: failure === undefined,
    kind: 'case',
    path,
    checks: [...checks],
    tree,
    firstFailure: failure === undefined ? null : `${failure.name}: ${failure.detail}`,
    signer: actor === undefined ? null : { name: actor.name, fingerprint: actor.key },
  };
}
