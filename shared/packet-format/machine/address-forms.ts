/** Finds given addresses in text in the ways in which mail writes them: plain, in return paths, in URLs, in base64, in hex. */
import { toBase64 } from '../tree/strict-base64';

/** @returns whether a text holds one of the addresses in any of the forms, whatever its case */
export function writtenForms(addresses: Iterable<string>): (text: string) => boolean {
  const written = new Set(addresses);
  const lower = new Set([...written].map((address) => address.normalize('NFKC').toLowerCase()));
  const byDomain = patternsByDomain(lower);
  const encoded = [...new Set([...written, ...lower])]
    .filter(isLongEnough)
    .flatMap((address) => [...base64Cores(address), hexOf(address)]);
  return (text) => readings(text).some((reading) => isWritten(reading, byDomain)) || isEncoded(text, encoded);
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
    known.push({ name, pattern: patternOf(name, domain) });
    byDomain.set(domain, known);
  }
  return byDomain;
}

interface Local {
  readonly name: string;
  readonly pattern: RegExp;
}

/** A quick look for domain and name first: patterns cost more. */
function isWritten(reading: string, byDomain: ReadonlyMap<string, readonly Local[]>): boolean {
  for (const [domain, locals] of byDomain) {
    if (
      reading.includes(domain) &&
      locals.some(({ name, pattern }) => reading.includes(name) && pattern.test(reading))
    ) {
      return true;
    }
  }
  return false;
}

const BETWEEN = String.raw`(?:"?@|[=#%+_-]|[\s._-]{0,3}[([{]?at[)\]}]?[\s._-]{0,3})`;

/**
 * `voter@county.example`, `bounce+voter=county.example@…` (VERP), `voter-county.example` (names of files), `SRS0=…=county.example=voter@…` (SRS), `voter at
 * county.example`. A longer name or domain is another address; one that ends with a sign and the name is not.
 */
function patternOf(local: string, domain: string): RegExp {
  const [name, host] = [local, domain].map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`));
  return new RegExp(`(?<![a-z0-9])${name}${BETWEEN}${host}(?![a-z0-9-])|(?<![a-z0-9-])${host}=${name}(?![a-z0-9])`);
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
