import { createHash } from 'node:crypto';
import { caseGraph } from '../../../../shared/packet-format/machine/case-uco';
import { loadFile } from '../../../../shared/packet-format/machine/concordance';
import { findingTable, messageLines } from '../../../../shared/packet-format/machine/message-list';
import { relationLines } from '../../../../shared/packet-format/machine/relation-list';
import { stixBundle } from '../../../../shared/packet-format/machine/stix';
import { MACHINE } from '../../../../shared/packet-format/packet-layout';
import { type PacketPart, textFile } from './packet-part';

/** For the programs of laboratories and review platforms. */
export const machine: PacketPart = ({ content }) => [
  textFile(MACHINE.messages, messageLines(content)),
  ...(content.across.relations.length === 0 ? [] : [textFile(MACHINE.relations, relationLines(content))]),
  textFile(MACHINE.findingTable, findingTable(content)),
  textFile(MACHINE.loadFile, loadFile(content)),
  textFile(MACHINE.stix, stixBundle(content, sha1)),
  textFile(MACHINE.caseGraph, caseGraph(content, sha1)),
];

/** For identifiers only: standards make them of SHA-1. */
function sha1(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest();
}
