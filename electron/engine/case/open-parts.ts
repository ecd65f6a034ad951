/** Opening a case's parts: what a kill or a power cut left is found and dealt with here. */
import { FailureError } from '../../../shared/contract/failure';
import type { Environment } from '../environment';
import { ignoring } from '../fs/error-code';
import { asStorage } from '../fs/storage-failure';
import { sweepTempFiles } from '../fs/sweep-temp-files';
import { syncFolder } from '../fs/sync-folder';
import { type Journal, type OpenMode, openJournal } from '../journal/journal';
import { openVault, type StoredObject, type Vault } from '../vault/vault';
import type { CaseParts, PendingRepair } from './case-parts';
import type { CasePaths } from './case-paths';
import { type CaseView, EMPTY_VIEW, serialiseView } from './case-view';
import { acquireLock, type CaseLock, describeHolder } from './lock';
import { rebuildView } from './rebuild-view';
import { findLeftOver, withTrueNames } from './references';
import { parseView, readView, readViewText } from './view-adapter';

/**
 * @throws FailureError `not-a-case`, `case-locked`, `case-newer`, `case-damaged`, `journal-broken`
 */
export async function openParts(paths: CasePaths, mode: OpenMode, env: Environment): Promise<CaseParts> {
  await refuseOthers(paths, env);
  return mode === 'read' ? await openToRead(paths, env) : await openToWrite(paths, env);
}

/** Before anything is written into a folder: it is a case, and not of a later version. */
async function refuseOthers(paths: CasePaths, env: Environment): Promise<void> {
  const journal = await openJournal(paths.journal, 'read', env);
  await journal.close();
  await readView(paths.view);
}

async function openToRead(paths: CasePaths, env: Environment): Promise<CaseParts> {
  const vault = openVault(paths.objects, env.randomHex);
  // The view first: one that a running writer is a step behind with is brought forward, one that is ahead cannot be.
  const stored = await readView(paths.view);
  const journal = await openJournal(paths.journal, 'read', env);
  const { view, notes } = await currentView(stored, journal, vault);
  return {
    paths,
    vault,
    journal,
    view,
    lock: null,
    readOnlyReason: 'The case was opened to read only. Nothing can be changed in it. Open it for work to write.',
    notes,
    repair: null,
    isViewUnsaved: false,
    env,
  };
}

async function openToWrite(paths: CasePaths, env: Environment): Promise<CaseParts> {
  const lock = await acquireLock(paths.dir, env);
  try {
    return await openLocked(paths, lock, env);
  } catch (error) {
    // The one who was there before may have left work to record: it stays so.
    await lock.release({ left: lock.takenOverFrom !== null }).catch(() => undefined);
    throw error;
  }
}

async function openLocked(paths: CasePaths, lock: CaseLock, env: Environment): Promise<CaseParts> {
  await tidy(paths);
  const vault = openVault(paths.objects, env.randomHex);
  const journal = await openJournal(paths.journal, 'write', env);
  try {
    // Before anything is cut off: an entry that the view knows was written whole, and is not to vanish.
    const { view, notes } = await viewForWork(paths.view, journal, vault);
    const torn = await keepTornTail(journal, vault);
    if (view.openImports.length === 0) {
      await ignoring(['ENOENT'], () => sweepTempFiles(paths.objects));
    }
    const leftOver = await leftOverOf(lock, view, journal, vault, torn);
    return {
      paths,
      vault,
      journal,
      view,
      lock,
      readOnlyReason: null,
      notes: [...takeOverNotes(lock), ...tornNotes(torn), ...notes, ...leftOver.notes],
      repair: toRepair(torn, leftOver.objects),
      isViewUnsaved: notes.length > 0,
      env,
    };
  } catch (error) {
    await journal.close().catch(() => undefined);
    throw error;
  }
}

async function tidy(paths: CasePaths): Promise<void> {
  await asStorage('the case folder', async () => {
    await sweepTempFiles(paths.dir);
    await ignoring(['ENOENT'], () => sweepTempFiles(paths.objects, true));
    await ignoring(['ENOENT'], () => sweepTempFiles(paths.checkpoints));
    await syncFolder(paths.dir);
  });
}

/** Stores the bytes of a line that was cut off, then cuts them off the journal. */
async function keepTornTail(journal: Journal, vault: Vault): Promise<StoredObject | null> {
  if (journal.tornTail.length === 0) {
    return null;
  }
  const stored = await vault.put(journal.tornTail);
  await vault.settle();
  await asStorage('the journal', () => journal.cutTornTail());
  return stored;
}

interface ViewAndNotes {
  readonly view: CaseView;
  readonly notes: readonly string[];
}

/** To be read: the view at the journal's head, as stored, or brought forward, or rebuilt. A note says which. */
async function currentView(stored: CaseView | null, journal: Journal, vault: Vault): Promise<ViewAndNotes> {
  const head = journal.head;
  refuseShortJournal(stored, head?.seq ?? -1);
  if (head === null) {
    return { view: EMPTY_VIEW, notes: [] };
  }
  if (stored !== null && stored.head.seq === head.seq && stored.head.hash === head.hash) {
    return { view: stored, notes: [] };
  }
  const view = await rebuildView(() => journal.lines(), vault, { from: stored });
  return { view, notes: [rebuiltNote(stored, head)] };
}

/**
 * For work the view always comes from the journal: one that was changed outside would spoil all that is built on it.
 * A note says when the stored one was another.
 */
async function viewForWork(path: string, journal: Journal, vault: Vault): Promise<ViewAndNotes> {
  const text = await readViewText(path);
  const stored = text === null ? null : parseView(text);
  const head = journal.head;
  refuseShortJournal(stored, head?.seq ?? -1);
  if (head === null) {
    return { view: EMPTY_VIEW, notes: [] };
  }
  const view = await rebuildView(() => journal.lines(), vault);
  return text === serialiseView(view) ? { view, notes: [] } : { view, notes: [rebuiltNote(stored, head)] };
}

function rebuiltNote(stored: CaseView | null, head: { readonly seq: number }): string {
  const what =
    stored === null
      ? 'was missing or damaged'
      : stored.head.seq === head.seq
        ? 'was not what the journal gives'
        : 'did not stand at the last entry';
  return `The case file (case.json) ${what} and was put together again from the journal.`;
}

/** A view that knows later entries than the journal has: entries were removed, and a rebuild would hide that. */
function refuseShortJournal(stored: CaseView | null, last: number): void {
  if (stored !== null && stored.head.seq > last) {
    const ends = last < 0 ? 'has no entries' : `ends with entry ${last}`;
    throw new FailureError(
      'journal-broken',
      `The custody journal ${ends}, but the case file was written after entry ${stored.head.seq}: the last entries of the journal are missing. Nothing was changed, and the stored evidence is not touched by this. Bring the journal back from a copy, and verify the case.`,
    );
  }
}

interface LeftOver {
  readonly objects: readonly StoredObject[];
  readonly notes: readonly string[];
}

/** After an end that was not clean: what nothing names. While an import is unfinished, its abandon or its end tells. */
async function leftOverOf(
  lock: CaseLock,
  view: CaseView,
  journal: Journal,
  vault: Vault,
  torn: StoredObject | null,
): Promise<LeftOver> {
  if (lock.takenOverFrom === null || view.openImports.length > 0) {
    return { objects: [], notes: [] };
  }
  const except = new Set(torn === null ? [] : [torn.sha256]);
  const objects = await withTrueNames(vault, await findLeftOver(journal.lines(), vault, except));
  const notes =
    objects.length === 0
      ? []
      : [`${objects.length} stored files that no journal entry names were found; the next act records them.`];
  return { objects, notes };
}

function toRepair(tornLine: StoredObject | null, leftOver: readonly StoredObject[]): PendingRepair | null {
  return tornLine === null && leftOver.length === 0 ? null : { tornLine, leftOver };
}

function takeOverNotes({ takenOverFrom }: CaseLock): readonly string[] {
  if (takenOverFrom === null || (takenOverFrom !== 'unreadable' && takenOverFrom.left !== 0)) {
    return [];
  }
  const who =
    takenOverFrom === 'unreadable' ? 'the holder of a lock that cannot be read' : describeHolder(takenOverFrom);
  return [`The program that had this case open last ended without closing it (${who}). Its lock was taken over.`];
}

function tornNotes(torn: StoredObject | null): readonly string[] {
  return torn === null
    ? []
    : [`The last line of the journal was cut off (${torn.bytes} bytes). It is kept, and the next act records it.`];
}
