import type { Chosen } from '../api/desktop';

/** What a packet was checked with. */
export interface PacketCheck {
  /** The packet's token: a receipt names its path, by which a window cannot ask. */
  readonly place: string;
  /** Lists of revoked certificates, and checkpoints. */
  readonly beside: readonly Chosen[];
  /** The fingerprint that the person was told. */
  readonly fingerprint: string | null;
}

const checks = new Map<string, PacketCheck>();

export function rememberCheck(jobId: string, check: PacketCheck): void {
  checks.set(jobId, check);
}

/** Null for checks of cases. */
export function checkOfJob(jobId: string): PacketCheck | null {
  return checks.get(jobId) ?? null;
}
