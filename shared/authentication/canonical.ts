/**
 * Canonical forms of what a signature covers (RFC 6376 section 3.4), over bytes.
 *
 * A file may have lost the network's line ends: every LF can be read as CRLF here, without a copy in between.
 */
import { fromByteString } from '../email/byte-string';
import type { ByteString } from '../email/types';

export type Canonicalization = 'simple' | 'relaxed';

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;

/**
 * The body (RFC 6376 section 3.4.3 and 3.4.4).
 *
 * @param asCrlf whether an LF by itself ends a line as CRLF does
 */
export function canonicalBody(body: Uint8Array, form: Canonicalization, asCrlf: boolean): Uint8Array {
  const out = new BodyWriter(body.length + (asCrlf ? countBareLf(body) : 0) + 2);
  feed(body, form, asCrlf, out, Number.POSITIVE_INFINITY);
  return out.finish(form);
}

/** How many bytes of the body, as it lies, the first `length` bytes of its canonical form stand for (tag `l`). */
export function coveredLength(body: Uint8Array, form: Canonicalization, asCrlf: boolean, length: number): number {
  const out = new BodyWriter(body.length + (asCrlf ? countBareLf(body) : 0) + 2);
  return length === 0 ? 0 : feed(body, form, asCrlf, out, length);
}

/** @returns where in the body the writer reached `until` bytes, or the body's length */
function feed(body: Uint8Array, form: Canonicalization, asCrlf: boolean, out: BodyWriter, until: number): number {
  const isRelaxed = form === 'relaxed';
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === CR && body[at + 1] === LF) {
      at += 1;
      out.endLine();
    } else if (byte === LF && asCrlf) {
      out.endLine();
    } else if (isRelaxed && (byte === SPACE || byte === TAB)) {
      out.isBlankWaiting = true;
      continue;
    } else {
      out.write(byte);
    }
    if (out.reach >= until) {
      return at + 1;
    }
  }
  return body.length;
}

/** Holds back line ends and blanks until something follows them. */
class BodyWriter {
  isBlankWaiting = false;
  readonly #bytes: Uint8Array;
  #length = 0;
  #lineEnds = 0;

  /** Bytes written, with the line ends that wait. */
  get reach(): number {
    return this.#length + 2 * this.#lineEnds;
  }

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  endLine(): void {
    this.isBlankWaiting = false;
    this.#lineEnds += 1;
  }

  write(byte: number): void {
    for (; this.#lineEnds > 0; this.#lineEnds -= 1) {
      this.#bytes[this.#length] = CR;
      this.#bytes[this.#length + 1] = LF;
      this.#length += 2;
    }
    if (this.isBlankWaiting) {
      this.#bytes[this.#length] = SPACE;
      this.#length += 1;
      this.isBlankWaiting = false;
    }
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  /** An empty body is CRLF in the simple form, and nothing in the relaxed one. */
  finish(form: Canonicalization): Uint8Array {
    if (this.#length > 0 || form === 'simple') {
      this.#bytes[this.#length] = CR;
      this.#bytes[this.#length + 1] = LF;
      this.#length += 2;
    }
    return this.#bytes.subarray(0, this.#length);
  }
}

function countBareLf(body: Uint8Array): number {
  let count = 0;
  for (let at = body.indexOf(LF); at !== -1; at = body.indexOf(LF, at + 1)) {
    count += body[at - 1] === CR ? 0 : 1;
  }
  return count;
}

/** A field as a signature sees it. */
export interface SignedField {
  readonly name: ByteString;
  /** The whole field as it lies, from its name to before its last line end. */
  readonly raw: ByteString;
  /** What stands after the colon, folds included. */
  readonly value: ByteString;
}

/** A header field (RFC 6376 section 3.4.1 and 3.4.2), without the line end that follows it. */
export function canonicalField({ name, raw, value }: SignedField, form: Canonicalization): ByteString {
  if (form === 'simple') {
    return withCrlf(raw);
  }
  const unfolded = value.replace(/\r?\n/g, '').replace(/[ \t]+/g, ' ');
  return `${name.toLowerCase()}:${trimOneBlank(unfolded)}`;
}

function trimOneBlank(text: ByteString): ByteString {
  const start = text.startsWith(' ') ? 1 : 0;
  const end = text.length > start && text.endsWith(' ') ? text.length - 1 : text.length;
  return text.slice(start, end);
}

/** Every line end as the network has it. */
export function withCrlf(text: ByteString): ByteString {
  return text.replace(/\r?\n/g, '\r\n');
}

/** Fields and the signature's own field, in the form that is signed, as bytes. */
export function signedHeader(fields: readonly ByteString[]): Uint8Array<ArrayBuffer> {
  return fromByteString(fields.join('\r\n'));
}
