import { caseFolderName } from '../profile/case-folder-name';
import type { CaseSession } from './case-session';

/** `PKT-EC-2020-001-0003`: the case's number and the packet's own, counted from 1. */
export function nextPacketId(session: CaseSession): string {
  const { view } = session.store;
  const words = caseFolderName(view.number, view.number === '' ? view.name : '').replace(/\.chainmail$/, '');
  return `PKT-${words.slice(0, 40)}-${String(view.packets.length + 1).padStart(4, '0')}`;
}

/** The name of the folder or zip that the next packet is written to. */
export function packetName(session: CaseSession, zip: boolean): string {
  return `${nextPacketId(session)}${zip ? '.zip' : ''}`;
}
