import { readFileSync, statSync } from 'node:fs';
import { VERSION } from '../../version';
import { rebuild } from '../mapi/compose';
import { storeFacts } from '../mapi/store-facts';
import { readTnefFile } from '../mapi/tnef-file';
import { UNPACK_LIMITS, type Unpacking, type UnpackRequest } from './container';

export const TNEF_READER = `Chainmail ${VERSION}, reader tnef`;

/** A `winmail.dat` on its own: one message, with those attached to it inside. */
export async function* unpackTnef({ path, from }: UnpackRequest): Unpacking {
  const damaged = 'a winmail.dat file (TNEF) that is damaged: nothing in it could be read';
  if (from > 0) {
    return { variant: '', remarks: [], problem: damaged };
  }
  if (statSync(path).size > UNPACK_LIMITS.messageBytes) {
    return { variant: '', remarks: [], problem: 'a winmail.dat file (TNEF) of more than 512 MB: kept, not read' };
  }
  const message = readTnefFile(readFileSync(path));
  if (message === undefined) {
    return { variant: '', remarks: [], problem: damaged };
  }
  const { bytes, rebuilt } = rebuild(message, TNEF_READER);
  const store = storeFacts(message, { kind: 'tnef' });
  yield { kind: 'message', ordinal: 0, path: '', bytes: Uint8Array.from(bytes), rebuilt, store };
  return { variant: '', remarks: [], problem: null };
}
