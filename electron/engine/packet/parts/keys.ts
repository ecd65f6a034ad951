import {
  ALLOWED_SIGNERS,
  EXAMINER_CERTIFICATE,
  intermediateCertificate,
  ROOT_CERTIFICATE,
} from '../../../../shared/packet-format/packet-layout';
import { allowedSigners } from '../../../../shared/packet-format/sshsig';
import { keyFingerprint } from '../../identity/key-pair';
import { pointOf } from '../../identity/sign-for-ssh';
import { type PacketPart, type PartFile, textFile } from './packet-part';

/**
 * The signer's certificate, those of its issuers up to the root, the key for ssh-keygen, and the certificates of the other
 * examiners in the journal, named by their fingerprints.
 */
export const keys: PacketPart = ({ content, signer }) => {
  const { certificatePem, issuersPem } = signer;
  const others = [...new Set(content.certificates)].filter((pem) => pem !== certificatePem);
  return [
    textFile(EXAMINER_CERTIFICATE, certificatePem),
    ...issuersPem.slice(0, -1).map((pem, index) => textFile(intermediateCertificate(index + 1), pem)),
    textFile(ROOT_CERTIFICATE, issuersPem.at(-1) ?? certificatePem),
    textFile(ALLOWED_SIGNERS, allowedSigners(pointOf(certificatePem))),
    ...others.map(otherExaminer),
  ];
};

function otherExaminer(pem: string, index: number): PartFile {
  const key = keyFingerprint(pem)?.slice(0, 16) ?? 'unknown';
  return textFile(`data/keys/examiner-${key}-${index + 1}.crt`, pem);
}
