import { JOURNAL } from '../../../../shared/packet-format/packet-layout';
import type { PacketPart } from './packet-part';

/** The custody journal, exactly as it is stored: what is verified are these bytes. */
export const journal: PacketPart = ({ content }) => [{ path: JOURNAL, pieces: [content.journalBytes] }];
