import { decoder, digitsDecoder, ownedBy, type TimeDecoder } from './decoder';
import { fromEximId, fromPostfixLongId, fromSendmailId } from './queue-id';

/** Ids that a mail server gives to a message that came without one. */
export const messageIdServers: readonly TimeDecoder[] = ownedBy('relay', [
  digitsDecoder('message-id.qmail', /^(\d{14})\.\d{1,10}\.qmail@/),
  digitsDecoder('message-id.postfix', /^(\d{14})\.(?:[0-9A-F]{6,16}|[0-9A-Za-z]{10,24})@/),
  decoder(
    'message-id.exim',
    /^E?([0-9A-Za-z]{6})-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})@/,
    ([id = '']) => fromEximId(id),
  ),
  digitsDecoder('message-id.sendmail', /^(\d{12})\.\w{8}\d{5,8}@/, { precisionSeconds: 60 }),
]);

/** Second clocks inside ids that carry two: tried besides the first. */
export const messageIdQueueIds: readonly TimeDecoder[] = ownedBy('relay', [
  decoder('message-id.sendmail-queue-id', /^\d{12}\.([0-9A-Za-x]{6})[0-9A-Za-x]{2}\d{5,8}@/, ([id = '']) =>
    fromSendmailId(id),
  ),
  decoder(
    'message-id.postfix-queue-id',
    /^\d{14}\.([0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10})z[0-9A-Za-z]{3,12}@/,
    ([id = '']) => fromPostfixLongId(id),
  ),
]);
