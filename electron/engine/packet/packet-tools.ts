import { createHash } from 'node:crypto';
import type { PacketTools } from '../../../shared/packet-format/checks/packet-inspection';
import { TIMESTAMP_TOOLS } from '../custody/timestamp-tools';
import { keyFingerprint } from '../identity/key-pair';
import { verifyIssued } from '../identity/verify-issued';
import { verifyLineSignature } from '../identity/verify-line-signature';

/** Hashes and signatures for the checks of a packet, by Node's own means. None of them throws for what is in a packet. */
export const PACKET_TOOLS: PacketTools = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  sha512: (bytes) => createHash('sha512').update(bytes).digest(),
  digest: TIMESTAMP_TOOLS.digest,
  verifySignature: verifyLineSignature,
  verifyIssued,
  keyFingerprint,
};
