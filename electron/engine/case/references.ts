/** Which objects a case accounts for: those that its journal and its records name. */
import type { JournalLine } from '../../../shared/packet-format/journal-line';
import { isSha256 } from '../vault/object-path';
import type { StoredObject, Vault } from '../vault/vault';
import { type ListingLine, readListingPieces } from './listing';
import { storedObjectSchema } from './records';
import { recordOf } from './subjects';

export interface Reference {
  /** Entry that names the object first, by itself or through its record. */
  readonly seq: number;
  /** As what: `record`, `certificate`, `files of E-001`, … */
  readonly role: string;
  /** Size in bytes as stated; null where only the hash is. */
  readonly bytes: number | null;
}

export type References = ReadonlyMap<string, Reference>;

/** Told about an object that has to be read to know what it names, and could not be. */
export type OnUnreadable = (sha256: string, reference: Reference, cause: unknown) => void;

/** Keys whose object is a listing, and the key by which its lines name objects. */
const LISTINGS: ReadonlyMap<string, string> = new Map([
  ['files', 'sha256'],
  ['leftOver', 'sha256'],
  ['messageList', 'object'],
]);

/** The objects that a message list names, each once in the list's order; by the hash of the list. */
export type KnownLists = ReadonlyMap<string, Iterable<string>>;

/**
 * Everything that the journal's lines name, in the journal's order.
 *
 * @param known message lists that were read before: they are not read again
 */
export async function collectReferences(
  lines: AsyncIterable<JournalLine>,
  vault: Vault,
  onUnreadable: OnUnreadable,
  known: KnownLists = new Map(),
): Promise<References> {
  const found = new Map<string, Reference>();
  for await (const { entry } of lines) {
    const walk = { found, vault, onUnreadable, known, seq: entry.seq, subject: describeSubject(entry.subject) };
    await addAll(walk, entry.subject);
    const record = recordOf(entry.subject);
    if (record !== null) {
      await addRecord(walk, record.sha256);
    }
  }
  return found;
}

interface Walk {
  readonly found: Map<string, Reference>;
  readonly vault: Vault;
  readonly onUnreadable: OnUnreadable;
  readonly known: KnownLists;
  readonly seq: number;
  readonly subject: string;
}

function describeSubject(subject: Readonly<Record<string, unknown>>): string {
  const name = subject['number'] ?? subject['ref'] ?? '';
  return typeof name === 'string' && name !== '' ? ` of ${name}` : '';
}

async function addRecord(walk: Walk, sha256: string): Promise<void> {
  try {
    const value: unknown = JSON.parse((await walk.vault.read(sha256)).toString('utf8'));
    await addAll(walk, typeof value === 'object' && value !== null ? { ...value } : {});
  } catch (error) {
    walk.onUnreadable(sha256, { seq: walk.seq, role: `record${walk.subject}`, bytes: null }, error);
  }
}

/** Every `{sha256, bytes}` among the values; the lines of those that are listings. */
async function addAll(walk: Walk, values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const object = storedObjectSchema.safeParse(value);
    if (object.success) {
      add(walk, object.data, `${key}${walk.subject}`);
      await addListed(walk, key, object.data.sha256);
    }
  }
}

async function addListed(walk: Walk, key: string, listing: string): Promise<void> {
  const field = LISTINGS.get(key);
  if (field === undefined) {
    return;
  }
  const known = field === 'object' ? walk.known.get(listing) : undefined;
  if (known !== undefined) {
    for (const sha256 of known) {
      addOnce(walk, sha256, null, `file${walk.subject}`);
    }
    return;
  }
  try {
    for await (const lines of readListingPieces(walk.vault, listing)) {
      for (const line of lines) {
        addLine(walk, line, field);
      }
    }
  } catch (error) {
    walk.onUnreadable(listing, { seq: walk.seq, role: `${key}${walk.subject}`, bytes: null }, error);
  }
}

function addLine(walk: Walk, line: ListingLine, field: string): void {
  const sha256 = line[field];
  if (typeof sha256 === 'string' && isSha256(sha256)) {
    const bytes = field === 'sha256' && typeof line['bytes'] === 'number' ? line['bytes'] : null;
    addOnce(walk, sha256, bytes, `file${walk.subject}`);
  }
}

function add(walk: Walk, object: StoredObject, role: string): void {
  addOnce(walk, object.sha256, object.bytes, role);
}

function addOnce(walk: Walk, sha256: string, bytes: number | null, role: string): void {
  const known = walk.found.get(sha256);
  if (known === undefined) {
    walk.found.set(sha256, { seq: walk.seq, role, bytes });
  } else if (known.bytes === null && bytes !== null) {
    walk.found.set(sha256, { ...known, bytes });
  }
}

/** The objects in the vault that nothing names: left by an act or an import that did not finish. */
export async function findLeftOver(
  lines: AsyncIterable<JournalLine>,
  vault: Vault,
  except: ReadonlySet<string> = new Set(),
): Promise<readonly StoredObject[]> {
  const named = await collectReferences(lines, vault, (_, __, cause) => {
    throw cause;
  });
  const leftOver: StoredObject[] = [];
  for await (const sha256 of vault.list()) {
    if (!named.has(sha256) && !except.has(sha256)) {
      leftOver.push({ sha256, bytes: (await vault.sizeOf(sha256)) ?? 0 });
    }
  }
  return leftOver;
}

/**
 * Objects that an earlier session left, each under the name that its bytes have now: a power cut may have come before they
 * were synced. To be called before they are recorded.
 */
export async function withTrueNames(vault: Vault, objects: readonly StoredObject[]): Promise<readonly StoredObject[]> {
  const found = new Map<string, StoredObject>();
  for (const object of objects) {
    const named = await vault.underTrueName(object);
    found.set(named.sha256, named);
  }
  return [...found.values()];
}
