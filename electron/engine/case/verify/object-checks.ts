/** The vault: every object's bytes, every named object's presence, nothing that nobody named. */
import { availableParallelism } from 'node:os';
import type { Check } from '../../../../shared/contract/outcomes';
import { grouped } from '../../../../shared/wording/packet-numbers';
import type { HashedObject } from '../../vault/hash-sync';
import type { HashThreads } from '../../vault/hash-threads';
import { objectName } from '../../vault/object-path';
import { type ObjectCheck, unreadableObject } from '../../vault/stored-objects';
import type { Reference, References } from '../references';
import type { CaseSnapshot } from './case-snapshot';
import { checkResult, counted } from './check-result';
import type { FolderListing, ListedObject } from './folder-listing';

/** Small objects are handed to a thread together, up to so many and so many bytes. */
const BATCH_OBJECTS = 512;
const BATCH_BYTES = 16 << 20;
const PROGRESS_MS = 150;

export type ObjectChecks = ReadonlyMap<string, ObjectCheck>;

export interface HashOptions {
  readonly threads: HashThreads;
  /** Called with the bytes hashed so far. */
  readonly onBytes: (done: number) => void;
}

/** Hashes every object again. */
export async function hashObjects(
  snapshot: CaseSnapshot,
  objects: readonly ListedObject[],
  { threads, onBytes }: HashOptions,
): Promise<ObjectChecks> {
  const results = new Map<string, ObjectCheck>();
  const counter = new SharedArrayBuffer(8);
  const done = new BigInt64Array(counter);
  const timer = setInterval(() => onBytes(Number(Atomics.load(done, 0))), PROGRESS_MS);
  try {
    const queue = batchesOf(objects).values();
    const worker = async () => {
      for (const batch of queue) {
        const paths = batch.map(({ sha256 }) => snapshot.vault.pathOf(sha256));
        const found = await threads.hash({ paths, counter });
        for (const [index, { sha256 }] of batch.entries()) {
          results.set(sha256, checkOf(sha256, found[index]));
        }
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
    onBytes(Number(Atomics.load(done, 0)));
    return results;
  } finally {
    clearInterval(timer);
  }
}

function checkOf(sha256: string, found: HashedObject | undefined): ObjectCheck {
  if (found === undefined || !found.ok) {
    return { ok: false, bytes: 0, problem: unreadableObject(found?.code ?? '') };
  }
  return found.sha256 === sha256
    ? { ok: true, bytes: found.bytes, problem: '' }
    : { ok: false, bytes: found.bytes, problem: `its bytes have the SHA-256 ${found.sha256}` };
}

/** The largest first, each alone: what takes longest begins first. */
function batchesOf(objects: readonly ListedObject[]): readonly (readonly ListedObject[])[] {
  const large = objects.filter(({ bytes }) => bytes > BATCH_BYTES).sort((a, b) => b.bytes - a.bytes);
  const batches: ListedObject[][] = large.map((object) => [object]);
  let batch: ListedObject[] = [];
  let bytes = 0;
  for (const object of objects.filter((one) => one.bytes <= BATCH_BYTES)) {
    batch.push(object);
    bytes += object.bytes;
    if (batch.length >= BATCH_OBJECTS || bytes >= BATCH_BYTES) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
  }
  return batch.length === 0 ? batches : [...batches, batch];
}

/** `objects/ab/cdef… (record of E-001, named by entry 3)`. */
export function placeOf(sha256: string, reference: Reference | undefined): string {
  const since = reference === undefined ? 'no entry names it' : `${reference.role}, since entry ${reference.seq}`;
  return `objects/${objectName(sha256)} (${since})`;
}

/**
 * @param isUnfinished a session or an import has not come to its end: what nothing names yet may have been cut short by a
 *   power cut, and gets the name of its bytes when that is recorded
 */
export function checkObjectBytes(checks: ObjectChecks, references: References, isUnfinished: boolean): Check {
  const wrong = [...checks].filter(([, check]) => !check.ok);
  const counts = ([sha256]: readonly [string, ObjectCheck]) => !isUnfinished || references.has(sha256);
  const problems = wrong
    .filter(counts)
    .map(([sha256, check]) => `${placeOf(sha256, references.get(sha256))} was changed: ${check.problem}`);
  const whole = [...checks.values()].filter(({ ok }) => ok);
  const bytes = whole.reduce((sum, check) => sum + check.bytes, 0);
  const good = `${counted(whole.length, 'stored file', 'stored files')}, ${grouped(bytes)} bytes: each has the SHA-256 of its name`;
  const cut = wrong.length === 0 ? '' : `; ${wrong.length} of an unfinished import or session not written whole`;
  return checkResult('Stored files', problems, good + cut);
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
  isUnfinished: boolean,
): Check {
  const unnamed = listing.objects.filter(({ sha256 }) => !references.has(sha256)).map(({ sha256 }) => sha256);
  const isUnderWay = snapshot.session !== 'closed';
  const problems = [
    ...listing.foreign.map((place) => `${place} does not belong to the case`),
    ...(isUnderWay ? [] : listing.temporary.map((place) => `${place} is a temporary file, and no session is open`)),
    ...(isUnfinished ? [] : unnamed.map((sha256) => `objects/${objectName(sha256)} is not named by any entry`)),
  ];
  const note =
    unnamed.length === 0
      ? ''
      : `; ${counted(unnamed.length, 'stored file', 'stored files')} of an unfinished import or session not recorded yet`;
  return checkResult('Nothing foreign', problems, `no file in the folder that the journal does not account for${note}`);
}
