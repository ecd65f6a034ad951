/** Certificates and lists of revoked ones that a case holds: read from the vault's files, as DNS answers are. */
import { createHash } from 'node:crypto';
import { CERTIFICATE_FORMAT, readCertificateFile } from '../../../shared/signers/certificate-file';
import { CertificateCollector, type HeldCertificates } from '../../../shared/signers/held-certificates';
import type { CaseStore } from '../case/case-store';
import { heldFiles, readOnce } from '../case/held-files';
import { sharedCopy } from './shared-copy';

/** All the authorities of all programs with all that they ever certified for mail are some ten thousand. */
const LIMIT = { certificates: 20_000, bytes: 64 << 20 };

/** In the order of the evidence items. */
export const heldCertificates = readOnce(readAll);

async function readAll(store: CaseStore): Promise<HeldCertificates> {
  const collector = new CertificateCollector(LIMIT, (bytes) => createHash('sha256').update(bytes).digest('hex'));
  for await (const { bytes, evidence } of heldFiles(store, CERTIFICATE_FORMAT)) {
    collector.add(readCertificateFile(bytes), { evidence: evidence.number });
  }
  const collected = collector.collected();
  return { ...collected, bytes: sharedCopy(collected.bytes) };
}
