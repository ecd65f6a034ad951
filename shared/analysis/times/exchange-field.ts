import { fromDotNetTicks, fromFiletime } from './clocks';
import { decoder, type TimeDecoder } from './decoder';

/** Times that Exchange writes into fields of its own. */

/** `22 Jul 2002 16:28:15.0688 (UTC)`: as Exchange writes the arrival. */
const EXCHANGE_TEXT = /^[ \t\r\n]*(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)\.(\d{4})[ \t\r\n]{1,4}\(UTC\)/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The older field writes milliseconds with a leading zero (87 of 87), the newer ones ten thousandths of a second. */
const readExchangeText =
  (fractionMs: (digits: number) => number) =>
  (parts: readonly string[]): number | undefined => {
    const [day = '', month = '', year = '', hour = '', minute = '', second = '', fraction = ''] = parts;
    const monthIndex = MONTHS.indexOf(month);
    const [h, m, s] = [Number(hour), Number(minute), Number(second)];
    return monthIndex < 0
      ? undefined
      : Date.UTC(Number(year), monthIndex, Number(day), h, m, s, fractionMs(Number(fraction)));
  };

const fromArrivalText = readExchangeText((digits) => digits % 1000);
const fromNewerText = readExchangeText((digits) => Math.floor(digits / 10));

/** `11/25/2023 6:53:00 PM`, in universal time: it lay before the arrival in 7,570 of 7,570 messages. */
function fromAmericanText(parts: readonly string[]): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = parts.slice(0, 6).map(Number);
  return Date.UTC(year, month - 1, day, (hour % 12) + (parts[6] === 'PM' ? 12 : 0), minute, second);
}

const exchangeText = (kind: string, whose: TimeDecoder['whose']): TimeDecoder =>
  decoder(kind, EXCHANGE_TEXT, fromNewerText, { precisionSeconds: 0.001, whose });

/** The words of the FILETIME in X-OriginalArrivalTime stand in reverse order: low, then high. */
export const arrivalFiletime: TimeDecoder = decoder(
  'trace.exchange-arrival-filetime',
  /FILETIME=\[([0-9A-F]{8}):([0-9A-F]{8})\]/i,
  ([low = '', high = '']) => fromFiletime(high, low),
  { precisionSeconds: 0.001, whose: 'relay' },
);
export const arrivalText: TimeDecoder = decoder('trace.exchange-arrival', EXCHANGE_TEXT, fromArrivalText, {
  precisionSeconds: 0.001,
  whose: 'relay',
});

/**
 * The number that Exchange gives a message on its first server: the last twelve digits are the upper 48 of the 64 bits
 * of .NET's clock, in steps of 6.6 milliseconds. Observed; documented nowhere.
 */
const networkMessageId: TimeDecoder = decoder(
  'trace.exchange-message-number',
  /^[ \t\r\n]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-(08d[0-9a-f]{9})/i,
  ([hex = '']) => fromDotNetTicks(BigInt(`0x${hex}`) << 16n),
  { precisionSeconds: 0.007, whose: 'relay' },
);

const lastLogon: TimeDecoder = decoder(
  'trace.recipient-log-on',
  /^[ \t\r\n]*(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d):(\d\d) (AM|PM)/,
  fromAmericanText,
  { whose: 'recipient', bound: 'lower' },
);

/** When the author marked the message as confidential or not: each mark has a date of its own. */
export const labelSetDate: TimeDecoder = decoder(
  'trace.label-set',
  /_SetDate=(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z/,
  (parts) => {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second);
  },
  { bound: 'lower' },
);

export const exchangeFieldDecoders: readonly (readonly [field: string, decoders: readonly TimeDecoder[]])[] = [
  ['x-originalarrivaltime', [arrivalText, arrivalFiletime]],
  ['x-ms-exchange-crosstenant-originalarrivaltime', [exchangeText('trace.exchange-cross-tenant', 'relay')]],
  ['x-ms-exchange-organization-expirationstarttime', [exchangeText('trace.exchange-expiration-start', 'recipient')]],
  ['x-ms-exchange-organization-network-message-id', [networkMessageId]],
  ['x-ms-exchange-crosstenant-network-message-id', [networkMessageId]],
  ['x-ms-office365-filtering-correlation-id', [networkMessageId]],
  ['x-ms-userlastlogontime', [lastLogon]],
  ['msip_labels', [labelSetDate]],
];
