/** The messages' hashes, where they lie; checked beside the objects, because both take as long. */

import { FailureError } from '../../../../shared/contract/failure';
import type { RangeClaim } from '../../vault/hash-sync';
import type { HashThreads } from '../../vault/hash-threads';
import { isSha256 } from '../../vault/object-path';
import { type ListingLine, readListingPieces } from '../listing';
import { parseRecord } from '../records';
import { recordOf } from '../subjects';
import type { CaseSnapshot } from './case-snapshot';
import type { ListedObject } from './folder-listing';

export interface ListedProblem {
  /** 1, 2, … in the list. */
  readonly message: number;
  /** The object that it concerns; null when the line names none. */
  readonly object: string | null;
  readonly problem: string;
}

export interface ListOutcome {
  readonly messages: number;
  readonly problems: readonly ListedProblem[];
  /** The objects that the list names, as far as it could be read. */
  readonly objects: ReadonlySet<string>;
  readonly isReadable: boolean;
}

/** By the hash of the message list. */
export type ListOutcomes = ReadonlyMap<string, ListOutcome>;

const BATCH_CLAIMS = 20_000;
const BATCH_BYTES = 256 << 20;
const BATCHES_AHEAD = 3;

export async function checkRanges(
  snapshot: CaseSnapshot,
  objects: readonly ListedObject[],
  threads: HashThreads,
): Promise<ListOutcomes> {
  const sizes = new Map(objects.map(({ sha256, bytes }) => [sha256, bytes]));
  const outcomes = new Map<string, ListOutcome>();
  for (const { entry } of snapshot.lines) {
    const named = entry.act === 'evidence.receive' ? recordOf(entry.subject) : null;
    const list = named === null ? null : await listOf(snapshot, named.sha256);
    if (list !== null && sizes.has(list) && !outcomes.has(list)) {
      outcomes.set(list, await checkList({ snapshot, sizes, threads }, list));
    }
  }
  return outcomes;
}

/** A record that cannot be read is reported by its own check. */
async function listOf({ vault }: CaseSnapshot, sha256: string): Promise<string | null> {
  try {
    const reading = parseRecord(await vault.read(sha256));
    return reading.ok && reading.record.kind === 'evidence' ? reading.record.messageList.sha256 : null;
  } catch {
    return null;
  }
}

interface Context {
  readonly snapshot: CaseSnapshot;
  readonly sizes: ReadonlyMap<string, number>;
  readonly threads: HashThreads;
}

async function checkList(context: Context, list: string): Promise<ListOutcome> {
  const problems: ListedProblem[] = [];
  const objects = new Set<string>();
  const batches = new Batches(context, problems);
  let messages = 0;
  let isReadable = true;
  try {
    for await (const lines of readListingPieces(context.snapshot.vault, list)) {
      for (const line of lines) {
        messages += 1;
        const object = objectOf(line);
        if (object !== null) {
          objects.add(object);
        }
        const claim = claimOf(line, context.sizes);
        if (typeof claim === 'string') {
          problems.push({ message: messages, object, problem: claim });
        } else if (claim !== null) {
          batches.add(messages, claim);
        }
      }
      await batches.caughtUp();
    }
  } catch (error) {
    // A damaged list is reported by the check of its own bytes.
    if (error instanceof FailureError) {
      await batches.end().catch(() => undefined);
      throw error;
    }
    isReadable = false;
  }
  await batches.end();
  return { messages, problems: problems.sort((a, b) => a.message - b.message), objects, isReadable };
}

interface Claim extends RangeClaim {
  readonly object: string;
}

/** A problem in words, or what is to be hashed; null where the object's own check tells everything. */
function claimOf(line: ListingLine, sizes: ReadonlyMap<string, number>): Claim | string | null {
  const { object, offset, length, sha256 } = line;
  if (typeof object !== 'string' || !isSha256(object) || typeof offset !== 'number' || typeof length !== 'number') {
    return 'is not listed with object, offset and length';
  }
  const bytes = sizes.get(object);
  if (bytes === undefined) {
    return null;
  }
  if (offset < 0 || length < 0 || offset + length > bytes) {
    return 'lies outside its object';
  }
  if (offset === 0 && length === bytes) {
    return sha256 === object ? null : 'has other bytes than its list says';
  }
  return { object, offset, length, sha256: String(sha256) };
}

function objectOf({ object }: ListingLine): string | null {
  return typeof object === 'string' && isSha256(object) ? object : null;
}

/** Claims about one object after the other, handed to the threads some thousand at a time. */
class Batches {
  readonly #context: Context;
  readonly #problems: ListedProblem[];
  readonly #running: Promise<void>[] = [];
  #claims: (Claim & { readonly message: number })[] = [];
  #bytes = 0;

  constructor(context: Context, problems: ListedProblem[]) {
    this.#context = context;
    this.#problems = problems;
  }

  add(message: number, claim: Claim): void {
    const isFull = this.#claims.length >= BATCH_CLAIMS || this.#bytes >= BATCH_BYTES;
    if (isFull || (this.#claims[0] !== undefined && this.#claims[0].object !== claim.object)) {
      this.#send();
    }
    this.#claims.push({ ...claim, message });
    this.#bytes += claim.length;
  }

  /** Waits until not too much is under way. */
  async caughtUp(): Promise<void> {
    while (this.#running.length > BATCHES_AHEAD) {
      await this.#running.shift();
    }
  }

  async end(): Promise<void> {
    this.#send();
    await Promise.all(this.#running.splice(0));
  }

  #send(): void {
    const claims = this.#claims;
    const object = claims[0]?.object;
    this.#claims = [];
    this.#bytes = 0;
    if (object !== undefined) {
      const sent = this.#check(object, claims);
      // Heard where it is awaited.
      sent.catch(() => undefined);
      this.#running.push(sent);
    }
  }

  async #check(object: string, claims: readonly (Claim & { readonly message: number })[]): Promise<void> {
    const { snapshot, threads } = this.#context;
    const ranges = claims.map(({ offset, length, sha256 }) => ({ offset, length, sha256 }));
    const path = snapshot.vault.pathOf(object);
    const wrong = await threads.wrongRanges({ path, claims: ranges }).catch((error: unknown) => {
      if (error instanceof FailureError) {
        throw error;
      }
      // The object cannot be read: its own check says so.
      return [];
    });
    for (const index of wrong) {
      const message = claims[index]?.message ?? 0;
      this.#problems.push({ message, object, problem: 'has other bytes than its list says' });
    }
  }
}
