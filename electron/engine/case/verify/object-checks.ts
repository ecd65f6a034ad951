/** The vault: every object's bytes, every named object's presence, nothing that nobody named. */
import type { Check } from '../../../../shared/contract/model';
import { objectName } from '../../vault/object-path';
import type { ObjectCheck } from '../../vault/vault';
import type { Reference, References } from '../references';
import type { CaseSnapshot } from './case-snapshot';
import { checkResult, counted } from './check-result';
import type { FolderListing, ListedObject } from './folder-listing';

const HASHES_AT_ONCE = 2;

export type ObjectChecks = ReadonlyMap<string, ObjectCheck>;

export interface HashOptions {
  readonly signal: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
}

/** Hashes every object again. */
export async function hashObjects(
  snapshot: CaseSnapshot,
  objects: readonly ListedObject[],
  options: HashOptions,
): Promise<ObjectChecks> {
  const results = new Map<string, ObjectCheck>();
  const queue = objects.values();
  const worker = async () => {
    for (const { sha256 } of queue) {
      results.set(sha256, await snapshot.vault.check(sha256, options));
    }
  };
  await Promise.all(Array.from({ length: HASHES_AT_ONCE }, worker));
  return results;
}

/** `objects/ab/cdef… (record of E-001, named by entry 3)`. */
export function placeOf(sha256: string, reference: Reference | undefined): string {
  const since = reference === undefined ? 'no entry names it' : `${reference.role}, since entry ${reference.seq}`;
  return `objects/${objectName(sha256)} (${since})`;
}

export function checkObjectBytes(checks: ObjectChecks, references: References): Check {
  const problems = [...checks]
    .filter(([, check]) => !check.ok)
    .map(([sha256, check]) => `${placeOf(sha256, references.get(sha256))} was changed: ${check.problem}`);
  const bytes = [...checks.values()].reduce((sum, check) => sum + check.bytes, 0);
  const good = `${counted(checks.size, 'stored file', 'stored files')}, ${bytes} bytes: each has the SHA-256 of its name`;
  return checkResult('Stored files', problems, good);
}

export function checkCompleteness(checks: ObjectChecks, references: References): Check {
  const problems: string[] = [];
  for (const [sha256, reference] of references) {
    const check = checks.get(sha256);
    if (check === undefined) {
      problems.push(`${placeOf(sha256, reference)} is missing`);
    } else if (check.ok && reference.bytes !== null && reference.bytes !== check.bytes) {
      problems.push(
        `${placeOf(sha256, reference)} has ${check.bytes} bytes, not the ${reference.bytes} that are recorded`,
      );
    }
  }
  return checkResult('Completeness', problems, `all ${references.size} files that the journal names are there`);
}

/**
 * Objects that nothing names and files that are not Chainmail's.
 *
 * While an import is open, or after a session that did not end cleanly, unnamed objects are what it left: a note, until
 * the next act records them.
 */
export function checkForeign(
  snapshot: CaseSnapshot,
  listing: FolderListing,
  references: References,
  hasOpenImport: boolean,
): Check {
  const unnamed = listing.objects.filter(({ sha256 }) => !references.has(sha256)).map(({ sha256 }) => sha256);
  const isUnderWay = snapshot.session !== 'closed';
  const isExcused = hasOpenImport || isUnderWay;
  const problems = [
    ...listing.foreign.map((place) => `${place} does not belong to the case`),
    ...(isUnderWay ? [] : listing.temporary.map((place) => `${place} is a temporary file, and no session is open`)),
    ...(isExcused ? [] : unnamed.map((sha256) => `objects/${objectName(sha256)} is not named by any entry`)),
  ];
  const note =
    unnamed.length === 0
      ? ''
      : `; ${counted(unnamed.length, 'stored file', 'stored files')} of an unfinished import or session not recorded yet`;
  return checkResult('Nothing foreign', problems, `no file in the folder that the journal does not account for${note}`);
}
