/** What records say against what the journal and the stored bytes say. */
import type { Check } from '../../../../shared/contract/model';
import type { JournalLine } from '../../../../shared/packet-format/journal-line';
import { sha256Hex } from '../../journal/journal-file';
import { throwIfCancelled } from '../../vault/hash-file';
import { isSha256 } from '../../vault/object-path';
import type { Vault } from '../../vault/vault';
import { type ListingLine, readListing } from '../listing';
import { type CaseRecord, parseRecord, type RecordOf } from '../records';
import { parseSubject, RECORD_KIND_OF_ACT, recordOf } from '../subjects';
import type { CaseSnapshot } from './case-snapshot';
import { checkResult, counted } from './check-result';
import type { ObjectChecks } from './object-checks';

/** Keys that a subject repeats from its record. */
const SHARED_KEYS = ['number', 'ref', 'message', 'rule', 'sha256', 'bytes', 'messages'] as const;

export async function checkRecords(
  snapshot: CaseSnapshot,
  checks: ObjectChecks,
  signal: AbortSignal | undefined,
): Promise<Check> {
  const problems: string[] = [];
  let records = 0;
  let messages = 0;
  for (const line of snapshot.lines) {
    throwIfCancelled(signal);
    const named = recordOf(line.entry.subject);
    if (parseSubject(line.entry.act, line.entry.subject) === null) {
      problems.push(`entry ${line.entry.seq} does not name what the act ${line.entry.act} is about`);
    } else if (named !== null && checks.get(named.sha256)?.ok === true) {
      records += 1;
      const found = await checkRecord(snapshot.vault, line, named.sha256, checks, signal);
      messages += found.messages;
      problems.push(...found.problems);
    }
  }
  const good = `${counted(records, 'record', 'records')} and the hashes of ${counted(messages, 'message', 'messages')} fit the journal and the stored bytes`;
  return checkResult('Records', problems, good);
}

interface Found {
  readonly problems: readonly string[];
  readonly messages: number;
}

async function checkRecord(
  vault: Vault,
  line: JournalLine,
  sha256: string,
  checks: ObjectChecks,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const { seq, act } = line.entry;
  const reading = parseRecord(await vault.read(sha256));
  if (!reading.ok) {
    return { problems: [`the record of entry ${seq} ${reading.problem}`], messages: 0 };
  }
  if (reading.record.kind !== RECORD_KIND_OF_ACT[act]) {
    return { problems: [`the record of entry ${seq} is of the kind "${reading.record.kind}"`], messages: 0 };
  }
  const differing = differingKeys(line, reading.record);
  const listed =
    reading.record.kind === 'evidence' ? await checkMessages(vault, reading.record, checks, signal) : NOTHING;
  return { problems: [...differing, ...listed.problems], messages: listed.messages };
}

const NOTHING: Found = { problems: [], messages: 0 };

function differingKeys(line: JournalLine, record: CaseRecord): readonly string[] {
  const { seq, subject } = line.entry;
  const values: Readonly<Record<string, unknown>> = { ...record };
  return SHARED_KEYS.filter((key) => key in subject && key in values && subject[key] !== values[key]).map(
    (key) => `entry ${seq} and its record name different values for "${key}"`,
  );
}

/** Each listed message is hashed where it lies. Lists and objects that are damaged are reported by their own checks. */
async function checkMessages(
  vault: Vault,
  record: RecordOf<'evidence'>,
  checks: ObjectChecks,
  signal: AbortSignal | undefined,
): Promise<Found> {
  if (checks.get(record.messageList.sha256)?.ok !== true) {
    return NOTHING;
  }
  const problems: string[] = [];
  let messages = 0;
  try {
    for await (const line of readListing(vault, record.messageList.sha256)) {
      throwIfCancelled(signal);
      messages += 1;
      const problem = await messageProblem(vault, line, checks);
      problems.push(...(problem === null ? [] : [`message ${record.number}/${messages} ${problem}`]));
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    problems.push(`the message list of ${record.number} cannot be read`);
  }
  if (messages !== record.messages) {
    problems.push(`the message list of ${record.number} has ${messages} messages, its record says ${record.messages}`);
  }
  return { problems, messages };
}

async function messageProblem(vault: Vault, line: ListingLine, checks: ObjectChecks): Promise<string | null> {
  const { object, offset, length, sha256 } = line;
  if (typeof object !== 'string' || !isSha256(object) || typeof offset !== 'number' || typeof length !== 'number') {
    return 'is not listed with object, offset and length';
  }
  const check = checks.get(object);
  if (check?.ok !== true) {
    return null;
  }
  if (offset < 0 || length < 0 || offset + length > check.bytes) {
    return 'lies outside its object';
  }
  const bytes = await vault.readRange(object, offset, offset + length);
  return sha256Hex(bytes) === sha256 ? null : 'has other bytes than its list says';
}
