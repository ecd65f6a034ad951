/**
 * A case that is open: its vault, its journal and its view, kept in step.
 *
 * An act writes its objects, then its journal entry, then the view; it is done when the entry is durable. What fails
 * leaves memory as it is on disk. Reading needs no key and no lock; writing has both.
 */
import { Low } from 'lowdb';
import { FailureError } from '../../../shared/contract/failure';
import type { JournalAct, JournalEntry, JournalLine, JournalSubject } from '../../../shared/packet-format/journal-line';
import type { Environment } from '../environment';
import type { Signer } from '../identity/signer';
import type { Journal, OpenMode } from '../journal/journal';
import type { StoredObject, Vault } from '../vault/vault';
import { ActHistory } from './act-history';
import type { CaseParts, PendingRepair } from './case-parts';
import { CASE_SUFFIX, type CasePaths, casePaths, resolveCaseDir } from './case-paths';
import { type CaseView, EMPTY_VIEW, type OpenImport } from './case-view';
import { checkAct, checkRules, refuseRole } from './check-act';
import { readMaterial } from './entry-material';
import { writeListing } from './listing';
import type { CaseLock } from './lock';
import { discardNewCase, layOutCase } from './new-case';
import { openParts } from './open-parts';
import { applyEntry, type EntryMaterial } from './project';
import { type RecordData, type RecordKind, recordBytes } from './records';
import { findLeftOver } from './references';
import { recordOf } from './subjects';
import { viewAdapter } from './view-adapter';

const NOTHING: EntryMaterial = { record: null, certificate: null };

/**
 * Makes a new case and opens it for writing. `dir` gets the ending `.chainmail` if it lacks it.
 *
 * @throws FailureError `case-exists` when there is something at that place already; `disk-full`, `internal`: what had
 *   been made of the case is removed again
 */
export async function createCase(
  dir: string,
  title: { readonly name: string; readonly number: string },
  signer: Signer,
  env: Environment,
): Promise<CaseStore> {
  const paths = casePaths(dir.endsWith(CASE_SUFFIX) ? dir : `${dir.replace(/[/\\]+$/, '')}${CASE_SUFFIX}`);
  const isNewFolder = await layOutCase(paths);
  try {
    const store = new CaseStore(await openParts(paths, 'write', env));
    try {
      await recordCreation(store, title, signer, env);
      return store;
    } catch (error) {
      await store.close().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    await discardNewCase(paths, isNewFolder);
    throw error;
  }
}

async function recordCreation(
  store: CaseStore,
  title: { readonly name: string; readonly number: string },
  signer: Signer,
  env: Environment,
): Promise<void> {
  const id = `case_${env.randomHex(16)}`;
  const record = await store.writeRecord(signer, 'case', { id, name: title.name, number: title.number });
  await store.act(signer, 'case.create', { case: id, record });
}

/**
 * Opens a case. For writing, what a kill or a power cut left is dealt with first; `notes` says what was found.
 *
 * @param options.readOnlyReason for reading: the sentence with which acts are refused, instead of the usual one
 * @throws FailureError `not-a-case`, `case-locked` (for writing, naming the holder), `case-newer`, `case-damaged`,
 *   `journal-broken`
 */
export async function openCase(
  dir: string,
  options: { readonly mode: OpenMode; readonly readOnlyReason?: string },
  env: Environment,
): Promise<CaseStore> {
  const parts = await openParts(casePaths(await resolveCaseDir(dir)), options.mode, env);
  const readOnlyReason = parts.readOnlyReason === null ? null : (options.readOnlyReason ?? parts.readOnlyReason);
  const store = new CaseStore({ ...parts, readOnlyReason });
  if (store.view.id === '') {
    await store.close();
    throw unfinished();
  }
  return store;
}

function unfinished(): FailureError {
  return new FailureError(
    'not-a-case',
    'The making of this case was interrupted before it was recorded. It holds no evidence and no work. Delete the folder and make the case again.',
  );
}

export class CaseStore {
  readonly dir: string;
  readonly paths: CasePaths;
  readonly vault: Vault;
  readonly env: Environment;
  /** The acts since the case was opened, as far as they can be undone. */
  readonly history = new ActHistory();
  readonly #journal: Journal;
  readonly #lock: CaseLock | null;
  readonly #low: Low<CaseView>;
  readonly #notes: string[];
  /** Head of the journal when it was opened: imports begun before it were interrupted. */
  readonly #openedAt: number;
  /** Records of this session that no entry names yet. */
  readonly #unrecorded = new Set<string>();
  #readOnlyReason: string | null;
  #repair: PendingRepair | null;
  #isViewUnsaved: boolean;
  /** An act failed after its objects were written: the next writer looks for what nothing names. */
  #hasFailedAct = false;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isClosed = false;
  #lastSigner: Signer | null = null;

  constructor(parts: CaseParts) {
    this.dir = parts.paths.dir;
    this.paths = parts.paths;
    this.vault = parts.vault;
    this.env = parts.env;
    this.#journal = parts.journal;
    this.#lock = parts.lock;
    this.#notes = [...parts.notes];
    this.#openedAt = parts.view.head.seq;
    this.#readOnlyReason = parts.readOnlyReason;
    this.#repair = parts.repair;
    this.#isViewUnsaved = parts.isViewUnsaved;
    this.#low = new Low(viewAdapter(parts.paths.view, parts.env.randomHex), EMPTY_VIEW);
    this.#low.data = parts.view;
  }

  /** The case as it stands after the journal's last entry. */
  get view(): CaseView {
    return this.#low.data;
  }

  /** What was noticed when opening and since, in sentences. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /** Why nothing can be written; null when it can. */
  get readOnlyReason(): string | null {
    return this.#readOnlyReason;
  }

  /** Imports that an earlier session began and did not end: to be continued or recorded as `evidence.abandon`. */
  get interrupted(): readonly OpenImport[] {
    return this.view.openImports.filter((open) => open.entry <= this.#openedAt);
  }

  /** The journal's last entry; null while there is none. */
  get lastEntry(): JournalEntry | null {
    return this.#journal.head?.entry ?? null;
  }

  /** Who signed this session's last act, for the checkpoint at its end; null before an act and once forgotten. */
  get lastSigner(): Signer | null {
    return this.#lastSigner;
  }

  /** To be called where the examiner's key is locked. */
  forgetSigner(): void {
    this.#lastSigner = null;
  }

  /** The journal's lines in order. */
  lines(): AsyncGenerator<JournalLine> {
    return this.#journal.lines();
  }

  /**
   * Writes a record into the vault; the next act names it. Returns what the subject's `record` is to be.
   *
   * @param signer who is to sign that act: who may not leaves no record either
   * @throws FailureError `bad-request`, and as `act`
   */
  async writeRecord<K extends RecordKind>(signer: Signer, kind: K, data: RecordData<K>): Promise<StoredObject> {
    this.#assertWritable();
    refuseRole(this.view, kind, signer.fingerprint);
    const stored = await this.vault.put(recordBytes(kind, data, this.env.randomHex(16)));
    this.#unrecorded.add(stored.sha256);
    return stored;
  }

  /**
   * Records an act: objects durable, then the signed entry, then the view.
   *
   * @returns the act's line
   * @throws FailureError `disk-full`, `internal`, `journal-broken`, `bad-request`, `case-locked`; the act is then not
   *   recorded, and the case is as it was before
   */
  async act(signer: Signer, act: JournalAct, subject: JournalSubject): Promise<JournalLine> {
    return await this.#inTurn(async () => {
      this.#assertNotReadOnly();
      await this.#assertOwn();
      const material = await this.#materialFor(act, subject);
      checkAct(this.view, { act, subject }, signer.fingerprint, material);
      try {
        await this.vault.settle();
        await this.#enrol(signer);
        await this.#recordRepair(signer);
        const line = await this.#append(signer, act, subject, material);
        this.#lastSigner = signer;
        return line;
      } catch (error) {
        this.#hasFailedAct = true;
        throw error;
      } finally {
        await this.#saveView();
      }
    });
  }

  /**
   * Refuses an act that the case's rules do not allow this key now, before anything is done for it.
   *
   * @throws FailureError `bad-request`
   */
  refuse(signer: Signer, act: JournalAct, subject: JournalSubject): void {
    checkRules(this.view, { act, subject }, signer.fingerprint);
  }

  /** Objects that nothing names. While an import runs: what it has stored so far. */
  async leftOver(): Promise<readonly StoredObject[]> {
    return await findLeftOver(this.lines(), this.vault, this.#unrecorded);
  }

  /**
   * Makes sure that lock and journal are still this session's: before something is signed that speaks of the whole journal.
   *
   * @throws FailureError `case-locked`, `journal-broken`
   */
  async assertUnchanged(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#assertOwn();
      await this.#journal.assertOwn();
    });
  }

  /** From here on nothing is written, for this reason; one that stands already stays. */
  turnReadOnly(reason: string): void {
    this.#readOnlyReason ??= reason;
  }

  /** Adds a note for whoever shows the case. */
  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  /** Ends the session; idempotent. What could not be finished is left for the next writer to find. */
  async close(): Promise<void> {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    await this.#queue.catch(() => undefined);
    await this.#saveView();
    try {
      await this.#journal.close();
    } finally {
      await this.#lock?.release({ left: this.#hasLeft() });
    }
  }

  #hasLeft(): boolean {
    return this.#isViewUnsaved || this.#repair !== null || this.#unrecorded.size > 0 || this.#hasFailedAct;
  }

  /** One act at a time. */
  async #inTurn<T>(step: () => Promise<T>): Promise<T> {
    this.#assertWritable();
    this.#waiting += 1;
    const turn = this.#queue.then(async () => {
      this.#waiting -= 1;
      return await step();
    });
    this.#queue = turn.catch(() => undefined);
    return await turn;
  }

  #assertWritable(): void {
    if (this.#isClosed) {
      throw new Error('the case is closed');
    }
    this.#assertNotReadOnly();
  }

  #assertNotReadOnly(): void {
    if (this.#readOnlyReason !== null) {
      throw new FailureError('case-locked', this.#readOnlyReason);
    }
  }

  /** A lock that somebody removed by hand means that another may be writing: this one stops. */
  async #assertOwn(): Promise<void> {
    if (this.#lock !== null && !(await this.#lock.isOwn())) {
      throw this.#toReadOnly(
        'Another program has taken this case over while it was open here. Nothing was added by this window. Close the case and open it again.',
      );
    }
  }

  #toReadOnly(reason: string): FailureError {
    this.#readOnlyReason = reason;
    return new FailureError('case-locked', reason);
  }

  async #materialFor(act: JournalAct, subject: JournalSubject): Promise<EntryMaterial> {
    const named = recordOf(subject);
    return named === null ? NOTHING : await readMaterial(this.vault, { seq: this.view.head.seq + 1, act, subject });
  }

  async #append(
    signer: Signer,
    act: JournalAct,
    subject: JournalSubject,
    material: EntryMaterial,
  ): Promise<JournalLine> {
    try {
      return await this.#journal.append(signer, act, subject, (line) => {
        this.#advance(line, line.entry.act === act ? material : NOTHING);
      });
    } catch (error) {
      if (error instanceof FailureError && error.code === 'journal-broken') {
        this.#readOnlyReason = error.message;
      }
      throw error;
    }
  }

  #advance(line: JournalLine, material: EntryMaterial): void {
    this.#low.data = applyEntry(this.view, line, material);
    this.history.note(line.entry);
    this.#isViewUnsaved = true;
    this.#unrecorded.delete(recordOf(line.entry.subject)?.sha256 ?? '');
  }

  /** A key's first act in this case is preceded by its certificate. */
  async #enrol(signer: Signer): Promise<void> {
    if (this.view.keys.some(({ fingerprint }) => fingerprint === signer.fingerprint)) {
      return;
    }
    const certificate = await this.vault.put(Buffer.from(signer.certificatePem, 'utf8'));
    await this.vault.settle();
    const material = { record: null, certificate: signer.certificatePem };
    await this.#append(signer, 'key.enrol', { key: signer.fingerprint, certificate }, material);
  }

  async #recordRepair(signer: Signer): Promise<void> {
    const repair = this.#repair;
    if (repair === null) {
      return;
    }
    const { tornLine, leftOver } = repair;
    const list = leftOver.length === 0 ? null : await writeListing(this.vault, leftOver);
    await this.vault.settle();
    const reason = [tornLine === null ? '' : 'torn-line', list === null ? '' : 'left-over'].filter(Boolean).join('+');
    const subject = {
      reason,
      ...(tornLine === null ? {} : { tornLine }),
      ...(list === null ? {} : { leftOver: list }),
    };
    await this.#append(signer, 'journal.repair', subject, NOTHING);
    this.#repair = null;
  }

  /**
   * Writes `case.json`, unless the next act is waiting to do so.
   *
   * The journal has the act already, so a view that cannot be written is noted and written with the next act, when
   * closing, or by the rebuild at the next opening.
   */
  async #saveView(): Promise<void> {
    if (!this.#isViewUnsaved || this.#lock === null || (this.#waiting > 0 && !this.#isClosed)) {
      return;
    }
    try {
      // One who woke up after losing the case must not put an old view over the new one.
      await this.#assertOwn();
      await this.#low.write();
      this.#isViewUnsaved = false;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.note(`The last acts are recorded in the journal, but the case file was not brought up to date. ${reason}`);
    }
  }
}
