import { describePacket, formatDescription } from '../../../../shared/packet-format/packet-description';
import { DESCRIPTION } from '../../../../shared/packet-format/packet-layout';
import { type PacketPart, textFile } from './packet-part';

/** packet.json: the packet for programs. */
export const description: PacketPart = ({ content, signer }) => [
  textFile(DESCRIPTION, formatDescription(describePacket(content, signer))),
];
