import { checkWords } from '../../wording/packet-checks';
import { REPORT } from '../packet-layout';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

const HEAD = '%PDF-1.';
const TAIL = '%%EOF';

/** The report is a whole PDF (ISO 32000-1 section 7.5); that it is the right one is for the manifest. */
export async function checkReport(packet: PacketInspection): Promise<Outcome> {
  const bytes = await packet.bytes(REPORT);
  if (bytes === undefined) {
    return failed(checkWords.unreadable(REPORT));
  }
  const head = String.fromCharCode(...bytes.subarray(0, HEAD.length));
  const tail = String.fromCharCode(...bytes.subarray(-16)).trimEnd();
  return head === HEAD && tail.endsWith(TAIL) ? passed(checkWords.reportOk) : failed(checkWords.reportForm);
}
