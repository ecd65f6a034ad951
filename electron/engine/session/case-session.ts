/**
 * A case that is open for work: store, catalogue and worker threads together. The window and the command line stand on
 * the same sessions and the same functions beside this file.
 */

import type { CaseInfo } from '../../../shared/contract/case-info';
import { FailureError } from '../../../shared/contract/failure';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { casePaths, resolveCaseDir } from '../case/case-paths';
import { type CaseStore, openCase } from '../case/case-store';
import { findEvidence } from '../case/selectors';
import { type Catalogue, openCatalogue } from '../catalogue/catalogue';
import { completeCatalogue, type FillOptions } from '../catalogue/complete-catalogue';
import type { MessageRange } from '../catalogue/message-range';
import { reviseCase } from '../catalogue/revise-case';
import { coverJournal } from '../custody/cover-journal';
import { JournalTree } from '../custody/journal-tree';
import { rememberState } from '../custody/rollback';
import type { Environment } from '../environment';
import type { Signer } from '../identity/signer';
import { type MessagePool, openMessagePool } from '../message/message-pool';
import { rememberOutcome } from '../profile/failed-cases';
import { whyHeldBack } from './why-held-back';

/** Where the program's own files lie. */
export interface SessionPlaces {
  /** The built worker that reads messages. */
  readonly workerFile: URL;
  /** Fonts, sample mail, tables. */
  readonly resourcesDir: string;
}

/** `write-or-read`: for writing, or for reading where another program has the case. */
export type SessionMode = 'read' | 'write' | 'write-or-read';

export interface OpenOptions extends FillOptions {
  /** The profile folder: what it remembers of the case is compared, and brought up to date. */
  readonly home?: string;
}

export class CaseSession {
  readonly store: CaseStore;
  /** The journal's tree, for checkpoints and proofs. */
  readonly tree: JournalTree;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly env: Environment;
  readonly places: SessionPlaces;
  /** Why the case can only be read though writing was wanted, or that it was rolled back; null otherwise. */
  readonly heldBack: string | null;
  /** The profile folder; null where nothing is to be remembered. */
  readonly #home: string | null;
  /** What other rules changed in the findings; asked once, when the case was opened. */
  readonly ruleSet: CaseInfo['ruleSet'];

  constructor(parts: {
    readonly store: CaseStore;
    readonly catalogue: Catalogue;
    readonly pool: MessagePool;
    readonly env: Environment;
    readonly places: SessionPlaces;
    readonly heldBack: string | null;
    readonly ruleSet: CaseInfo['ruleSet'];
    readonly home: string | null;
  }) {
    this.store = parts.store;
    this.tree = new JournalTree(parts.store.paths.journal);
    this.#home = parts.home;
    this.catalogue = parts.catalogue;
    this.pool = parts.pool;
    this.env = parts.env;
    this.places = parts.places;
    this.heldBack = parts.heldBack;
    this.ruleSet = parts.ruleSet;
  }

  /** Where a message's bytes lie. @throws FailureError `not-found` */
  messageAt(ref: string): MessageRange {
    const range = this.catalogue.range(ref);
    if (range === undefined) {
      throw new FailureError('not-found', `There is no message ${ref} in this case. Nothing was done.`);
    }
    if (findEvidence(this.store.view, ref.slice(0, ref.indexOf('/'))) === null) {
      throw new FailureError(
        'bad-request',
        `The evidence of ${ref} is still being received. Nothing was done. Try again when the import has ended.`,
      );
    }
    return range;
  }

  /**
   * Signs a checkpoint where the journal has grown past the last one; the acts stand also where that cannot be done.
   *
   * @returns why not, in a sentence; null when the journal is covered
   */
  async cover(signer: Signer): Promise<string | null> {
    if (this.store.readOnlyReason !== null) {
      return this.store.readOnlyReason;
    }
    try {
      await coverJournal(this.store, this.tree, signer);
      return null;
    } catch (error) {
      return checkpointWords.notSigned(error instanceof Error ? error.message : String(error));
    }
  }

  /** The same after an act that stands whatever comes of it: why no checkpoint could be signed is noted. */
  async coverOrNote(signer: Signer): Promise<void> {
    const problem = await this.cover(signer);
    if (problem !== null) {
      this.store.note(problem);
    }
  }

  /**
   * Ends the session: with a checkpoint, where it had acts and their key is still open. Idempotent.
   *
   * @returns why no checkpoint could be signed, in a sentence; null as a rule
   */
  async close(): Promise<string | null> {
    try {
      await this.pool.close();
      await this.catalogue.close();
      const { lastSigner } = this.store;
      this.store.forgetSigner();
      const problem = lastSigner === null ? null : await this.cover(lastSigner);
      await this.remember();
      return problem;
    } finally {
      await this.store.close();
    }
  }

  /**
   * Lets the case only be read from here on, and on this computer until a verification passes: its integrity is in doubt.
   *
   * @param failure what is wrong, in a sentence
   */
  async holdBack(failure: string): Promise<void> {
    this.store.turnReadOnly(failure);
    if (this.#home !== null) {
      try {
        await rememberOutcome(this.#home, this.store.view.id, failure, this.env);
      } catch (error) {
        // The session is held back all the same; a profile that cannot be written to is only told.
        this.store.note(error instanceof Error ? error.message : String(error));
      }
    }
  }

  /**
   * Keeps in the profile how far the journal is. A state that was rolled back is not what is to be remembered, and a
   * profile that cannot be written to keeps nobody from the case.
   */
  async remember(): Promise<void> {
    const { head, id } = this.store.view;
    if (this.#home === null || this.heldBack !== null || head.seq < 0) {
      return;
    }
    try {
      await rememberState(this.#home, { caseId: id, head }, this.tree, this.env);
    } catch (error) {
      if (!(error instanceof FailureError)) {
        throw error;
      }
      this.store.note(error.message);
    }
  }
}

/**
 * Opens a case and brings its catalogue up to date.
 *
 * @throws FailureError as `openCase`; `journal-broken` when writing was wanted and the case was rolled back
 */
export async function openSession(
  dir: string,
  mode: SessionMode,
  env: Environment,
  places: SessionPlaces,
  options: OpenOptions = {},
): Promise<CaseSession> {
  const home = options.home ?? null;
  const { store, heldBack } = await openStore(dir, mode, env, home);
  const pool = openMessagePool(places.workerFile);
  try {
    const catalogue = await openCatalogue(store);
    await completeCatalogue(store, catalogue, pool, options);
    await reviseCase(store, catalogue, pool, options);
    const ruleSet = await catalogue.ruleSetSummary();
    const session = new CaseSession({ store, catalogue, pool, env, places, heldBack, ruleSet, home });
    await session.remember();
    return session;
  } catch (error) {
    await pool.close();
    await store.close();
    throw error;
  }
}

interface OpenedStore {
  readonly store: CaseStore;
  readonly heldBack: string | null;
}

/** Failures to open for work that leave a case to be read: somebody has it, or what it is put together from is damaged. */
const READABLE: ReadonlySet<string> = new Set(['case-locked', 'case-damaged', 'journal-broken']);

async function openStore(dir: string, mode: SessionMode, env: Environment, home: string | null): Promise<OpenedStore> {
  const reason = home === null ? null : await whyHeldBack(casePaths(await resolveCaseDir(dir)), home, env);
  if (reason !== null) {
    if (mode === 'write') {
      throw new FailureError('journal-broken', reason);
    }
    const store = await openCase(dir, { mode: 'read', readOnlyReason: reason }, env);
    return { store, heldBack: reason };
  }
  if (mode !== 'write-or-read') {
    return { store: await openCase(dir, { mode }, env), heldBack: null };
  }
  try {
    return { store: await openCase(dir, { mode: 'write' }, env), heldBack: null };
  } catch (error) {
    if (error instanceof FailureError && READABLE.has(error.code)) {
      const { message } = error;
      return { store: await openCase(dir, { mode: 'read', readOnlyReason: message }, env), heldBack: message };
    }
    throw error;
  }
}
