import { beginsWith, type ContainerReader } from './container-reader';

/** `winmail.dat`: what Outlook and Exchange send where the other side cannot take it. */
export const tnefReader: ContainerReader = {
  id: 'tnef',
  version: 3,
  container: 'tnef',
  format: 'tnef',
  recognise: (head) => beginsWith(head, ['789f3e22']),
};
