import { FailureError } from '../../../shared/contract/failure';
import type { Exhibit } from '../../../shared/contract/model';
import * as acts from '../case/acts';
import { exhibitLabel } from '../case/selectors';
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
  if (label !== undefined) {
    assertLabel(session, label);
  }
  const choices = refs.map((ref) => ({ ref, message: session.messageAt(ref).sha256 }));
  return await acts.addExhibits(session.store, signer, choices, label);
}

/** Takes messages out of the choice. A message that is no exhibit is named and nothing is done. */
export async function removeExhibits(
  session: CaseSession,
  signer: Signer,
  refs: readonly string[],
): Promise<readonly Exhibit[]> {
  const { store } = session;
  const missing = refs.find((ref) => exhibitLabel(store.view, ref) === null);
  if (missing !== undefined) {
    throw new FailureError('not-found', `${missing} is not an exhibit. Nothing was changed.`);
  }
  return await acts.removeExhibits(store, signer, refs);
}

function assertLabel(session: CaseSession, label: string): void {
  if (!LABEL.test(label)) {
    throw new FailureError(
      'bad-request',
      `"${label}" cannot be a label: it takes 1 to 16 letters, digits and hyphens. Nothing was changed.`,
    );
  }
  if (session.store.view.exhibits.some((exhibit) => exhibit.label.toLowerCase() === label.toLowerCase())) {
    throw new FailureError('bad-request', `The label "${label}" is taken. Nothing was changed.`);
  }
}
