import { loadFile } from '../../../../shared/packet-format/machine/concordance';
import { findingTable, messageLines } from '../../../../shared/packet-format/machine/message-list';
import { MACHINE } from '../../../../shared/packet-format/packet-layout';
import { type PacketPart, textFile } from './packet-part';

/** For the programs of laboratories and review platforms. */
export const machine: PacketPart = ({ content }) => [
  textFile(MACHINE.messages, messageLines(content)),
  textFile(MACHINE.findingTable, findingTable(content)),
  textFile(MACHINE.loadFile, loadFile(content)),
];
