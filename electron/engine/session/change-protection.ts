import type { ProtectedList } from '../../../shared/analysis/case-context';
import { cleanProtection } from '../../../shared/analysis/protected-list';
import { FailureError } from '../../../shared/contract/failure';
import * as acts from '../case/acts';
import { examinationOf } from '../case/examination';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

/** Whom the case protects from being imitated, as it stands. */
export function protectedList(session: CaseSession): ProtectedList {
  return examinationOf(session.store.view).protected;
}

/**
 * Puts another list in the place of the case's list. The findings follow with `reviseSession`.
 *
 * @returns the journal entry's number; null when the list stays as it is, which records nothing
 * @throws FailureError `bad-request` for what is no name, no domain or no address
 */
export async function changeProtection(
  session: CaseSession,
  signer: Signer,
  wanted: ProtectedList,
): Promise<{ readonly entry: number | null; readonly list: ProtectedList }> {
  const cleaned = cleanProtection(wanted);
  if (!cleaned.ok) {
    throw new FailureError('bad-request', `${cleaned.problem} Nothing was changed.`);
  }
  const { list } = cleaned;
  if (JSON.stringify(list) === JSON.stringify(protectedList(session))) {
    return { entry: null, list };
  }
  const { names, domains, addresses } = list;
  const data = { names: [...names], domains: [...domains], addresses: [...addresses] };
  const { entry } = await acts.changeProtection(session.store, signer, data);
  return { entry: entry.seq, list };
}

/** The list with more in it. */
export function withMore(list: ProtectedList, more: ProtectedList): ProtectedList {
  return {
    names: [...list.names, ...more.names],
    domains: [...list.domains, ...more.domains],
    addresses: [...list.addresses, ...more.addresses],
  };
}

/**
 * The list without some of it.
 *
 * @throws FailureError `not-found` for what is not in it
 */
export function without(list: ProtectedList, less: ProtectedList): ProtectedList {
  const take = (kind: keyof ProtectedList): readonly string[] => {
    const gone = less[kind].map(key);
    const missing = less[kind].find((one) => !list[kind].some((known) => key(known) === key(one)));
    if (missing !== undefined) {
      throw new FailureError('not-found', `“${missing}” is not in the list. Nothing was changed.`);
    }
    return list[kind].filter((known) => !gone.includes(key(known)));
  };
  return { names: take('names'), domains: take('domains'), addresses: take('addresses') };
}

function key(text: string): string {
  return text.trim().toLowerCase().normalize('NFC');
}
