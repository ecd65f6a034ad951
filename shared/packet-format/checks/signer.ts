import { checkWords } from '../../wording/packet-checks';
import { fingerprintLines } from '../report/report-terms';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** The certificate in the packet belongs to the signer that the description names. */
export async function checkSigner(packet: PacketInspection): Promise<Outcome> {
  const signer = await packet.signer();
  const description = await packet.description();
  if (signer === null) {
    return failed(checkWords.signerKey(packet.layout.signerCertificate));
  }
  const isNamed =
    description?.signer.fingerprint === signer.fingerprint &&
    description.signer.certificate === packet.layout.signerCertificate;
  return isNamed
    ? passed(checkWords.signerOk(fingerprintLines(signer.fingerprint).join(' ')))
    : failed(checkWords.signerOther(packet.layout.signerCertificate));
}
