import { plainLine } from '../../text/visible-text';
import { checkWords } from '../../wording/packet-checks';
import { PACKET_VERSION } from '../packet-layout';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** data/packet.json is readable and of a version that this program knows. */
export async function checkDescription(packet: PacketInspection): Promise<Outcome> {
  const description = await packet.description();
  if (description === undefined) {
    return failed(checkWords.descriptionForm);
  }
  if (description.version > PACKET_VERSION) {
    return failed(checkWords.descriptionNewer(description.version));
  }
  return description.version !== packet.layout.version
    ? failed(checkWords.descriptionVersion(description.version))
    : passed(checkWords.descriptionOk(plainLine(description.packetId)));
}
