import { FailureError } from '../../../shared/contract/failure';
import type { Exhibit } from '../../../shared/contract/model';
import { freeLabels } from '../case/exhibit-label';
import { exhibitLabel, exhibitsOf } from '../case/selectors';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';

const LABEL = /^[A-Za-z0-9][A-Za-z0-9-]{0,15}$/;

/**
 * Chooses messages for a packet, each with a label. A message that is an exhibit already keeps its label.
 *
 * @param label for a single message; the next free letters otherwise
 * @throws FailureError `bad-request` for a label that is taken or cannot stand in a file name
 */
export async function addExhibits(
  session: CaseSession,
  signer: Signer,
  refs: readonly string[],
  label?: string,
): Promise<readonly Exhibit[]> {
  const { store } = session;
  const fresh = [...new Set(refs)].filter((ref) => exhibitLabel(store.view, ref) === null);
  const messages = fresh.map((ref) => session.messageAt(ref));
  const labels = label === undefined ? freeLabels(store.view, fresh.length) : [checkedLabel(session, label, refs)];
  const exhibits = fresh.map((ref, index) => ({
    label: labels[index] ?? '',
    ref,
    message: messages[index]?.sha256 ?? '',
  }));
  if (exhibits.length > 0) {
    await store.act(signer, 'exhibit.add', { exhibits });
  }
  return exhibitsOf(store.view);
}

/** Takes messages out of the choice. A message that is no exhibit is named and nothing is done. */
export async function removeExhibits(
  session: CaseSession,
  signer: Signer,
  refs: readonly string[],
): Promise<readonly Exhibit[]> {
  const { store } = session;
  const exhibits = [...new Set(refs)].map((ref) => {
    const label = exhibitLabel(store.view, ref);
    if (label === null) {
      throw new FailureError('not-found', `${ref} is not an exhibit. Nothing was changed.`);
    }
    return { label, ref };
  });
  await store.act(signer, 'exhibit.remove', { exhibits });
  return exhibitsOf(store.view);
}

function checkedLabel(session: CaseSession, label: string, refs: readonly string[]): string {
  if (refs.length !== 1) {
    throw new FailureError('bad-request', 'A label can be given for one message at a time. Nothing was changed.');
  }
  if (!LABEL.test(label)) {
    throw new FailureError(
      'bad-request',
      `"${label}" cannot be a label: it takes 1 to 16 letters, digits and hyphens. Nothing was changed.`,
    );
  }
  if (session.store.view.exhibits.some((exhibit) => exhibit.label.toLowerCase() === label.toLowerCase())) {
    throw new FailureError('bad-request', `The label "${label}" is taken. Nothing was changed.`);
  }
  return label;
}
