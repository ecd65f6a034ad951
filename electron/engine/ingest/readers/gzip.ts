import { beginsWith, type ContainerReader } from './container-reader';

export const gzipReader: ContainerReader = {
  id: 'gzip',
  version: 3,
  container: 'gzip',
  format: 'gzip',
  recognise: (head) => beginsWith(head, ['1f8b08']),
};
