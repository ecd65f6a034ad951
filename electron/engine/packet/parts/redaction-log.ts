import { REDACTION_LOG } from '../../../../shared/packet-format/packet-layout';
import { redactionLog } from '../../../../shared/packet-format/redaction-log';
import { type PacketPart, textFile } from './packet-part';

/** What a redacted packet does not say, and where; nothing in a packet that holds the originals. */
export const redactionLogPart: PacketPart = ({ content }) => {
  const log = redactionLog(content);
  return log === undefined ? [] : [textFile(REDACTION_LOG, log)];
};
