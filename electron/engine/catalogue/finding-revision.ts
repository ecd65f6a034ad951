/**
 * By what knowledge of the case the catalogue's findings stand, and how far a revision has come that brings them to other
 * knowledge: the steps of `revise-case.ts`, each in a transaction of its own.
 */
import type { HostClock } from '../../../shared/analysis/case-context';
import {
  bytesToRevise,
  type CaseState,
  messagesToRevise,
  NO_KNOWLEDGE,
  type Outdated,
  type RevisedEntry,
  type RevisionScope,
  readCaseState,
  readOutdated,
  replaceCaseFindings,
  writeCaseState,
  writeOutdated,
} from './case-findings';
import type { CatalogueFile } from './catalogue-file';
import { estimateCaseClocks } from './host-delays';
import type { IncompleteMessage } from './rows';
import { steadily } from './steadily';

export class FindingRevision {
  /** Asked each time: a catalogue can change its file. */
  readonly #file: () => CatalogueFile;
  readonly #onRevised: () => void;

  constructor(file: () => CatalogueFile, onRevised: () => void) {
    this.#file = file;
    this.#onRevised = onRevised;
  }

  /** With what knowledge of the case the findings were computed; undefined in a catalogue that has none yet. */
  state(): CaseState | undefined {
    return steadily(this.#file(), ({ database }) => readCaseState(database));
  }

  /** Writes revised findings together with how far the revision is. */
  write(state: CaseState, entries: readonly RevisedEntry[] = []): void {
    const { database } = this.#file();
    this.#onRevised();
    database.transaction(() => {
      replaceCaseFindings(database, entries);
      writeCaseState(database, state);
    });
  }

  /** What a revision has to look into because of rows that were written since the last one. */
  outdated(): Outdated {
    return steadily(this.#file(), ({ database }) => readOutdated(database));
  }

  markOutdated(what: 'clocks' | 'all'): void {
    const { database } = this.#file();
    if (what === 'all' || readOutdated(database) === null) {
      database.transaction(() => writeOutdated(database, what));
    }
  }

  /** Begins a revision: what was outdated before is part of it. */
  begin(state: CaseState): void {
    const { database } = this.#file();
    database.transaction(() => {
      writeOutdated(database, null);
      writeCaseState(database, state);
    });
  }

  messages(scope: RevisionScope, after: number, limit: number): readonly IncompleteMessage[] {
    return messagesToRevise(this.#file().database, scope, after, limit);
  }

  bytes(scope: RevisionScope, after: number): number {
    return bytesToRevise(this.#file().database, scope, after);
  }

  /** The hosts' clocks by which the findings were computed. */
  clocks(): readonly HostClock[] {
    const state = this.state();
    return (state?.pass?.to ?? state?.known ?? NO_KNOWLEDGE).clocks;
  }

  /** The hosts' clocks by everything that is in the catalogue now. */
  estimateClocks(): readonly HostClock[] {
    return steadily(this.#file(), ({ database }) => estimateCaseClocks(database));
  }
}
