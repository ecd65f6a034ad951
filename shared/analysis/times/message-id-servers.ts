import { fromUuidV1 } from './clocks';
import { decoder, digitsDecoder, type TimeDecoder } from './decoder';
import { fromEximId, fromPostfixLongId, fromSendmailId } from './queue-id';

/** Ids that a mail server gives to a message that came without one. */
export const messageIdServers: readonly TimeDecoder[] = [
  digitsDecoder('message-id.qmail', /^(\d{14})\.\d{1,10}\.qmail@/),
  digitsDecoder('message-id.postfix', /^(\d{14})\.(?:[0-9A-F]{6,16}|[0-9A-Za-z]{9,16}z[0-9A-Za-z]{3,12})@/),
  decoder(
    'message-id.exim',
    /^E?([0-9A-Za-z]{6})-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})@/,
    ([id = '']) => fromEximId(id),
  ),
  digitsDecoder('message-id.sendmail', /^(\d{12})\.\w{8}\d{5,8}@/, { precisionSeconds: 60 }),
  decoder(
    'message-id.uuid-v1',
    /^([0-9A-Fa-f]{8})-([0-9A-Fa-f]{4})-(1[0-9A-Fa-f]{3})-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}@/,
    ([low = '', middle = '', high = '']) => fromUuidV1(low, middle, high),
    { precisionSeconds: 0.001, needsSupport: true },
  ),
];

/** Second clocks inside ids that carry two: tried besides the first. */
export const messageIdQueueIds: readonly TimeDecoder[] = [
  decoder('message-id.sendmail-queue-id', /^\d{12}\.([0-9A-Za-x]{6})[0-9A-Za-x]{2}\d{5,8}@/, ([id = '']) =>
    fromSendmailId(id),
  ),
  decoder(
    'message-id.postfix-queue-id',
    /^\d{14}\.([0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10})z[0-9A-Za-z]{3,12}@/,
    ([id = '']) => fromPostfixLongId(id),
  ),
];
