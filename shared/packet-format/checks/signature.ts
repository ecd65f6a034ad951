import { checkWords } from '../../wording/packet-checks';
import { readCms } from '../cms-signature';
import { equalBytes } from '../der';
import { SIGNATURE, SIGNER_CERTIFICATE, TAG_MANIFEST } from '../packet-layout';
import { certificateDer } from '../pem';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** The detached CMS signature over the tag manifest, by the certificate in the packet. */
export async function checkSignature(packet: PacketInspection): Promise<Outcome> {
  const signed = await packet.bytes(TAG_MANIFEST);
  const signature = await packet.bytes(SIGNATURE);
  const pem = await packet.text(SIGNER_CERTIFICATE);
  if (signed === undefined || signature === undefined || pem === undefined) {
    const path = signed === undefined ? TAG_MANIFEST : signature === undefined ? SIGNATURE : SIGNER_CERTIFICATE;
    return failed(checkWords.unreadable(path));
  }
  const cms = readCms(signature);
  if (cms === undefined) {
    return failed(checkWords.signatureForm);
  }
  const der = certificateDer(pem);
  const isOwnCertificate =
    der !== undefined &&
    equalBytes(der, cms.certificate) &&
    hex(cms.certificateHash) === (await packet.tools.sha256(der));
  if (!isOwnCertificate) {
    return failed(checkWords.signatureCertificate);
  }
  if (!(await packet.tools.verifySignature(cms.signedBytes, base64(cms.signature), pem))) {
    return failed(checkWords.signatureWrong);
  }
  const fits = hex(cms.messageDigest) === (await packet.tools.sha256(signed));
  return fits ? passed(checkWords.signatureOk) : failed(checkWords.signatureContent);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
