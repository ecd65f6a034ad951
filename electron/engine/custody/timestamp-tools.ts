import { createHash } from 'node:crypto';
import type { TimestampTools } from '../../../shared/packet-format/timestamp/judge-token';
import { verifyIssued } from '../identity/verify-issued';

/** Digests and signatures for judging time stamps, by Node's own means. */
export const TIMESTAMP_TOOLS: TimestampTools = {
  digest: (name, bytes) => createHash(name).update(bytes).digest(),
  verifyIssued,
};
