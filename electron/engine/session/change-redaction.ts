import { FailureError } from '../../../shared/contract/failure';
import { cleanList, type WantedPerson } from '../../../shared/redaction/clean-list';
import { NOBODY, type RedactionList } from '../../../shared/redaction/person';
import { redactionProblems } from '../../../shared/wording/redaction';
import * as acts from '../case/acts';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** Whom a redacted packet of the case does not name, as it stands. */
export function redactionList({ store }: CaseSession): RedactionList {
  return store.view.redaction ?? NOBODY;
}

/**
 * Puts another list in the place of the case's list. The journal gets the hash of a salted record, no value.
 *
 * @param wanted number 0 for persons who are new
 * @returns the journal entry's number; null when the list stays as it is, which records nothing
 * @throws FailureError `bad-request` for what cannot be looked for
 */
export async function changeRedaction(
  session: CaseSession,
  signer: Signer,
  wanted: readonly WantedPerson[],
): Promise<{ readonly entry: number | null; readonly list: RedactionList }> {
  const before = redactionList(session);
  const cleaned = cleanList(wanted, before);
  if (!cleaned.ok) {
    throw new FailureError('bad-request', `${cleaned.problem} ${redactionProblems.unchanged}`);
  }
  const { list } = cleaned;
  if (JSON.stringify(list.persons) === JSON.stringify(before.persons)) {
    return { entry: null, list: before };
  }
  const persons = list.persons.map(({ addresses, words, ...person }) => ({
    ...person,
    addresses: [...addresses],
    words: [...words],
  }));
  const { entry } = await acts.changeRedaction(session.store, signer, { persons, next: list.next });
  return { entry: entry.seq, list };
}
