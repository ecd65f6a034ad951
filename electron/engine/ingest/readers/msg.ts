import { beginsWith, type ContainerReader } from './container-reader';

/** Compound files; that it holds a message, and is no Office document, shows when it is opened. */
export const msgReader: ContainerReader = {
  id: 'msg',
  version: 3,
  container: 'msg',
  format: 'msg',
  recognise: (head) => beginsWith(head, ['d0cf11e0a1b11ae1']),
};
