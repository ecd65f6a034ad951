import { X509Certificate } from 'node:crypto';

/** The name in a certificate's subject, on one line; empty when it has none or is no certificate. */
export function certificateName(certificate: string): string {
  try {
    const { CN } = new X509Certificate(certificate).toLegacyObject().subject;
    const name = Array.isArray(CN) ? CN.join(', ') : CN;
    return (name ?? '').replace(/\p{Cc}/gu, ' ');
  } catch {
    // Not a certificate.
    return '';
  }
}
