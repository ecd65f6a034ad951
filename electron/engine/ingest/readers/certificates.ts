import {
  CERTIFICATE_FORMAT,
  looksLikeCertificates,
  readCertificateFile,
} from '../../../../shared/signers/certificate-file';
import { MAX_HELD_FILE } from '../../case/held-files';
import { headerLikeness } from './header-likeness';
import type { Reader } from './reader';

/** Certificates, and lists of revoked ones: evidence without messages. What they say is read when it is needed. */
export const certificatesReader: Reader = {
  id: 'certificates',
  version: 1,
  recognise: (head) =>
    looksLikeCertificates(head) && headerLikeness(head).mailFields === 0 ? { by: 'content' } : undefined,
  split: async (source) => {
    const isRead = source.length <= MAX_HELD_FILE;
    const { certificates, lists, strange } = readCertificateFile(await source.read(0, isRead ? source.length : 0));
    return {
      format: CERTIFICATE_FORMAT,
      variant: '',
      remarks: [
        ...(isRead ? [] : ['The file is larger than 16 MB: what it holds is not used for signatures.']),
        ...(strange === 0 ? [] : [`${strange} blocks are neither certificates nor lists of revoked ones.`]),
      ],
      ...(certificates.length + lists.length === 0 ? {} : { isNoMail: true as const }),
    };
  },
};
