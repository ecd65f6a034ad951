import type { Evidence } from '../contract/model';
import { plainLine } from '../text/visible-text';

/** What is known of a packet that was taken in, for receipts. What it says of itself is quoted. */
export function packetSentence({
  packetId,
  case: from,
  signer,
  intact,
  firstFailure,
}: NonNullable<Evidence['packet']>): string {
  const named = packetId === '' ? 'A packet of Chainmail' : `Packet “${plainLine(packetId)}”`;
  const of =
    from.name === '' && from.number === '' ? '' : ` of the case “${plainLine(`${from.number} ${from.name}`.trim())}”`;
  const by = signer === null ? '' : `, by “${plainLine(signer.name)}” (key ${signer.fingerprint})`;
  return intact
    ? `${named}${of}${by}: every check of it passed over the bytes as they were stored. Compare the key with its owner by telephone.`
    : `${named}${of}${by} is NOT intact: ${(firstFailure ?? '').replace(/\.$/, '')}. Its files were taken in as they are.`;
}
