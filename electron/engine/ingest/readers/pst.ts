import { beginsWith, type ContainerReader } from './container-reader';

/** Outlook's data files, `.pst` and `.ost`. */
export const pstReader: ContainerReader = {
  id: 'pst',
  version: 3,
  container: 'pst',
  format: 'pst',
  recognise: (head) => beginsWith(head, ['2142444e']),
};
