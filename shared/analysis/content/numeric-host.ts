/**
 * Hosts that are written as numbers. Browsers read one to four numbers, each decimal, octal (`0…`) or hexadecimal
 * (`0x…`), as an IPv4 address (WHATWG URL Standard, section 3.5).
 */
export interface NumericHost {
  /** In the usual form. */
  readonly address: string;
  /** Written otherwise than as four plain decimal numbers. */
  readonly isOdd: boolean;
}

/** The address that a host of numbers stands for; undefined where it is a name. */
export function readNumericHost(host: string): NumericHost | undefined {
  const pieces = host.split('.', 6);
  if (pieces.length > 4 || !pieces.every((piece) => /^(?:0x[0-9a-f]{0,8}|\d{1,12})$/i.test(piece))) return undefined;
  const values = pieces.map(numberIn);
  const last = values[values.length - 1] ?? Number.NaN;
  const heads = values.slice(0, -1);
  if (values.some(Number.isNaN) || heads.some((value) => value > 255) || last >= 256 ** (5 - values.length)) {
    return undefined;
  }
  const whole = heads.reduce((sum, value, index) => sum + value * 256 ** (3 - index), last);
  const address = [24, 16, 8, 0].map((shift) => Math.floor(whole / 2 ** shift) % 256).join('.');
  return { address, isOdd: host !== address };
}

function numberIn(piece: string): number {
  if (/^0x/i.test(piece)) return piece.length === 2 ? 0 : Number.parseInt(piece.slice(2), 16);
  return /^0\d/.test(piece) ? (/^[0-7]+$/.test(piece) ? Number.parseInt(piece, 8) : Number.NaN) : Number(piece);
}
