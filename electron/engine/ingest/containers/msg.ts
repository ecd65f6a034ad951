import { readFileSync, statSync } from 'node:fs';
import { NotCompound } from '../../../../shared/email/compound-file';
import { VERSION } from '../../version';
import { rebuild } from '../mapi/compose';
import { readMsgFile } from '../mapi/msg-file';
import { storeFacts } from '../mapi/store-facts';
import { UNPACK_LIMITS, type Unpacking, type UnpackRequest } from './container';

const NOT_A_MESSAGE = 'an Office or other compound file: it holds no message';
const DAMAGED = 'an Outlook or other compound file that is damaged or was cut off: no message in it could be read';

export const MSG_READER = `Chainmail ${VERSION}, reader msg`;

/** An Outlook message file: one message, with those attached to it inside. */
export async function* unpackMsg({ path, from }: UnpackRequest): Unpacking {
  if (from > 0 || statSync(path).size > UNPACK_LIMITS.messageBytes) {
    return {
      variant: '',
      remarks: [],
      problem: from > 0 ? DAMAGED : 'an Outlook file of more than 512 MB: kept, not read',
    };
  }
  try {
    const message = readMsgFile(readFileSync(path));
    if (message === undefined) {
      return { variant: '', remarks: [], problem: NOT_A_MESSAGE };
    }
    const { bytes, rebuilt } = rebuild(message, MSG_READER);
    const store = storeFacts(message, { kind: 'msg', times: message.fileTimes });
    yield { kind: 'message', ordinal: 0, path: '', bytes: Uint8Array.from(bytes), rebuilt, store };
    return { variant: '', remarks: [], problem: null };
  } catch (error) {
    return {
      variant: '',
      remarks: [],
      problem: error instanceof NotCompound ? DAMAGED : `${DAMAGED} (${nameOf(error)})`,
    };
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'error';
}
