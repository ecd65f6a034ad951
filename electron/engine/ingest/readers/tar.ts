import { isTarHeader } from '../containers/tar-header';
import type { ContainerReader } from './container-reader';

export const tarReader: ContainerReader = {
  id: 'tar',
  version: 2,
  container: 'tar',
  format: 'tar',
  recognise: (head) =>
    isTarHeader(Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, 512)))
      ? { by: 'content' }
      : undefined,
};
