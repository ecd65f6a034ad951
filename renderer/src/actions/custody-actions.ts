import type { CustodyAct } from '../../../shared/contract/custody-act';
import type { Input } from '../../../shared/contract/requests';
import { request } from '../api/client';
import { refreshCase } from '../state/session';
import { signed } from './perform';

type Signed = 'custody:record' | 'people:assign' | 'people:two-people' | 'release:propose' | 'release:decide';

/** Records an act of custody or of the case's rules; the journal's entry, undefined when the key stayed locked. */
export async function recordAct<N extends Signed>(name: N, input: Input<N>): Promise<number | undefined> {
  const done = await signed(() => request(name, input));
  await refreshCase();
  return done?.entry;
}

export async function recordCustody(act: CustodyAct): Promise<number | undefined> {
  return await recordAct('custody:record', act);
}
