import { parseIpAddress } from '../email/ip-address';
import type { ZoneLine } from './read-lines';
import { type DnsRecord, type DnsType, dnsName } from './records';

/** One line of a zone file, or of what `dig`, `host` and `nslookup` print, as a record. */

const TYPES: ReadonlySet<string> = new Set(['TXT', 'A', 'AAAA', 'MX', 'PTR', 'CNAME', 'SPF']);
/** Also records that are of no use here: a line with one is a line of a zone file. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  ...['NS', 'SOA', 'SRV', 'RRSIG', 'DS', 'DNSKEY', 'NSEC', 'NSEC3', 'NSEC3PARAM', 'CAA', 'TLSA', 'DNAME', 'NAPTR'],
  ...['HTTPS', 'SVCB', 'SSHFP', 'LOC', 'HINFO', 'URI', 'OPT'],
]);

export function typeOf(word: string): DnsType | undefined {
  const type = word.toUpperCase();
  return TYPES.has(type) ? (type as DnsType) : undefined;
}

export interface ZonePlace {
  /** Appended to names without a last dot; empty where none is known. */
  readonly origin: string;
  readonly lastOwner: string;
}

/** `other`: a record of a kind that is not kept. */
export type ZoneReading = { readonly record: DnsRecord } | 'other' | undefined;

/** `owner [ttl] [class] type data`; ttl and class may change places. */
export function readZoneRecord(line: ZoneLine, place: ZonePlace): ZoneReading {
  const { words, isIndented, raw } = line;
  const at = words.findIndex(({ text, isQuoted }, index) => !isQuoted && index <= 4 && isType(text));
  const before = words.slice(0, Math.max(0, at)).map(({ text }) => text);
  const [owner, ...middle] = isIndented ? [place.lastOwner, ...before] : before;
  if (at === -1 || owner === undefined || !isOwner(owner, place.origin) || !middle.every(isTtlOrClass)) {
    return undefined;
  }
  const type = typeOf(words[at]?.text ?? '');
  if (type === undefined) {
    return 'other';
  }
  const data = dataOf(
    type,
    words.slice(at + 1).map(({ text }) => text),
    words.slice(at + 1).some(({ isQuoted }) => isQuoted),
    raw,
  );
  return data === undefined ? undefined : { record: { name: fullName(owner, place.origin), type, data } };
}

/** A name with a dot, or one that the origin completes: a word of a sentence is neither. */
function isOwner(text: string, origin: string): boolean {
  return /^[\w*.-]{1,255}$/.test(text) ? text.includes('.') || origin !== '' : text === '@' && origin !== '';
}

function isType(text: string): boolean {
  return typeOf(text) !== undefined || OTHER_TYPES.has(text.toUpperCase());
}

function isTtlOrClass(text: string): boolean {
  return /^(?:IN|CH|HS|ANY|\d+|(?:\d+[smhdw])+)$/i.test(text);
}

export function fullName(owner: string, origin: string): string {
  if (owner === '@') {
    return dnsName(origin);
  }
  return owner.endsWith('.') || origin === '' ? dnsName(owner) : dnsName(`${owner}.${origin}`);
}

function dataOf(type: DnsType, words: readonly string[], isQuoted: boolean, raw: string): string | undefined {
  const [first = '', second = ''] = words;
  switch (type) {
    case 'TXT':
    case 'SPF':
      // Without quotes a semicolon would begin a comment: people who leave quotes away do not mean that.
      return isQuoted ? words.join('') : afterType(raw, type) || undefined;
    case 'MX':
      return /^\d{1,5}$/.test(first) && second !== '' ? `${first} ${dnsName(second)}` : undefined;
    case 'A':
    case 'AAAA':
      return parseIpAddress(first)?.version === (type === 'A' ? 4 : 6) ? first : undefined;
    default:
      return first === '' ? undefined : dnsName(first);
  }
}

function afterType(raw: string, type: string): string {
  const match = new RegExp(`(?:^|[ \\t])${type}[ \\t]+`, 'i').exec(raw);
  return match === null ? '' : raw.slice(match.index + match[0].length).trim();
}

const HOST_FORMS: readonly (readonly [RegExp, DnsType])[] = [
  [/^(\S{1,255}) descriptive text (".*)$/, 'TXT'],
  [/^(\S{1,255})\s{1,20}text =\s{1,20}(".*)$/, 'TXT'],
  [/^(\S{1,255}) has address (\S{1,64})$/, 'A'],
  [/^(\S{1,255}) has IPv6 address (\S{1,64})$/, 'AAAA'],
  [/^(\S{1,255}) mail is handled by (\d{1,5} \S{1,255})$/, 'MX'],
  [/^(\S{1,255})\s{1,20}mail exchanger = (\d{1,5} \S{1,255})$/, 'MX'],
  [/^(\S{1,255}) domain name pointer (\S{1,255})$/, 'PTR'],
  [/^(\S{1,255})\s{1,20}name = (\S{1,255})$/, 'PTR'],
  [/^(\S{1,255}) is an alias for (\S{1,255})$/, 'CNAME'],
  [/^(\S{1,255})\s{1,20}canonical name = (\S{1,255})$/, 'CNAME'],
];

/** What `host` and `nslookup` print. */
export function readHostLine({ raw, words }: ZoneLine): DnsRecord | undefined {
  for (const [pattern, type] of HOST_FORMS) {
    const [, name = '', data = ''] = pattern.exec(raw.trimEnd()) ?? [];
    if (name !== '') {
      const text = words
        .filter(({ isQuoted }) => isQuoted)
        .map((word) => word.text)
        .join('');
      return { name: dnsName(name), type, data: type === 'TXT' ? text : dnsName(data) };
    }
  }
  return undefined;
}

/** `name: v=DKIM1; …`, `name = "v=spf1 …"`, and tinydns' `'name:v=…:ttl`: a name and a text that can only be one record. */
export function readPlainText({ raw }: ZoneLine): DnsRecord | undefined {
  const tiny = /^'([^:\s]{1,255}):(.*?)(?::\d*)?(?::[0-9a-f]*)?(?::[^:]{0,2})?$/i.exec(raw);
  if (tiny !== null) {
    const data = (tiny[2] ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    return { name: dnsName(tiny[1] ?? ''), type: 'TXT', data };
  }
  const plain =
    /^([a-z0-9_.-]{1,255})[ \t]{0,20}(?:[:=,][ \t]{0,20}|[ \t]{1,20})"?((?:v=(?:spf1|dkim1|dmarc1)|k=|p=).*)$/i.exec(
      raw,
    );
  const [, name = '', text = ''] = plain ?? [];
  return name.includes('.')
    ? { name: dnsName(name), type: 'TXT', data: text.replace(/"\s{0,20}"/g, '').replace(/"\s{0,20}$/, '') }
    : undefined;
}
