import { FailureError } from '../../../shared/contract/failure';
import type { JournalEntry } from '../../../shared/packet-format/journal-line';
import type { Vault } from '../vault/vault';
import { type EntryMaterial, ProjectionError } from './project';
import { parseRecord } from './records';
import { parseSubject, recordOf } from './subjects';

/**
 * Reads from the vault what an entry names.
 *
 * @throws FailureError `case-damaged` when an object is missing
 * @throws ProjectionError when it is not what the act needs
 */
export async function readMaterial(
  vault: Vault,
  entry: Pick<JournalEntry, 'seq' | 'act' | 'subject'>,
): Promise<EntryMaterial> {
  const { seq, act, subject } = entry;
  const record = recordOf(subject);
  const enrol = act === 'key.enrol' ? parseSubject('key.enrol', subject) : null;
  return {
    record: record === null ? null : await readRecord(vault, record.sha256, seq),
    certificate: enrol === null ? null : (await vault.read(enrol.certificate.sha256)).toString('utf8'),
  };
}

async function readRecord(vault: Vault, sha256: string, seq: number) {
  const reading = parseRecord(await vault.read(sha256));
  if (!reading.ok) {
    throw new ProjectionError(seq, `names a record that ${reading.problem}`);
  }
  return reading.record;
}

/** A view that cannot be rebuilt, as a failure for a person. */
export function projectionFailure(error: ProjectionError): FailureError {
  return new FailureError(
    'case-damaged',
    `The case cannot be put together from its journal: ${error.message}. Nothing was changed. Verify the case to see what is damaged, and bring it back from a copy.`,
    { cause: error },
  );
}
