/**
 * Reads the signature of a report (PDF, ISO 32000-1 section 12.8) in the one form that this program writes.
 *
 * A signature counts only where it covers the whole file: readers of PDF call a file with something appended "valid", as
 * what was signed once is still in it. Here the two ranges must begin at the file's first byte, end at its last and leave
 * out nothing but the signature's own digits.
 */
export interface PdfSignature {
  /** The CMS signature, DER. */
  readonly signature: Uint8Array;
  /** What it covers: every byte of the file but its own digits. */
  readonly signedBytes: Uint8Array;
}

export type PdfSignatureReading =
  | ({ readonly ok: true } & PdfSignature)
  | { readonly ok: false; readonly problem: 'unsigned' | 'partial' | 'malformed' };

/** As `sign-pdf` writes them: the numbers in places of ten digits, then the signature. */
const FORM = /^\/ByteRange \[([\d ]{43})\]\n\/Contents $/;
const FORM_LENGTH = '/ByteRange ['.length + 43 + ']\n/Contents '.length;
const KEY = '/ByteRange [';
/** More than a signature with the longest chain takes. */
const MAX_DIGITS = 1 << 16;

export function readPdfSignature(pdf: Uint8Array): PdfSignatureReading {
  const at = lastIndexOf(pdf, KEY);
  if (at === -1) {
    return { ok: false, problem: 'unsigned' };
  }
  const [, numbers] = FORM.exec(latin1(pdf.subarray(at, at + FORM_LENGTH))) ?? [];
  const [first, open, close, rest, ...more] = (numbers ?? '')
    .split(/ +/)
    .filter((word) => word !== '')
    .map(Number);
  if (rest === undefined || open === undefined || close === undefined || more.length > 0) {
    return { ok: false, problem: 'malformed' };
  }
  if (close - open > MAX_DIGITS) {
    return { ok: false, problem: 'malformed' };
  }
  if (first !== 0 || open !== at + FORM_LENGTH || close <= open || close + rest !== pdf.length) {
    return { ok: false, problem: 'partial' };
  }
  const signature = hexString(latin1(pdf.subarray(open, close)));
  if (signature === undefined) {
    return { ok: false, problem: 'malformed' };
  }
  const signedBytes = new Uint8Array(open + rest);
  signedBytes.set(pdf.subarray(0, open));
  signedBytes.set(pdf.subarray(close), open);
  return { ok: true, signature, signedBytes };
}

/** `<…>`, the place for the signature: DER, filled up with zeros. */
function hexString(text: string): Uint8Array | undefined {
  if (!/^<(?:[0-9a-f]{2})+>$/.test(text)) {
    return undefined;
  }
  const bytes = Uint8Array.from(text.slice(1, -1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const length = derLength(bytes);
  return length !== undefined && bytes.subarray(length).every((byte) => byte === 0)
    ? bytes.subarray(0, length)
    : undefined;
}

/** How long a SEQUENCE with a length of two bytes is, all in all: shorter or longer ones are no signatures. */
function derLength([tag, size, high = 0, low = 0, ...more]: Uint8Array): number | undefined {
  const length = 4 + high * 256 + low;
  return tag === 0x30 && size === 0x82 && length <= more.length + 4 ? length : undefined;
}

function lastIndexOf(bytes: Uint8Array, text: string): number {
  for (let at = bytes.length - text.length; at >= 0; at -= 1) {
    if (startsAt(bytes, at, text)) {
      return at;
    }
  }
  return -1;
}

/** Byte by byte: a file made of beginnings of the text must not cost more than another. */
function startsAt(bytes: Uint8Array, at: number, text: string): boolean {
  let length = 0;
  while (length < text.length && bytes[at + length] === text.charCodeAt(length)) {
    length += 1;
  }
  return length === text.length;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
