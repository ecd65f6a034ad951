import { checkWords } from '../../wording/packet-checks';
import { readCms } from '../cms-signature';
import { compareBytes, equalBytes, hexOf } from '../der';
import { SIGNATURE, TAG_MANIFEST } from '../packet-layout';
import { toBase64 } from '../pem';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** The detached CMS signature over the tag manifest, by the certificate in the packet; it carries the packet's whole chain. */
export async function checkSignature(packet: PacketInspection): Promise<Outcome> {
  const { signerCertificate } = packet.layout;
  const signed = await packet.bytes(TAG_MANIFEST);
  const signature = await packet.bytes(SIGNATURE);
  const pem = await packet.text(signerCertificate);
  if (signed === undefined || signature === undefined || pem === undefined) {
    const path = signed === undefined ? TAG_MANIFEST : signature === undefined ? SIGNATURE : signerCertificate;
    return failed(checkWords.unreadable(path));
  }
  const cms = readCms(signature);
  if (cms === undefined) {
    return failed(checkWords.signatureForm);
  }
  const chain = (await packet.chain()) ?? [];
  const [der] = chain;
  const isOwnCertificate =
    der !== undefined &&
    equalBytes(der, cms.certificate) &&
    hexOf(cms.certificateHash) === (await packet.tools.sha256(der));
  if (!isOwnCertificate) {
    return failed(checkWords.signatureCertificate(signerCertificate));
  }
  if (!isSameSet(chain, cms.certificates)) {
    return failed(checkWords.signatureIssuers);
  }
  if (!(await packet.tools.verifySignature(cms.signedBytes, toBase64(cms.signature), pem))) {
    return failed(checkWords.signatureWrong(signerCertificate));
  }
  const fits = hexOf(cms.messageDigest) === (await packet.tools.sha256(signed));
  return fits ? passed(checkWords.signatureOk) : failed(checkWords.signatureContent);
}

/** @param sorted in the order of the bytes, none twice */
function isSameSet(chain: readonly Uint8Array[], sorted: readonly Uint8Array[]): boolean {
  const own = [...chain].sort(compareBytes);
  return own.length === sorted.length && own.every((der, index) => equalBytes(der, sorted[index] ?? new Uint8Array()));
}
