import type { ByteString } from '../../email/types';
import { fromDigits, fromDotNetTicks, fromHexSeconds, fromSnowflake, fromUlid, fromUuidV1, fromUuidV7 } from './clocks';
import {
  type DecodedTime,
  decoder,
  decodeToken,
  millisecondsDecoder,
  secondsDecoder,
  type TimeDecoder,
} from './decoder';

/**
 * Times inside a link or a calendar entry: the message was finished after its parts came about.
 *
 * Only forms that name themselves, by their host, their parameter or a version digit; the rest needs a date nearby.
 */

const PARAMETER = '[?&](?:amp;)?';
const joined = (parts: readonly string[]): number | undefined => fromDigits(parts.join('').replace(/[:-]/g, ''));
const LOWER = { bound: 'lower', whose: 'content' } as const;
const MILLISECONDS = { ...LOWER, precisionSeconds: 0.001 } as const;

export const linkDecoders: readonly TimeDecoder[] = [
  // Microsoft's SafeLinks: when the recipient's own gateway wrote the link anew, in an earlier copy.
  decoder(
    'link.safe-links',
    /safelinks\.protection\.outlook\.com.{0,1400}?(?:%7C|\|)(6[2-9]\d{16})(?:%7C|\|)/i,
    ([ticks = '0']) => fromDotNetTicks(BigInt(ticks)),
    { ...MILLISECONDS, whose: 'recipient' },
  ),
  decoder('link.amazon-date', new RegExp(`${PARAMETER}X-Amz-Date=(\\d{8})T(\\d{6})Z`, 'i'), joined, LOWER),
  decoder(
    'link.amazon-expiry',
    new RegExp(`${PARAMETER}X-Amz-Date=(\\d{8})T(\\d{6})Z.{0,900}?${PARAMETER}X-Amz-Expires=(\\d{1,7})(?!\\d)`, 'i'),
    ([day = '', clock = '', seconds = '']) => (fromDigits(day + clock) ?? Number.NaN) + Number(seconds) * 1000,
    { ...LOWER, bound: 'upper' },
  ),
  secondsDecoder(
    'link.signed-expiry',
    new RegExp(`${PARAMETER}Expires=(1\\d{9})&(?:amp;)?(?:Signature|Key-Pair-Id)=`),
    {
      ...LOWER,
      bound: 'upper',
    },
  ),
  decoder('link.google-date', new RegExp(`${PARAMETER}X-Goog-Date=(\\d{8})T(\\d{6})Z`, 'i'), joined, LOWER),
  decoder('link.azure-start', azure('st'), joined, LOWER),
  decoder('link.azure-expiry', azure('se'), joined, { ...LOWER, bound: 'upper' }),
  decoder(
    'link.facebook-expiry',
    new RegExp(`fbcdn\\.net.{0,1400}?${PARAMETER}oe=([0-9A-F]{8})`, 'i'),
    ([hex = '']) => fromHexSeconds(hex),
    { ...LOWER, bound: 'upper' },
  ),
  secondsDecoder('link.seconds', new RegExp(`${PARAMETER}(?:ts|t|time|timestamp|iat|_)=(1\\d{9})(?!\\d)`), LOWER),
  // Marks against stale copies in caches: any number may stand there.
  secondsDecoder('link.cache-mark', /[?&](?:amp;)?(?:(?:v|ver|cb|rnd|nocache)=)?(1\d{9})(?=[&#]|$)/, {
    ...LOWER,
    needsSupport: true,
  }),
  millisecondsDecoder(
    'link.milliseconds',
    new RegExp(`${PARAMETER}(?:ts|t|time|timestamp|_)=(1\\d{12})(?!\\d)`),
    LOWER,
  ),
  decoder(
    'link.snowflake',
    /(?:twitter|\/\/x|\.x)\.com\/\w{1,20}\/status(?:es)?\/(\d{17,19})(?!\d)/,
    ([digits = '0']) => fromSnowflake(digits),
    MILLISECONDS,
  ),
  decoder(
    'link.ulid',
    /(?:^|[^0-9A-Za-z])(01[0-9A-HJKMNP-TV-Z]{8})[0-9A-HJKMNP-TV-Z]{16}(?![0-9A-Za-z])/,
    ([signs = '']) => fromUlid(signs),
    MILLISECONDS,
  ),
  decoder(
    'link.uuid-v7',
    /(?:^|[^0-9A-Za-z])([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9A-Za-z])/i,
    ([first = '', next = '']) => fromUuidV7(first, next),
    MILLISECONDS,
  ),
  decoder(
    'link.uuid-v1',
    /(?:^|[^0-9A-Za-z])([0-9a-f]{8})-([0-9a-f]{4})-(1[0-9a-f]{3})-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9A-Za-z])/i,
    ([low = '', middle = '', high = '']) => fromUuidV1(low, middle, high),
    MILLISECONDS,
  ),
  decoder(
    'link.object-id',
    /(?:^|[^0-9a-f])([4-6][0-9a-f]{7})[0-9a-f]{16}(?![0-9a-f])/i,
    ([hex = '']) => fromHexSeconds(hex),
    { ...LOWER, needsSupport: true },
  ),
];

/** `st=2023-05-01T10%3A00%3A00Z` of a shared access signature. */
function azure(name: string): RegExp {
  const colon = '(?::|%3A)';
  return new RegExp(`${PARAMETER}${name}=(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d)${colon}(\\d\\d)${colon}(\\d\\d)Z`, 'i');
}

export const calendarDecoders: readonly TimeDecoder[] = [
  decoder('calendar.stamp', /^DTSTAMP:(\d{8})T(\d{6})Z/im, joined, LOWER),
  decoder('calendar.created', /^CREATED:(\d{8})T(\d{6})Z/im, joined, LOWER),
  decoder('calendar.modified', /^LAST-MODIFIED:(\d{8})T(\d{6})Z/im, joined, LOWER),
  decoder(
    'card.revised',
    /^REV(?:;VALUE=date-time)?:(\d{4}-?\d\d-?\d\d)T(\d\d:?\d\d:?\d\d)(?:\.\d{1,6})?Z/im,
    joined,
    LOWER,
  ),
];

const WEB_TOKEN = /eyJ[\w-]{4,400}\.(eyJ[\w-]{4,1400})\./;
const ISSUED = /"(?:iat|nbf)"\s{0,4}:\s{0,4}(1\d{9})\b/;
const EXPIRES = /"exp"\s{0,4}:\s{0,4}(1\d{9})\b/;

/** A JSON Web Token (RFC 7519 section 4.1): when it was issued, or from when on it holds, and until when. */
function webTokenTimes(link: ByteString): readonly DecodedTime[] {
  const payload = WEB_TOKEN.exec(link)?.[1];
  if (payload === undefined) {
    return [];
  }
  const start = link.indexOf(payload);
  const claims = decodeUrlBase64(payload);
  const claimed = (kind: string, pattern: RegExp, bound: DecodedTime['bound']): readonly DecodedTime[] => {
    const seconds = pattern.exec(claims)?.[1];
    const place = { source: 'body-link', kind, span: { start, end: start + payload.length } };
    const clock = { precisionSeconds: 1, clock: 'utc', whose: 'content', needsSupport: false } as const;
    return seconds === undefined ? [] : [{ ...place, ...clock, timeMs: Number(seconds) * 1000, bound }];
  };
  return [...claimed('link.web-token', ISSUED, 'lower'), ...claimed('link.web-token-expiry', EXPIRES, 'upper')];
}

/** Base64 with the signs for links (RFC 4648 section 5), cut to whole groups; pure ASCII is all that is looked at. */
function decodeUrlBase64(text: string): string {
  const digits = text.replaceAll('-', '+').replaceAll('_', '/');
  return atob(digits.slice(0, digits.length - (digits.length % 4 === 1 ? 1 : 0)));
}

/** One look for what the decoders begin with: most links hold none of it. */
const MAY_HOLD_TIME =
  /X-(?:Amz|Goog)-Date|safelinks|[?&;](?:st|se|oe|ts|t|time|timestamp|iat|_|v|ver|cb|rnd|nocache|Expires)=|[?&;]1\d{9}|\/status|eyJ|[0-9a-f]{24}|01[0-9A-Z]{24}|-[17][0-9a-f]{3}-[89ab]/i;

export function mayHoldTime(link: ByteString): boolean {
  return MAY_HOLD_TIME.test(link);
}

/** The times of one link; spans count from its first sign. */
export function linkTimes(link: ByteString): readonly DecodedTime[] {
  if (!mayHoldTime(link)) {
    return [];
  }
  return [...linkDecoders.flatMap((using) => decodeToken(link, 0, 'body-link', using) ?? []), ...webTokenTimes(link)];
}
