/** What is looked for: every way in which a person's address, name and words are written out. */
import { addressSource, escaped } from '../packet-format/machine/address-forms';
import { domainForms } from './domain-forms';
import { foldedText } from './folded';
import { type RedactedPerson, tokenOf } from './person';

/** In which form a value stands: an address whole, its part before the @ alone, a name, another word, a hash of one of them. */
export type ValueForm = 'address' | 'account' | 'name' | 'word' | 'hash';

export interface Needle {
  readonly token: string;
  readonly form: ValueForm;
  /** Over folded text, global. */
  readonly pattern: RegExp;
  /** Texts that stand in every match: a quick look before the pattern. */
  readonly hints: readonly string[];
  /** Digits that every match has in this order, whatever stands between them; empty for none. */
  readonly digits: string;
  /** Whether letters and digits on both sides make it something else. */
  readonly isWord: boolean;
}

/** Hexadecimal digests; from the engine, as `shared/` has none. */
export interface DigestTools {
  readonly digests: (bytes: Uint8Array) => readonly Uint8Array[];
}

export function needlesOf(persons: readonly RedactedPerson[], tools: DigestTools): readonly Needle[] {
  return persons.flatMap((person) => {
    const token = tokenOf(person);
    return [
      ...person.addresses.flatMap((address) => addressNeedles(address, token)),
      ...[...person.addresses, person.name, ...person.words].flatMap((value) => digestNeedles(value, token, tools)),
      ...nameNeedles(person.name, token),
      ...person.words.flatMap((word) => wordNeedles(word, token)),
    ];
  });
}

function needle(token: string, form: ValueForm, source: string, hints: readonly string[], isWord = true): Needle {
  return { token, form, pattern: new RegExp(source, 'gu'), hints, digits: '', isWord };
}

function addressNeedles(address: string, token: string): readonly Needle[] {
  const at = address.lastIndexOf('@');
  const local = foldedText(address.slice(0, at).replace(/^"(.*)"$/, '$1'));
  const domains = [...new Set(domainForms(address.slice(at + 1)).map(foldedText))];
  return [
    ...domains.map((domain) => needle(token, 'address', addressSource(local, domain), [local, domain])),
    ...(isDistinctive(local) ? [needle(token, 'account', escaped(local), [local])] : []),
  ];
}

/** Long enough and built so that it hardly stands for somebody else: `jane.voter`, `voter1972`, not `info`. */
function isDistinctive(local: string): boolean {
  return local.length >= 6 && /\p{L}/u.test(local) && /\d|[^._+-][._+-][^._+-]/u.test(local);
}

/** Hashes of a value are as good as the value to whoever has a list of voters. */
function digestNeedles(value: string, token: string, tools: DigestTools): readonly Needle[] {
  const forms = new Set(value === '' ? [] : [value, value.toLowerCase(), value.toUpperCase()]);
  const digests = [...forms].flatMap((form) => tools.digests(new TextEncoder().encode(form)));
  return digests.flatMap((digest) => {
    const [hex, base64] = [hexOf(digest), base64Of(digest).toLowerCase()];
    const url = base64.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([hex, base64, url])].map((text) => needle(token, 'hash', escaped(text), [text], false));
  });
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Without the padding, which is left out in many places. */
function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
}

const BETWEEN_NAMES = String.raw`[\s.,_>"'+=-]{1,6}`;
const INITIAL = String.raw`(?:\p{L}\.?[\s._-]{1,3})?`;

/** The name in its order, with the last part first, and without what stands between first and last. */
function nameNeedles(name: string, token: string): readonly Needle[] {
  const parts = foldedText(name)
    .split(/[\s.,]+/)
    .filter((part) => part !== '');
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) {
    return [];
  }
  if (parts.length === 1) {
    return [needle(token, 'name', escaped(first), [first])];
  }
  const middle = parts.slice(1, -1);
  const isLong = first.length + last.length >= 8;
  const orders = new Set([
    parts.map(escaped).join(BETWEEN_NAMES),
    [last, first, ...middle].map(escaped).join(BETWEEN_NAMES),
    `${escaped(first)}${BETWEEN_NAMES}${INITIAL}${escaped(last)}`,
    `${escaped(last)}${BETWEEN_NAMES}${escaped(first)}`,
    ...(isLong ? [`${escaped(first)}${escaped(last)}`, `${escaped(last)}${escaped(first)}`] : []),
  ]);
  return [...orders].map((source) => needle(token, 'name', source, [first, last]));
}

const BETWEEN_DIGITS = String.raw`[\s().\/\u2010-\u2015-]{0,3}`;
const BETWEEN_WORDS = String.raw`[\s.,_>()\/#:-]{0,4}`;
/** A number that is at least so long is found however its digits are grouped. */
const NUMBER_DIGITS = 7;
/** What stands before so many digits of a number is the code of a country, which may be left out. */
const NATIONAL_DIGITS = 10;

function wordNeedles(word: string, token: string): readonly Needle[] {
  const runs = foldedText(word).match(/[\p{L}\p{N}]+/gu) ?? [];
  const joined = runs.join('');
  if (/^[0-9]+$/.test(joined) && joined.length >= NUMBER_DIGITS) {
    const national = joined.slice(-NATIONAL_DIGITS);
    const country = joined.slice(0, -NATIONAL_DIGITS);
    const before = country === '' ? '' : `(?:\\+?${spread(country)}${BETWEEN_DIGITS})?`;
    return [{ ...needle(token, 'word', before + spread(national), []), digits: national }];
  }
  return runs.length === 0 ? [] : [needle(token, 'word', runs.map(escaped).join(BETWEEN_WORDS), runs)];
}

function spread(digits: string): string {
  return [...digits].join(BETWEEN_DIGITS);
}
