/** What an open case is made of. */
import type { Environment } from '../environment';
import type { Journal } from '../journal/journal';
import type { StoredObject, Vault } from '../vault/vault';
import type { CasePaths } from './case-paths';
import type { CaseView } from './case-view';
import type { CaseLock } from './lock';

/** What the next signed act has to record first. */
export interface PendingRepair {
  /** The bytes of a line that was cut off; in the vault already. */
  readonly tornLine: StoredObject | null;
  /** Objects that nothing names, left by a session that did not end cleanly. */
  readonly leftOver: readonly StoredObject[];
}

export interface CaseParts {
  readonly paths: CasePaths;
  readonly vault: Vault;
  readonly journal: Journal;
  readonly view: CaseView;
  /** Null when open for reading. */
  readonly lock: CaseLock | null;
  readonly readOnlyReason: string | null;
  readonly notes: readonly string[];
  readonly repair: PendingRepair | null;
  /** The view is ahead of what `case.json` holds. */
  readonly isViewUnsaved: boolean;
  readonly env: Environment;
}
