import { checkWords } from '../../wording/packet-checks';
import { BAG_DECLARATION_TEXT, oxumText, statedOxum } from '../bag';
import { BAG_DECLARATION, BAG_INFO } from '../packet-layout';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** The bag's own declaration and its totals (RFC 8493 sections 2.1.1, 2.2.2). */
export async function checkBag(packet: PacketInspection): Promise<Outcome> {
  if ((await packet.text(BAG_DECLARATION)) !== BAG_DECLARATION_TEXT) {
    return failed(checkWords.bagDeclaration);
  }
  const payload = packet.source.files.filter((file) => file.path.startsWith('data/'));
  const total = oxumText({ bytes: payload.reduce((sum, file) => sum + file.bytes, 0), files: payload.length });
  const stated = statedOxum((await packet.text(BAG_INFO)) ?? '');
  return stated === total ? passed(checkWords.bagOk) : failed(checkWords.bagTotals);
}
