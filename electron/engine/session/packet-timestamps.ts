import { pemBlocks, toPem } from '../../../shared/packet-format/pem';
import type { PacketTimestamp } from '../../../shared/packet-format/report-content';
import { readResponse } from '../../../shared/packet-format/timestamp/response';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import type { CaseStore } from '../case/case-store';
import { stampedContent } from '../custody/stamped-content';

/**
 * The case's time stamps for a packet: answers byte for byte, certificates in one plain form.
 *
 * @throws FailureError `case-damaged` when an object is missing
 */
export async function packetTimestamps(
  { view, vault }: CaseStore,
  tree: MerkleTree,
): Promise<readonly PacketTimestamp[]> {
  const found: PacketTimestamp[] = [];
  for (const { entry, size, time, response, chain } of view.timestamps ?? []) {
    const answer = await vault.read(response.sha256);
    const reading = readResponse(answer);
    const pem = chain === null ? '' : (await vault.read(chain.sha256)).toString('utf8');
    found.push({
      entry,
      size,
      time,
      answer,
      isBare: reading.kind === 'token' && reading.isBare,
      checkpoint: Buffer.from(stampedContent(view.id, tree, size)).toString('utf8'),
      chain: (pemBlocks(pem, 'CERTIFICATE') ?? []).map((der) => toPem(der)).join(''),
    });
  }
  return found;
}
