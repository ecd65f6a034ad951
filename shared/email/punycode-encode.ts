/** Punycode (RFC 3492), the way back of `punycode.ts`: a domain as it goes over the wire. ASCII stays as it is. */
import { adapt, base, tMax, tMin } from './punycode';

export function encodeDomain(domain: string): string {
  return domain
    .normalize('NFKC')
    .toLowerCase()
    .split(/[.\u3002]/)
    .map((label) => (/^[\u0020-\u007e]*$/.test(label) ? label : `xn--${encodeLabel(label)}`))
    .join('.');
}

function encodeLabel(label: string): string {
  const codes = [...label].map((sign) => sign.codePointAt(0) ?? 0);
  const basic = codes.filter((code) => code < 128);
  let text = basic.length === 0 ? '' : `${String.fromCharCode(...basic)}-`;
  let [delta, bias, done] = [0, 72, basic.length];
  let code = 128;
  while (done < codes.length) {
    const next = Math.min(...codes.filter((one) => one >= code));
    delta += (next - code) * (done + 1);
    code = next;
    for (const one of codes) {
      if (one < code) delta += 1;
      if (one !== code) continue;
      text += numberOf(delta, bias);
      bias = adapt(delta, done + 1, done === basic.length);
      delta = 0;
      done += 1;
    }
    delta += 1;
    code += 1;
  }
  return text;
}

/** A number of changing base, least digit first. */
function numberOf(value: number, bias: number): string {
  let rest = value;
  let text = '';
  for (let k = base; ; k += base) {
    const threshold = k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias;
    if (rest < threshold) return text + digit(rest);
    text += digit(threshold + ((rest - threshold) % (base - threshold)));
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 97 : value + 22);
}
