/**
 * The report is a whole PDF (ISO 32000-1 section 7.5), signed inside of its own file by the packet's signer, from its first
 * byte to its last. Packets of the first version had no such signature; that it is the right report is for the manifest.
 */
import { checkWords } from '../../wording/packet-checks';
import { type CmsSignature, readCms } from '../cms-signature';
import { equalBytes, hexOf } from '../der';
import { REPORT } from '../packet-layout';
import { readPdfSignature } from '../pdf-signature';
import { toBase64 } from '../pem';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

const HEAD = '%PDF-1.';
const TAIL = '%%EOF';

export async function checkReport(packet: PacketInspection): Promise<Outcome> {
  const bytes = await packet.bytes(REPORT);
  if (bytes === undefined) {
    return failed(checkWords.unreadable(REPORT));
  }
  const head = String.fromCharCode(...bytes.subarray(0, HEAD.length));
  const tail = String.fromCharCode(...bytes.subarray(-16)).trimEnd();
  if (head !== HEAD || !tail.endsWith(TAIL)) {
    return failed(checkWords.reportForm);
  }
  return packet.layout.version === 1 ? passed(checkWords.reportOk) : await checkReportSignature(packet, bytes);
}

async function checkReportSignature(packet: PacketInspection, pdf: Uint8Array): Promise<Outcome> {
  const reading = readPdfSignature(pdf);
  if (!reading.ok) {
    return failed(checkWords.reportSignature[reading.problem]);
  }
  const cms = readCms(reading.signature);
  if (cms === undefined) {
    return failed(checkWords.reportSignature.malformed);
  }
  if (!(await isBySigner(packet, cms))) {
    return failed(checkWords.reportSignature.otherSigner);
  }
  const fits = hexOf(cms.messageDigest) === (await packet.tools.sha256(reading.signedBytes));
  return fits ? passed(checkWords.reportSigned) : failed(checkWords.reportSignature.changed);
}

async function isBySigner(packet: PacketInspection, cms: CmsSignature): Promise<boolean> {
  const pem = await packet.text(packet.layout.signerCertificate);
  const [der] = (await packet.chain()) ?? [];
  return (
    pem !== undefined &&
    der !== undefined &&
    equalBytes(der, cms.certificate) &&
    hexOf(cms.certificateHash) === (await packet.tools.sha256(der)) &&
    (await packet.tools.verifySignature(cms.signedBytes, toBase64(cms.signature), pem))
  );
}
