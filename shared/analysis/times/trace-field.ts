import { fromGmailNumber, fromHexSeconds, fromUlid, fromUuidV1 } from './clocks';
import {
  decoder,
  digitsDecoder,
  hexSecondsDecoder,
  millisecondsDecoder,
  ownedBy,
  secondsDecoder,
  type TimeDecoder,
} from './decoder';
import { exchangeFieldDecoders } from './exchange-field';

/** Times in fields that servers and scanners add. */

/** `2022-08-23`, the day on which a rule set was made: the message was scanned on that day or later. */
function fromDay(parts: readonly string[]): number {
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day);
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `Thu Mar  4 13:03:02 2021`, without a zone. */
export function fromUnixText(parts: readonly string[]): number | undefined {
  const [month = '', day = '', hour = '', minute = '', second = '', year = ''] = parts;
  const index = MONTHS.indexOf(month) / 3;
  const rest = [day, hour, minute, second].map(Number);
  return Number.isInteger(index) && index >= 0
    ? Date.UTC(Number(year), index, rest[0], rest[1], rest[2], rest[3])
    : undefined;
}

/** `2023-05-17 14:22:33.757 +0000 UTC m=+349867.498`: the date, less the seconds since SendGrid's server was started. */
function fromProcessClock(parts: readonly string[]): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, elapsed = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute) + (second - elapsed) * 1000;
}

/** What servers write into a Received field beside its id. */
const receivedFieldDecoders: readonly TimeDecoder[] = [
  secondsDecoder('received-id.alibaba', /\bfp:SMTPD_---[\w.-]{1,40}?_(1\d{9})(?![0-9])/),
  decoder(
    'received.process-start',
    /(20\d\d)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d(?:\.\d{1,9})?) \+0000 UTC m=\+(\d{1,9}(?:\.\d{1,9})?)/,
    fromProcessClock,
    { bound: 'lower' },
  ),
];

const DAY = { bound: 'lower', precisionSeconds: 86_400 } as const;

const cloudmark = [hexSecondsDecoder('trace.cloudmark', /\bts=([0-9a-f]{8})\b/i, { whose: 'relay' })];

const relayFields: readonly (readonly [field: string, decoders: readonly TimeDecoder[]])[] = [
  ['received', receivedFieldDecoders],
  ['x-barracuda-start-time', [secondsDecoder('trace.barracuda', /^[ \t\r\n]*(\d{10})\b/)]],
  ['x-asg-debug-id', [secondsDecoder('trace.barracuda-debug-id', /^[ \t\r\n]*(\d{10})-/)]],
  ['x-bess-id', [secondsDecoder('trace.barracuda-cloud-id', /^[ \t\r\n]*(\d{10})-/)]],
  ['x-msg-ref', [secondsDecoder('trace.messagelabs', /!(\d{10})!/)]],
  ['x-mdid', [secondsDecoder('trace.proofpoint-essentials', /^[ \t\r\n]*(\d{10})-/)]],
  ['x-he-tag', [secondsDecoder('trace.hostedemail', /^[ \t\r\n]*(\d{10})-/)]],
  ['x-purgate-id', [secondsDecoder('trace.purgate', /::(\d{10})-/)]],
  ['x-qq-mid', [secondsDecoder('trace.qq', /t(1\d{9})t/)]],
  ['x-mimecast-mfc-agg-id', [secondsDecoder('trace.mimecast', /_(\d{10})[ \t\r\n]*$/)]],
  ['x-mc-ingress-time', [millisecondsDecoder('trace.mailchannels', /^[ \t\r\n]*(\d{13})[ \t\r\n]*$/)]],
  ['x-cms-mailid', [digitsDecoder('trace.samsung', /^[ \t\r\n]*(20\d{12})/)]],
  [
    'x-mailgun-batch-id',
    [
      decoder('trace.mailgun-batch', /^[ \t\r\n]*([0-9a-f]{8})[0-9a-f]{16}[ \t\r\n]*$/, ([hex = '']) =>
        fromHexSeconds(hex),
      ),
    ],
  ],
  [
    'x-zendesk-email-id',
    [
      decoder(
        'trace.zendesk',
        /^[ \t\r\n]*([0-9A-HJKMNP-TV-Z]{10})[0-9A-HJKMNP-TV-Z]{16}/i,
        ([signs = '']) => fromUlid(signs),
        {
          precisionSeconds: 0.001,
        },
      ),
    ],
  ],
  [
    'x-ses-outgoing',
    [decoder('trace.amazon-day', /^[ \t\r\n]*(20\d\d)\.(\d\d)\.(\d\d)-/, fromDay, { precisionSeconds: 86_400 })],
  ],
  ['x-message-uid', [millisecondsOrSeconds()]],
  ['x-halon-id', [uuidV1Field('trace.halon')]],
  ['x-cm-analysis', cloudmark],
  ['x-cnfs-analysis', cloudmark],
  ['x-authority-analysis', cloudmark],
  ['x-cmae-analysis', cloudmark],
];

/** Locaweb and others number messages by the second. */
function millisecondsOrSeconds(): TimeDecoder {
  return secondsDecoder('trace.message-uid', /(?:^|[^0-9])(1\d{9})(?:[^0-9]|$)/, { needsSupport: true });
}

function uuidV1Field(kind: string): TimeDecoder {
  return decoder(
    kind,
    /^[ \t\r\n]*([0-9a-f]{8})-([0-9a-f]{4})-(1[0-9a-f]{3})-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i,
    ([low = '', middle = '', high = '']) => fromUuidV1(low, middle, high),
    { precisionSeconds: 0.001, needsSupport: true },
  );
}

/** Days on which rules or programs of scanners were made: lower bounds. */
const scannerFields: readonly (readonly [field: string, decoders: readonly TimeDecoder[]])[] = [
  ['x-ironport-av', [secondsDecoder('trace.ironport-rules', /;i="[\d.]{1,16},\d{1,10},(\d{10})"/, DAY)]],
  [
    'x-proofpoint-virus-version',
    [decoder('trace.proofpoint-rules', /definitions=(\d{4})-(\d\d)-(\d\d)/, fromDay, DAY)],
  ],
  [
    'x-spam-checker-version',
    [decoder('trace.spamassassin-release', /SpamAssassin[^()\r\n]{1,40}\((\d{4})-(\d\d)-(\d\d)\)/, fromDay, DAY)],
  ],
  [
    'x-virus-scanned',
    [
      decoder(
        'trace.clamav-rules',
        /ClamAV[^/\r\n]{1,40}\/\d{1,7}\/[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})/i,
        fromUnixText,
        DAY,
      ),
    ],
  ],
];

/** Google Takeout and Gmail number messages and threads by the millisecond, above 20 further bits. */
const GMAIL_DECIMAL: TimeDecoder = decoder(
  'gmail.number',
  /(?:^|[^0-9])(1\d{18})(?:[^0-9]|$)/,
  ([digits = '']) => fromGmailNumber(BigInt(digits)),
  { precisionSeconds: 0.001, whose: 'recipient' },
);
const GMAIL_HEX: TimeDecoder = decoder(
  'gmail.number',
  /(?:^|[^0-9a-f])(1[0-9a-f]{10})[0-9a-f]{5}(?:[^0-9a-f]|$)/i,
  ([hex = '']) => Number.parseInt(hex, 16),
  { precisionSeconds: 0.001, whose: 'recipient' },
);
export const gmailNumberDecoders: readonly TimeDecoder[] = [GMAIL_DECIMAL, GMAIL_HEX];

const named = (
  fields: readonly (readonly [string, readonly TimeDecoder[]])[],
  whose: TimeDecoder['whose'],
): readonly (readonly [string, readonly TimeDecoder[]])[] =>
  fields.map(([field, decoders]) => [field, ownedBy(whose, decoders)] as const);

/** Fields that servers and scanners add, by name in lower case. */
export const traceFieldDecoders: ReadonlyMap<string, readonly TimeDecoder[]> = new Map([
  ...exchangeFieldDecoders,
  ...named(relayFields, 'relay'),
  ...named(scannerFields, 'relay'),
  // A thread is as old as its first message: a lower bound. The message's own number is given on arrival.
  [
    'x-gm-thrid',
    gmailNumberDecoders.map((each) => ({ ...each, kind: 'gmail.thread-number', bound: 'lower' as const })),
  ],
  ['x-gm-msgid', gmailNumberDecoders],
  ['x-gmail-message-id', gmailNumberDecoders],
]);
