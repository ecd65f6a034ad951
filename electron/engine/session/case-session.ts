/**
 * A case that is open for work: store, catalogue and worker threads together. The window and the command line stand on
 * the same sessions and the same functions beside this file.
 */

import type { CaseInfo } from '../../../shared/contract/case-info';
import { FailureError } from '../../../shared/contract/failure';
import { type CaseStore, openCase } from '../case/case-store';
import { findEvidence } from '../case/selectors';
import { type Catalogue, type MessageRange, openCatalogue } from '../catalogue/catalogue';
import { completeCatalogue, type FillOptions } from '../catalogue/complete-catalogue';
import { reviseCase } from '../catalogue/revise-case';
import type { Environment } from '../environment';
import { type MessagePool, openMessagePool } from '../message/message-pool';

/** Where the program's own files lie. */
export interface SessionPlaces {
  /** The built worker that reads messages. */
  readonly workerFile: URL;
  /** Fonts, sample mail, tables. */
  readonly resourcesDir: string;
}

/** `write-or-read`: for writing, or for reading where another program has the case. */
export type SessionMode = 'read' | 'write' | 'write-or-read';

export class CaseSession {
  readonly store: CaseStore;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly env: Environment;
  readonly places: SessionPlaces;
  /** Why the case can only be read though writing was wanted; null otherwise. */
  readonly heldBack: string | null;
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
  }) {
    this.store = parts.store;
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

  /** Ends the session; idempotent. */
  async close(): Promise<void> {
    try {
      await this.pool.close();
      await this.catalogue.close();
    } finally {
      await this.store.close();
    }
  }
}

/**
 * Opens a case and brings its catalogue up to date.
 *
 * @throws FailureError as `openCase`
 */
export async function openSession(
  dir: string,
  mode: SessionMode,
  env: Environment,
  places: SessionPlaces,
  options: FillOptions = {},
): Promise<CaseSession> {
  const { store, heldBack } = await openStore(dir, mode, env);
  const pool = openMessagePool(places.workerFile);
  try {
    const catalogue = await openCatalogue(store);
    await completeCatalogue(store, catalogue, pool, options);
    await reviseCase(store, catalogue, pool, options);
    const ruleSet = await catalogue.ruleSetSummary();
    return new CaseSession({ store, catalogue, pool, env, places, heldBack, ruleSet });
  } catch (error) {
    await pool.close();
    await store.close();
    throw error;
  }
}

async function openStore(dir: string, mode: SessionMode, env: Environment) {
  if (mode !== 'write-or-read') {
    return { store: await openCase(dir, { mode }, env), heldBack: null };
  }
  try {
    return { store: await openCase(dir, { mode: 'write' }, env), heldBack: null };
  } catch (error) {
    if (error instanceof FailureError && error.code === 'case-locked') {
      return { store: await openCase(dir, { mode: 'read' }, env), heldBack: error.message };
    }
    throw error;
  }
}
