/** The lines of a packet's journal as they are stored, for checks that count, hash and read them: each is done once. */
import { rememberFor } from '../../text/remember';
import type { JournalEntry } from '../journal-line';
import { JOURNAL } from '../packet-layout';
import { parseJournalLine } from '../parse-journal-line';
import { pureSha256 } from '../tree/merkle-hash';
import { MerkleTree } from '../tree/merkle-tree';
import { wholeLines } from '../verify-journal';
import type { PacketInspection } from './packet-inspection';

export const journalLines = rememberFor(
  async (packet: PacketInspection): Promise<readonly Uint8Array[] | undefined> => {
    const bytes = await packet.bytes(JOURNAL);
    return bytes === undefined
      ? undefined
      : Array.from(wholeLines(bytes), ({ start, end }) => bytes.subarray(start, end));
  },
);

/** To be read from, not grown. */
export const treeOf = rememberFor((lines: readonly Uint8Array[]): MerkleTree => {
  const tree = new MerkleTree(pureSha256);
  for (const line of lines) {
    tree.append(line);
  }
  return tree;
});

/** By place, not by what the line says of itself: that a line cannot be read is for the journal's check. */
export const entriesOf = rememberFor((lines: readonly Uint8Array[]): readonly JournalEntry[] =>
  lines.flatMap((bytes, seq) => {
    const reading = parseJournalLine(bytes);
    return reading.ok ? [{ ...reading.line.entry, seq }] : [];
  }),
);
