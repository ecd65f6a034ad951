/** What records say against what the journal and the stored bytes say. */
import type { Check } from '../../../../shared/contract/outcomes';
import type { JournalLine } from '../../../../shared/packet-format/journal-line';
import { throwIfCancelled } from '../../vault/hash-file';
import type { Vault } from '../../vault/vault';
import { type CaseRecord, parseRecord, type RecordOf } from '../records';
import { parseSubject, RECORD_KIND_OF_ACT, recordOf } from '../subjects';
import type { CaseSnapshot } from './case-snapshot';
import { checkResult, counted } from './check-result';
import type { ObjectChecks } from './object-checks';
import type { ListOutcomes } from './range-checks';

/** Keys that a subject repeats from its record. */
const SHARED_KEYS = ['number', 'ref', 'message', 'rule', 'sha256', 'bytes', 'messages', 'entry'] as const;

/** What the threads found out about objects and messages. */
export interface Checked {
  readonly checks: ObjectChecks;
  readonly lists: ListOutcomes;
}

export async function checkRecords(
  snapshot: CaseSnapshot,
  checked: Checked,
  signal: AbortSignal | undefined,
): Promise<Check> {
  const { checks } = checked;
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
      const found = await checkRecord(snapshot.vault, line, named.sha256, checked);
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

async function checkRecord(vault: Vault, line: JournalLine, sha256: string, checked: Checked): Promise<Found> {
  const { seq, act } = line.entry;
  const reading = parseRecord(await vault.read(sha256));
  if (!reading.ok) {
    return { problems: [`the record of entry ${seq} ${reading.problem}`], messages: 0 };
  }
  if (reading.record.kind !== RECORD_KIND_OF_ACT[act]) {
    return { problems: [`the record of entry ${seq} is of the kind "${reading.record.kind}"`], messages: 0 };
  }
  const differing = differingKeys(line, reading.record);
  const listed = reading.record.kind === 'evidence' ? listedMessages(reading.record, checked) : NOTHING;
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

/** Lists and objects that are damaged are reported by their own checks. */
function listedMessages(record: RecordOf<'evidence'>, { checks, lists }: Checked): Found {
  const outcome = lists.get(record.messageList.sha256);
  if (checks.get(record.messageList.sha256)?.ok !== true || outcome === undefined) {
    return NOTHING;
  }
  const { messages, isReadable } = outcome;
  const problems = outcome.problems
    .filter(({ object }) => object === null || checks.get(object)?.ok === true)
    .map(({ message, problem }) => `message ${record.number}/${message} ${problem}`);
  if (!isReadable) {
    problems.push(`the message list of ${record.number} cannot be read`);
  }
  if (messages !== record.messages) {
    problems.push(`the message list of ${record.number} has ${messages} messages, its record says ${record.messages}`);
  }
  return { problems, messages };
}
