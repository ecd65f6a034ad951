/** The body hash of a DKIM or ARC signature (RFC 6376 section 3.4.3 and 3.4.4), computed from the bytes at hand. */
import { createHash } from 'node:crypto';

export type BodyHash = 'match' | 'mismatch' | 'not-determined';

export interface BodyHashClaim {
  /** Tag `bh`, base64 without blanks. */
  readonly expected: string;
  /** Tag `a`, such as `rsa-sha256`. */
  readonly algorithm: string;
  /** Tag `c`, such as `relaxed/simple`. */
  readonly canonicalization: string;
  /** Tag `l`: bytes of the canonical body that were signed. */
  readonly length: number | undefined;
}

export interface BodyHashAnswer {
  readonly result: BodyHash;
  readonly reason: string;
}

/** Answers claims about one body; the same canonical form is made once, whatever the number of signatures. */
export class BodyHasher {
  readonly #forms: readonly string[];
  readonly #isWhole: boolean;
  readonly #hasQuotedFrom: boolean;
  readonly #canonical = new Map<string, string>();

  constructor(body: Uint8Array, isWhole: boolean) {
    const asItIs = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
    const withCrlf = asItIs.replace(/\r?\n/g, '\r\n');
    this.#forms = withCrlf === asItIs ? [asItIs] : [asItIs, withCrlf];
    this.#isWhole = isWhole;
    this.#hasQuotedFrom = /^>From /m.test(asItIs);
  }

  answer(claim: BodyHashClaim): BodyHashAnswer {
    const hashName = /-(sha1|sha256)$/i.exec(claim.algorithm)?.[1]?.toLowerCase();
    const form = bodyForm(claim.canonicalization);
    if (hashName === undefined || form === undefined || claim.expected === '') {
      return { result: 'not-determined', reason: 'The signature names no body hash that this version can compute.' };
    }
    if (!this.#isWhole) {
      return { result: 'not-determined', reason: 'The message was not read to its end.' };
    }
    const index = this.#forms.findIndex((_, at) => this.#hash(at, form, hashName, claim.length) === claim.expected);
    return index === -1 ? this.#mismatch() : { result: 'match', reason: matchReason(index, claim.length) };
  }

  #mismatch(): BodyHashAnswer {
    if (this.#hasQuotedFrom) {
      const reason =
        'The body differs from what was signed, but it has lines that begin with ">From ", which a mailbox file may have changed.';
      return { result: 'not-determined', reason };
    }
    const reason =
      'The body differs from what was signed. Mailing lists that add a footer and gateways that rewrite mail cause this too.';
    return { result: 'mismatch', reason };
  }

  #hash(at: number, form: Form, hashName: string, length: number | undefined): string {
    const key = `${at} ${form}`;
    const canonical = this.#canonical.get(key) ?? canonicalBody(this.#forms[at] ?? '', form);
    this.#canonical.set(key, canonical);
    const signed = length === undefined ? canonical : canonical.slice(0, length);
    return createHash(hashName).update(signed, 'latin1').digest('base64');
  }
}

type Form = 'simple' | 'relaxed';

/** The body's half of `c`; `simple` where it is not given (RFC 6376 section 3.5). */
function bodyForm(canonicalization: string): Form | undefined {
  const form = canonicalization.toLowerCase().split('/')[1]?.trim() ?? 'simple';
  return form === 'simple' || form === 'relaxed' ? form : undefined;
}

/** Blanks are shortened before line ends are looked at: a run of a million blanks then costs no more than its length. */
export function canonicalBody(body: string, form: Form): string {
  const lines =
    form === 'relaxed'
      ? body
          .replace(/[ \t]+/g, ' ')
          .replaceAll(' \r\n', '\r\n')
          .replace(/ $/, '')
      : body;
  let end = lines.length;
  while (end >= 2 && lines[end - 1] === '\n' && lines[end - 2] === '\r') {
    end -= 2;
  }
  const kept = lines.slice(0, end);
  return kept === '' && form === 'relaxed' ? '' : `${kept}\r\n`;
}

function matchReason(formIndex: number, length: number | undefined): string {
  const base =
    formIndex === 0
      ? 'The body is the one that was signed'
      : 'With network line ends, the body is the one that was signed';
  return length === undefined ? `${base}.` : `${base}, as far as the signature covers it (${length} bytes).`;
}
