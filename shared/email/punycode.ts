/** Punycode (RFC 3492): international domain names as programs show them. Undefined for what is not well formed. */
export function decodeDomain(domain: string): string | undefined {
  const labels = domain.slice(0, 255).split('.');
  if (!labels.some((label) => label.startsWith('xn--'))) return undefined;
  const decoded = labels.map((label) => (label.startsWith('xn--') ? decodeLabel(label.slice(4)) : label));
  return decoded.includes(undefined) ? undefined : decoded.join('.');
}

/** Parameters of section 5. */
export const base = 36;
export const [tMin, tMax] = [1, 26];
const [skew, damp] = [38, 700];

function decodeLabel(label: string): string | undefined {
  const hyphen = label.lastIndexOf('-');
  const codes = hyphen > 0 ? [...label.slice(0, hyphen)].map((unit) => unit.charCodeAt(0)) : [];
  let [code, bias, place] = [128, 72, 0];
  for (let at = hyphen > 0 ? hyphen + 1 : 0; at < label.length; ) {
    const number = readNumber(label, at, bias);
    if (number === undefined) return undefined;
    place += number.value;
    at = number.next;
    const count = codes.length + 1;
    bias = adapt(number.value, count, codes.length === Math.max(0, hyphen));
    code += Math.floor(place / count);
    place %= count;
    if (code > 0x10ffff) return undefined;
    codes.splice(place, 0, code);
    place += 1;
  }
  return String.fromCodePoint(...codes);
}

/** A number of changing base, least digit first. */
function readNumber(label: string, start: number, bias: number): { value: number; next: number } | undefined {
  let value = 0;
  let weight = 1;
  for (let at = start, k = base; at < label.length; at += 1, k += base) {
    const digit = digitOf(label.charCodeAt(at));
    if (digit === undefined) return undefined;
    value += digit * weight;
    if (value > 0x7fff_ffff) return undefined;
    const threshold = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
    if (digit < threshold) return { value, next: at + 1 };
    weight *= base - threshold;
  }
  return undefined;
}

function digitOf(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 22;
  const lower = code | 32;
  return lower >= 97 && lower <= 122 ? lower - 97 : undefined;
}

/** Section 6.1. */
export function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damp) : delta >> 1;
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin));
  return Math.floor(k + ((base - tMin + 1) * rest) / (rest + skew));
}
