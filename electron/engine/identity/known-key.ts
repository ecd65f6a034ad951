import type { KnownKey } from '../../../shared/packet-format/tree/check-signatures';
import { certificateName } from './certificate-name';
import { keyFingerprint } from './key-pair';

/** A key as its certificate (PEM) names it; none where it is not one. */
export function keyOf(certificate: string): readonly KnownKey[] {
  const fingerprint = keyFingerprint(certificate);
  return fingerprint === null ? [] : [{ fingerprint, name: certificateName(certificate), certificate }];
}
