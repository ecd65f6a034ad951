import type { Change, Omission } from '../../../shared/redaction/change';
import { regenerate } from '../../../shared/redaction/regenerate';
import { sha256Of } from '../redaction/redact-content';
import { holdsValue, soughtFor } from '../redaction/residual-scan';
import type { CaseSession } from './case-session';
import { redactionList } from './change-redaction';

/** Where a message names the persons on the list, and what a redacted copy of it would leave out. No value is told. */
export interface RedactionPlaces {
  readonly ref: string;
  readonly places: readonly Change[];
  readonly leftOut: readonly Omission[];
}

/** @throws FailureError `not-found` */
export async function redactionPlaces(session: CaseSession, ref: string): Promise<RedactionPlaces> {
  const { object, offset, length } = session.messageAt(ref);
  const bytes = await session.store.vault.readRange(object, offset, offset + length);
  const sought = soughtFor(redactionList(session).persons);
  const { changes, omissions } = regenerate(bytes, {
    needles: sought.needles,
    sha256: sha256Of,
    holdsValue: (file) => holdsValue(file, sought),
    notice: [],
  });
  return { ref, places: changes, leftOut: omissions };
}
