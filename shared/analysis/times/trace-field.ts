import { fromFiletime } from './clocks';
import { decoder, hexSecondsDecoder, millisecondsDecoder, secondsDecoder, type TimeDecoder } from './decoder';

/** `22 Jul 2002 16:28:15.0688 (UTC)`: as Exchange writes the arrival. */
const EXCHANGE_TEXT = /^[ \t\r\n]*(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)\.(\d{4}) \(UTC\)/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function fromExchangeText(parts: readonly string[]): number | undefined {
  const [day = '', month = '', year = '', hour = '', minute = '', second = '', fraction = ''] = parts;
  const monthIndex = MONTHS.indexOf(month);
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  return monthIndex < 0
    ? undefined
    : Date.UTC(Number(year), monthIndex, Number(day), h, m, s, Math.floor(Number(fraction) % 1000));
}

/** `2022-08-23`, the day on which a rule set was made: the message was scanned on that day or later. */
function fromDay(parts: readonly string[]): number {
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day);
}

const DAY = { bound: 'lower', precisionSeconds: 86_400 } as const;
const exchangeText = (kind: string, options = {}): TimeDecoder =>
  decoder(kind, EXCHANGE_TEXT, fromExchangeText, { precisionSeconds: 0.001, ...options });

/** The words of the FILETIME in X-OriginalArrivalTime stand in reverse order: low, then high. */
export const arrivalFiletime: TimeDecoder = decoder(
  'trace.exchange-arrival-filetime',
  /FILETIME=\[([0-9A-F]{8}):([0-9A-F]{8})\]/,
  ([low = '', high = '']) => fromFiletime(high, low),
  { precisionSeconds: 0.001 },
);
export const arrivalText: TimeDecoder = exchangeText('trace.exchange-arrival');

/** Fields that servers and scanners add, by name in lower case. */
export const traceFieldDecoders: ReadonlyMap<string, readonly TimeDecoder[]> = new Map([
  ['x-originalarrivaltime', [arrivalText, arrivalFiletime]],
  ['x-ms-exchange-crosstenant-originalarrivaltime', [exchangeText('trace.exchange-cross-tenant')]],
  ['x-ms-exchange-organization-expirationstarttime', [exchangeText('trace.exchange-expiration-start')]],
  ['x-ironport-av', [secondsDecoder('trace.ironport-rules', /;i="[\d.]{1,16},\d{1,10},(\d{10})"/, DAY)]],
  [
    'x-proofpoint-virus-version',
    [decoder('trace.proofpoint-rules', /definitions=(\d{4})-(\d\d)-(\d\d)/, fromDay, DAY)],
  ],
  ['x-barracuda-start-time', [secondsDecoder('trace.barracuda', /^[ \t]*(\d{10})\b/)]],
  ['x-mimecast-mfc-agg-id', [secondsDecoder('trace.mimecast', /_(\d{10})$/)]],
  ['x-mc-ingress-time', [millisecondsDecoder('trace.mailchannels', /^[ \t]*(\d{13})$/)]],
  ['x-cm-analysis', [hexSecondsDecoder('trace.cloudmark', /\bts=([0-9a-f]{8})\b/)]],
  ['x-authority-analysis', [hexSecondsDecoder('trace.cloudmark', /\bts=([0-9a-f]{8})\b/)]],
]);
