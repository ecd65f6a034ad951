import { SIGNER_CERTIFICATE } from '../../../../shared/packet-format/packet-layout';
import { keyFingerprint } from '../../identity/key-pair';
import { type PacketPart, textFile } from './packet-part';

/** The signer's certificate, and those of the other examiners in the journal, named by their fingerprints. */
export const keys: PacketPart = ({ content, signer }) => {
  const others = [...new Set(content.certificates)].filter((pem) => pem !== signer.certificatePem);
  return [
    textFile(SIGNER_CERTIFICATE, signer.certificatePem),
    ...others.map((pem, index) => textFile(`data/keys/examiner-${nameOf(pem, index)}.crt`, pem)),
  ];
};

function nameOf(pem: string, index: number): string {
  return `${keyFingerprint(pem)?.slice(0, 16) ?? 'unknown'}-${index + 1}`;
}
