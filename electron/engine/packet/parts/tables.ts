import { EXHIBIT_TABLE, FINDING_LIST, LEDGER } from '../../../../shared/packet-format/packet-layout';
import { custodyLedger, exhibitTable, findingLines } from '../../../../shared/packet-format/packet-tables';
import { type PacketPart, textFile } from './packet-part';

/** Lists for spreadsheets and for programs. */
export const tables: PacketPart = ({ content }) => [
  textFile(EXHIBIT_TABLE, exhibitTable(content)),
  textFile(FINDING_LIST, findingLines(content)),
  textFile(LEDGER, custodyLedger(content)),
];
