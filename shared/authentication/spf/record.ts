/** An SPF record (RFC 7208 sections 4.5, 4.6 and 12) by its grammar. */

export type Qualifier = '+' | '-' | '~' | '?';

export interface Mechanism {
  readonly kind: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';
  readonly qualifier: Qualifier;
  /** Domain with macros, or the address of `ip4` and `ip6`; empty where none is given. */
  readonly value: string;
  /** Bits of an IPv4 address that must agree, and of an IPv6 one. */
  readonly bits4: number;
  readonly bits6: number;
  /** The term as it stands in the record. */
  readonly text: string;
}

export interface SpfRecord {
  readonly mechanisms: readonly Mechanism[];
  readonly redirect: string | undefined;
  readonly explanation: string | undefined;
}

/** Whether a TXT record is an SPF record (section 4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

const MACRO = '%(?:\\{[slodiphcrtv]\\d{0,9}r?[.\\-+,/_=]{0,20}\\}|[%_-])';
const MACRO_STRING = new RegExp(`^(?:${MACRO}|[\\x21-\\x24\\x26-\\x7e])*$`, 'i');
/** A domain ends with a label that is not all digits, or with a macro (section 7.1, `domain-end`). */
const DOMAIN_END = new RegExp(
  `(?:${MACRO.replace('[%_-]', '(?!)')}|\\.(?!\\d+\\.?$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.?)$`,
  'i',
);
const MAX_RECORD = 20_000;

/** @returns undefined for a record that is no SPF record by the grammar: a permanent error */
export function readSpfRecord(text: string): SpfRecord | undefined {
  if (text.length > MAX_RECORD || /[^\x20-\x7e]/.test(text)) {
    return undefined;
  }
  const mechanisms: Mechanism[] = [];
  const modifiers = new Map<string, string>();
  for (const term of text.slice(6).split(' ')) {
    const isKnown = term === '' || addModifier(term, modifiers) || addMechanism(term, mechanisms);
    if (!isKnown) {
      return undefined;
    }
  }
  return { mechanisms, redirect: modifiers.get('redirect'), explanation: modifiers.get('exp') };
}

function addModifier(term: string, modifiers: Map<string, string>): boolean {
  const [, name = '', value = ''] = /^([a-z][a-z0-9\-_.]*)=(.*)$/i.exec(term) ?? [];
  const key = name.toLowerCase();
  if (key === '' || !isMacroString(value)) {
    return false;
  }
  if (key !== 'redirect' && key !== 'exp') {
    return true;
  }
  if (modifiers.has(key) || !isDomainSpec(value)) {
    return false;
  }
  modifiers.set(key, value);
  return true;
}

function addMechanism(term: string, mechanisms: Mechanism[]): boolean {
  const [, sign = '', name = '', rest = ''] = /^([+\-~?]?)([a-z0-9]+)(.*)$/i.exec(term) ?? [];
  const read = READERS.get(name.toLowerCase())?.(rest);
  if (read === undefined) {
    return false;
  }
  const kind = name.toLowerCase() as Mechanism['kind'];
  const qualifier = sign === '' ? '+' : (sign as Qualifier);
  mechanisms.push({ kind, qualifier, ...read, text: term });
  return true;
}

type Read = Pick<Mechanism, 'value' | 'bits4' | 'bits6'> | undefined;

const NO_BITS = { bits4: 32, bits6: 128 };

const READERS: ReadonlyMap<string, (rest: string) => Read> = new Map<string, (rest: string) => Read>([
  ['all', (rest) => (rest === '' ? { value: '', ...NO_BITS } : undefined)],
  ['include', (rest) => domainOnly(rest)],
  ['exists', (rest) => domainOnly(rest)],
  ['ptr', (rest) => (rest === '' ? { value: '', ...NO_BITS } : domainOnly(rest))],
  ['a', (rest) => domainAndBits(rest)],
  ['mx', (rest) => domainAndBits(rest)],
  ['ip4', (rest) => address(rest, /^:(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d+))?$/, 32)],
  ['ip6', (rest) => address(rest, /^:([0-9a-f:.]{2,45})(?:\/(\d+))?$/i, 128)],
]);

function domainOnly(rest: string): Read {
  return rest.startsWith(':') && isDomainSpec(rest.slice(1)) ? { value: rest.slice(1), ...NO_BITS } : undefined;
}

function domainAndBits(rest: string): Read {
  const [, value = '', four, six] = /^(.*?)(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(rest) ?? [];
  const bits4 = bitsOf(four, 32);
  const bits6 = bitsOf(six, 128);
  const isDomain = value === '' || (value.startsWith(':') && isDomainSpec(value.slice(1)));
  return isDomain && bits4 !== undefined && bits6 !== undefined ? { value: value.slice(1), bits4, bits6 } : undefined;
}

function address(rest: string, pattern: RegExp, most: 32 | 128): Read {
  const [, value = '', digits] = pattern.exec(rest) ?? [];
  const bits = bitsOf(digits, most);
  if (value === '' || bits === undefined) {
    return undefined;
  }
  return most === 32 ? { value, bits4: bits, bits6: 128 } : { value, bits4: 32, bits6: bits };
}

/** No leading zeros (section 12, `ip4-cidr-length`). */
function bitsOf(digits: string | undefined, most: number): number | undefined {
  if (digits === undefined) {
    return most;
  }
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= most ? Number(digits) : undefined;
}

function isMacroString(text: string): boolean {
  return MACRO_STRING.test(text);
}

/** A macro string that ends as a domain does. */
function isDomainSpec(text: string): boolean {
  return text.length <= 1_000 && isMacroString(text) && DOMAIN_END.test(text) && !/%\{[crt]/i.test(text);
}
