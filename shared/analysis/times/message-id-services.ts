import { fromDotNetTicks, fromGoogle28 } from './clocks';
import {
  decoder,
  digitsDecoder,
  hexMillisecondsDecoder,
  hexSecondsDecoder,
  millisecondsDecoder,
  ownedBy,
  secondsDecoder,
  type TimeDecoder,
} from './decoder';
import { readReversedBase36 } from './numerals';

/** Momentum (SparkPost) writes the eight hexadecimal digits of the second backwards. */
function fromReversedHex(hex: string): number {
  return Number.parseInt([...hex].reverse().join(''), 16) * 1000;
}

/** Ids that web mail, delivery services and program libraries make. */
export const messageIdServices: readonly TimeDecoder[] = ownedBy('service', [
  decoder(
    'message-id.google',
    /^[0-9a-f]{12}([0-9a-f]{6})([0-9a-f]{8})[0-9a-f]{2}@google\.com/,
    ([low = '', high = '']) => fromGoogle28(low, high),
    { precisionSeconds: 0.001 },
  ),
  hexSecondsDecoder(
    'message-id.google-added',
    /^([0-9a-f]{8})\.[0-9a-f]{8}\.[0-9a-f]{3,6}\.[0-9a-f]{4}(?:SMTPIN_ADDED_\w{1,20}|\.GAE)?@(?:mx\.)?google\.com/,
  ),
  hexMillisecondsDecoder('message-id.amazon-ses', /^01[0-9a-f]{2}([0-9a-f]{12})-[0-9a-f]{8}-[0-9a-f-]{27}-\d{6}@/),
  millisecondsDecoder('message-id.java-mail', /\.(\d{13})\.JavaMail\./),
  millisecondsDecoder('message-id.yahoo', /^-?\d{1,12}\.\d{1,12}\.(\d{13})@/),
  millisecondsDecoder('message-id.gmx', /^trinity-[0-9a-f-]{36}-(\d{13})@/),
  millisecondsDecoder('message-id.hubspot', /^(\d{13})\.[0-9a-f]{8}-[0-9a-f-]{27}@/),
  millisecondsDecoder('message-id.android', /\.(\d{13})@email\.android\.com/),
  secondsDecoder('message-id.mail-ru', /^(\d{10})\.\d{6,12}@/, { needsSupport: true }),
  secondsDecoder('message-id.yandex', /^\d{3,12}?(1\d{9})@[\w.-]{0,80}yandex\./),
  digitsDecoder('message-id.mandrill', /^\d{1,10}\.(\d{14})\.[0-9a-f]{10,16}\./),
  digitsDecoder('message-id.mailgun', /^(\d{14})\.\d{1,8}\.[0-9a-fA-F]{16}@/),
  digitsDecoder('message-id.brevo', /^(20\d{10})\.\d{1,14}@smtp-relay/, { precisionSeconds: 60 }),
  secondsDecoder('message-id.odoo', /\.(1\d{9})\.\d{10,20}-openerp/),
  hexSecondsDecoder('message-id.mailersend', /^([0-9a-f]{8})[0-9a-f]{16}@mailersend\.net/),
  hexSecondsDecoder('message-id.object-id', /^([0-9a-f]{8})[0-9a-f]{16}@/, { needsSupport: true }),
  hexMillisecondsDecoder('message-id.zoho', /^([0-9a-f]{11})\.[0-9a-f]{6,20}\.\d{6,20}@/),
  hexMillisecondsDecoder('message-id.coremail', /^[0-9a-f]{1,8}\.[0-9a-f]{1,6}\.([0-9a-f]{11})\.Coremail\./),
  hexSecondsDecoder('message-id.zendesk', /^[0-9A-Z-]{6,17}_([0-9a-f]{8})[0-9a-f]{1,5}_[0-9a-f]{4,16}_sprut@/),
  hexSecondsDecoder('message-id.ruby', /^([0-9a-f]{8})[0-9a-f]{1,5}_[0-9a-f]{4,40}@/),
  decoder('message-id.momentum', /^[0-9A-F]{2}\.[0-9A-F]{2}\.\d{4,6}\.([0-9A-F]{8})@/, ([hex = '']) =>
    fromReversedHex(hex),
  ),
  secondsDecoder('message-id.squirrelmail', /^\d{1,7}\.[\d.]{7,15}\.(\d{10})\.squirrel@/),
  secondsDecoder('message-id.mailman', /^mailman\.\d{1,7}\.(\d{10})\./),
  secondsDecoder('message-id.blackberry', /^\d{1,12}-(\d{10})-cardhu/),
  digitsDecoder('message-id.horde', /^(\d{14})\.(?:Horde\.|\w{12,22}@)/, { clock: 'local', needsSupport: true }),
  decoder(
    'message-id.python',
    /^(1\d{11})\.\d{1,8}\.\d{10,20}(?:\.[\w-]{1,40})?@/,
    ([digits = '']) => Number(digits) * 10,
    {
      precisionSeconds: 0.01,
    },
  ),
  hexSecondsDecoder('message-id.php-uniqid', /^([4-7][0-9a-f]{7})[0-9a-f]{5}(?:\d\.\d{8})?@/, { needsSupport: true }),
  decoder(
    'message-id.mime-kit',
    /^([0-9A-Z]{11,12})\.[0-9A-Z]{11,13}@/,
    ([signs = '']) => fromDotNetTicks(readReversedBase36(signs)),
    {
      precisionSeconds: 0.001,
      needsSupport: true,
    },
  ),
]);
