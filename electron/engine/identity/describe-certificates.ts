import { X509Certificate } from 'node:crypto';
import { readCertificate } from '../../../shared/packet-format/certificate-fields';

export interface CertificateSummary {
  readonly name: string;
  readonly issuer: string;
  /** Days, `2026-11-23`. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** A chain in words, the signer's certificate first; each names the next as its issuer, the last itself. */
export function describeCertificates(pems: readonly string[]): readonly CertificateSummary[] {
  const read = pems
    .map((pem) => readCertificate(new X509Certificate(pem).raw))
    .filter((fields) => fields !== undefined);
  return read.map((fields, index) => ({
    name: fields.name,
    issuer: (read[index + 1] ?? fields).name,
    notBefore: dayOf(fields.notBefore),
    notAfter: dayOf(fields.notAfter),
  }));
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
