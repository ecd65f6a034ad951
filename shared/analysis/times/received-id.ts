import { fromHexSeconds, fromUuidV1 } from './clocks';
import {
  decoder,
  digitsDecoder,
  hexSecondsDecoder,
  microsecondsDecoder,
  millisecondsDecoder,
  ownedBy,
  secondsDecoder,
  type TimeDecoder,
} from './decoder';
import { fromEximId, fromPostfixLongId, fromSendmailId } from './queue-id';

/** Pacific wall clock, written with dots. */
const GOOGLE_WALL_CLOCK = /^[\w-]{6,64}\.\d{1,3}\.(\d{4})\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)\.(\d\d)$/;

/** Times in the queue id that a mail server writes into its Received field, by which the hop's own date can be checked. */
export const receivedIdDecoders: readonly TimeDecoder[] = ownedBy('relay', [
  decoder(
    'received-id.exim',
    /^([0-9A-Za-z]{6})-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})$/,
    ([id = '']) => fromEximId(id),
  ),
  decoder(
    'received-id.postfix',
    /^([0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10})z[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-y]{3,12}$/,
    ([id = '']) => fromPostfixLongId(id),
    { precisionSeconds: 0.001 },
  ),
  // Digits alone have sendmail's form too: these two are asked first.
  microsecondsDecoder('received-id.zoho', /^(1\d{15})(?:\.\d{1,4})?$/, { needsSupport: true }),
  digitsDecoder('received-id.digits', /^(20\d{12})$/, { needsSupport: true }),
  decoder('received-id.sendmail', /^([0-9A-Za-x]{6})[0-9A-Za-x]{2}\d{5,8}$/, ([id = '']) => fromSendmailId(id), {
    needsSupport: true,
  }),
  millisecondsDecoder('received-id.google', /^[\w-]{4,64}\.\d{1,3}\.(1\d{12})$/),
  decoder('received-id.google-wall-clock', GOOGLE_WALL_CLOCK, fromParts, { clock: 'local' }),
  decoder('received-id.momentum', /^[0-9A-F]{2}\/[0-9A-F]{2}-\d{4,6}-([0-9A-F]{8})$/, ([hex = '']) =>
    fromHexSeconds([...hex].reverse().join('')),
  ),
  hexSecondsDecoder('received-id.sendgrid', /^filterdrecv-[\w-]{1,80}-([0-9A-F]{8})-[0-9A-F]{1,5}(?:\.\d{1,3})?$/),
  secondsDecoder('received-id.alibaba', /^SMTPD_---[\w.-]{1,40}?_(1\d{9})/),
  decoder(
    'received-id.uuid-v1',
    /^([0-9a-f]{8})-([0-9a-f]{4})-(1[0-9a-f]{3})-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i,
    ([low = '', middle = '', high = '']) => fromUuidV1(low, middle, high),
    { precisionSeconds: 0.001, needsSupport: true },
  ),
  hexSecondsDecoder('received-id.object-id', /^([0-9a-f]{8})[0-9a-f]{16}$/, { needsSupport: true }),
]);

function fromParts(parts: readonly string[]): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
