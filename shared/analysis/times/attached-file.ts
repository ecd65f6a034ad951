import type { Anatomy } from '../../email/types';
import { attachedFiles } from '../files/attached-files';
import type { DecodedTime } from './decoder';

/** When documents and pictures in the message were made and changed: a message is not older than what is in it. */
export function attachedFileTimes(bytes: Uint8Array, anatomy: Anatomy): readonly DecodedTime[] {
  return attachedFiles({ bytes, anatomy }).flatMap(({ file, times }) =>
    times.map((time) => ({
      ...time,
      source: file.part.path === '' ? 'body' : `part ${file.part.path}`,
      whose: 'content',
      bound: 'lower',
      needsSupport: false,
    })),
  );
}
