import { KEY_FORMAT, looksLikeKeys, readKeyFile } from '../../../../shared/signers/pgp/key-file';
import { MAX_HELD_FILE } from '../../case/held-files';
import { headerLikeness } from './header-likeness';
import type { Reader } from './reader';

/** Public keys of OpenPGP: evidence without messages. What they say is read when it is needed. */
export const openpgpKeysReader: Reader = {
  id: 'openpgp-keys',
  version: 1,
  recognise: (head) => (looksLikeKeys(head) && headerLikeness(head).mailFields === 0 ? { by: 'content' } : undefined),
  split: async (source) => {
    const isRead = source.length <= MAX_HELD_FILE;
    const { keys, strange } = readKeyFile(await source.read(0, isRead ? source.length : 0));
    return {
      format: KEY_FORMAT,
      variant: '',
      remarks: [
        ...(isRead ? [] : ['The file is larger than 16 MB: its keys are not used for signatures.']),
        ...(strange === 0 ? [] : [`${strange} blocks hold no key of OpenPGP version 4.`]),
      ],
      ...(keys.length === 0 ? {} : { isNoMail: true as const }),
    };
  },
};
