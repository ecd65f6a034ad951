import type { Token } from '../tokens';
import { fromFiletime, fromGoogle28 } from './clocks';
import {
  type DecodedTime,
  decoder,
  digitsDecoder,
  hexSecondsDecoder,
  millisecondsDecoder,
  secondsDecoder,
  type TimeDecoder,
} from './decoder';

/** Outlook, Outlook Express, CDO: part level, counter, FILETIME of the author's wall clock. */
export const nextPartBoundary: TimeDecoder = decoder(
  'boundary.next-part',
  /^----=_NextPart_[0-9A-F]{3}_[0-9A-F]{4}_([0-9A-F]{8})\.([0-9A-F]{8})$/i,
  ([high = '', low = '']) => fromFiletime(high, low),
  { precisionSeconds: 0.001, clock: 'local' },
);

/** Times in the separators between the parts of a message (RFC 2046 section 5.1.1 leaves their form to the software). */
export const boundaryDecoders: readonly TimeDecoder[] = [
  nextPartBoundary,
  decoder(
    'boundary.google',
    /^[0-9a-f]{12}([0-9a-f]{6})([0-9a-f]{8})[0-9a-f]{2}$/,
    ([low = '', high = '']) => fromGoogle28(low, high),
    {
      precisionSeconds: 0.001,
    },
  ),
  // Exchange 5.5 and 2000, unlike the programs above, took universal time.
  decoder(
    'boundary.exchange-old',
    /^----_=_NextPart_[0-9A-F]{3}_([0-9A-F]{8})\.([0-9A-F]{8})$/i,
    ([high = '', low = '']) => fromFiletime(high, low),
    { precisionSeconds: 0.001 },
  ),
  millisecondsDecoder('boundary.java-mail', /^----=_Part_\d{1,10}_-?\d{1,12}\.(\d{13})$/),
  millisecondsDecoder('boundary.java-mail-old', /^-?\d{1,12}\.(\d{13})\.JavaMail\./),
  secondsDecoder('boundary.swift', /^_=_swift_(?:v4_)?(\d{10})_/),
  hexSecondsDecoder('boundary.swift-uniqid', /^_=_swift-\d{1,12}?([4-7][0-9a-f]{7})[0-9a-f]{5}\d?\.\d{8}_=_$/),
  hexSecondsDecoder('boundary.ruby', /^--==_mimepart_([0-9a-f]{8})[0-9a-f]{1,5}_/),
  secondsDecoder('boundary.mime-lite', /^_-{10}=_(\d{10})\d{0,10}$/),
  secondsDecoder('boundary.mime-tools', /^-{10}=_(\d{9,10})-\d{1,7}-\d{1,5}$/),
  secondsDecoder('boundary.courier', /^=_[\w.-]{1,80}?-\d{1,7}-(\d{10})-\d{1,6}-\d{1,4}$/),
  secondsDecoder('boundary.sogo', /^[-=_]{4,10}_OpenGroupware_org_NGMime-\d{1,7}-(\d{10})\.\d{1,6}-\d{1,5}-{0,8}$/),
  hexSecondsDecoder('boundary.code-igniter', /^B_(?:ALT|ATC|REL)_([4-7][0-9a-f]{7})[0-9a-f]{5}$/),
  digitsDecoder('boundary.squirrelmail', /^----=_(\d{14})_\d{1,6}$/, { clock: 'local' }),
  millisecondsDecoder('boundary.samsung', /^--_com\.samsung\.android\.email_(\d{13})/),
  millisecondsDecoder('boundary.nodemailer-old', /^----sinikael-\?=_\d{1,3}-(\d{13})/),
];

const OLD_APPLE = /^Apple-Mail-\d{1,5}-+(\d{1,10})$/;
const APPLE_EPOCH_MS = 978_307_200_000;
/** The number turns over every 24.9 days: it can bear out a date, never give one. */
const APPLE_TURN_MS = 2 ** 31;
/** Chance puts a number this near in one of 300 messages. */
const APPLE_NEAR_MS = 3_600_000;

/**
 * Apple Mail up to 2011: milliseconds since 2001 modulo 2^31.
 *
 * Read only where a written date lies within an hour of one of the instants that the number can mean.
 */
export function oldAppleBoundaries(tokens: readonly Token[], writtenMs: readonly number[]): readonly DecodedTime[] {
  return tokens.flatMap(({ text, span }) => {
    const digits = text.length > 40 ? undefined : OLD_APPLE.exec(text)?.[1];
    if (digits === undefined) {
      return [];
    }
    const signed = /--/.test(text) ? -Number(digits) : Number(digits);
    const near = writtenMs.map((date) => appleInstant(signed, date)).find((time) => time !== undefined);
    const start = span.start + text.length - digits.length;
    return near === undefined ? [] : [{ ...APPLE_TIME, span: { start, end: span.end }, timeMs: near }];
  });
}

const APPLE_TIME = {
  source: 'mime-boundary',
  kind: 'boundary.apple-old',
  precisionSeconds: 0.001,
  clock: 'utc',
  whose: 'author',
  bound: 'equality',
  needsSupport: false,
} as const;

function appleInstant(residue: number, dateMs: number): number | undefined {
  const turn = APPLE_TURN_MS;
  const away = (((residue - (dateMs - APPLE_EPOCH_MS)) % turn) + turn) % turn;
  const shift = away > turn / 2 ? away - turn : away;
  return Math.abs(shift) > APPLE_NEAR_MS ? undefined : dateMs + shift;
}
