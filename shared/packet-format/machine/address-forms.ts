/** Finds given addresses in text in the ways in which mail writes them: plain, in return paths, in URLs, in base64, in hex. */
import { toBase64 } from '../pem';

/** Answers for a set of addresses, whatever their case. */
export interface WrittenAddresses {
  /** Whether a text holds one of them in any of the forms. */
  readonly areIn: (text: string) => boolean;
  /** Whether an address is one of them or carries one, as return paths do: `moreinfo@a.example` is not `info@a.example`. */
  readonly areMeantBy: (address: string) => boolean;
}

export function writtenAddresses(addresses: Iterable<string>): WrittenAddresses {
  const written = new Set(addresses);
  const lower = new Set([...written].map((address) => address.normalize('NFKC').toLowerCase()));
  const byDomain = patternsByDomain(lower);
  const encoded = [...new Set([...written, ...lower])]
    .filter(isLongEnough)
    .flatMap((address) => [...base64Cores(address), hexOf(address)]);
  const holds = (text: string, which: keyof Patterns): boolean =>
    readings(text).some((reading) => isWritten(reading, byDomain, which)) || isEncoded(text, encoded);
  return { areIn: (text) => holds(text, 'anywhere'), areMeantBy: (address) => holds(address, 'apart') };
}

/** The encoding of a shorter one stands in any long text by chance. */
function isLongEnough(address: string): boolean {
  return address.length >= 8;
}

function patternsByDomain(addresses: Iterable<string>): ReadonlyMap<string, readonly Local[]> {
  const byDomain = new Map<string, Local[]>();
  for (const address of addresses) {
    const at = address.lastIndexOf('@');
    const [name, domain] = [address.slice(0, at).replace(/^"(.*)"$/, '$1'), address.slice(at + 1)];
    const known = byDomain.get(domain) ?? [];
    known.push({ name, patterns: patternsOf(name, domain) });
    byDomain.set(domain, known);
  }
  return byDomain;
}

interface Patterns {
  /** Also where a longer word ends with the name: links glue addresses to what is before them. */
  readonly anywhere: RegExp;
  /** Not where it does: that is another address. */
  readonly apart: RegExp;
}

interface Local {
  readonly name: string;
  readonly patterns: Patterns;
}

/** A quick look for domain and name first: patterns cost more. */
function isWritten(reading: string, byDomain: ReadonlyMap<string, readonly Local[]>, which: keyof Patterns): boolean {
  for (const [domain, locals] of byDomain) {
    if (
      reading.includes(domain) &&
      locals.some(({ name, patterns }) => reading.includes(name) && patterns[which].test(reading))
    ) {
      return true;
    }
  }
  return false;
}

const BETWEEN = String.raw`(?:"?\s{0,3}@\s{0,3}|[=#%+_-]|[\s._-]{0,3}[([{]?at[)\]}]?[\s._-]{0,3})`;

/**
 * `voter@county.example`, `bounce+voter=county.example@…` (VERP), `voter-county.example` (names of files),
 * `SRS0=…=county.example=voter@…` (SRS), `voter at county.example`. A longer domain is another one.
 */
function patternsOf(local: string, domain: string): Patterns {
  const [name, host] = [escaped(local), escaped(domain)];
  const address = `${name}${BETWEEN}${host}(?![a-z0-9-])`;
  return {
    anywhere: new RegExp(`${address}|${host}=${name}`),
    apart: new RegExp(`(?<![a-z0-9])${address}|(?<![a-z0-9-])${host}=${name}(?![a-z0-9])`),
  };
}

/** The source of a pattern for an address in these forms; what may stand on its sides is the caller's to say. */
export function addressSource(local: string, domain: string): string {
  const [name, host] = [escaped(local), escaped(domain)];
  return `${name}${BETWEEN}${host}|${host}=${name}`;
}

/** Text that stands for itself in a pattern, also in one with the flag `u`. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

const PASSES = 3;

/** The text in lower case, and what percent-encoding (once or several times) hides in it. */
function readings(text: string): readonly string[] {
  const found = [text.normalize('NFKC').toLowerCase()];
  for (let pass = 0; pass < PASSES; pass += 1) {
    const last = found.at(-1) ?? '';
    const next = percentDecoded(last);
    if (next === last) {
      break;
    }
    found.push(next);
  }
  return found;
}

/** Byte by byte: a sequence that is no UTF-8 hides nothing. */
function percentDecoded(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/g, (run) => {
      const bytes = (run.match(/[0-9a-f]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16));
      return new TextDecoder().decode(Uint8Array.from(bytes));
    })
    .toLowerCase();
}

function isEncoded(text: string, encoded: readonly string[]): boolean {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  const lower = text.toLowerCase();
  return encoded.some((core) => standard.includes(core) || lower.includes(core));
}

/** What base64 of a longer text holds where the address stands in it, for each of the three places modulo 3. */
function base64Cores(address: string): readonly string[] {
  const bytes = new TextEncoder().encode(address);
  return [0, 1, 2].map((before) => {
    const text = toBase64(Uint8Array.from([...new Array<number>(before).fill(0), ...bytes]));
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(Math.ceil((before * 8) / 6), whole);
  });
}

function hexOf(address: string): string {
  return Array.from(new TextEncoder().encode(address), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
