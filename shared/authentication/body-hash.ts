/** The body hash of a DKIM or ARC signature (RFC 6376 section 3.7), computed from the bytes at hand. */
import type { Span } from '../email/types';
import { canonicalBody, coveredLength } from './canonical';
import { type HashName, Sha, toBase64 } from './sha';
import type { Signature } from './signature';

export type BodyHash = 'match' | 'mismatch' | 'not-determined';

/** How the bytes at hand had to be read so that the hash came out right. */
export type BodyForm =
  | 'as-is'
  | 'network-line-ends' // every LF as CRLF
  | 'unquoted-from'; // one `>` taken from lines that begin with `>From `, and network line ends

export interface BodyHashAnswer {
  readonly result: BodyHash;
  /** Set where the result is `match`. */
  readonly form: BodyForm | undefined;
  /** Bytes of the message that the signature covers, where the result is `match`. */
  readonly covered: Span | undefined;
  /** Why the result is not determined; `shorter` beside a mismatch: the body ends before the signed length. */
  readonly why: 'not-whole' | 'no-hash' | 'too-many' | 'quoted-from' | 'shorter' | undefined;
}

/** Further signatures are listed, their body hashes are not computed. */
const MAX_SIGNATURES = 50;

/** Answers claims about one body; the same canonical form is hashed once, whatever the number of signatures. */
export class BodyHasher {
  readonly #body: Uint8Array;
  readonly #start: number;
  readonly #isWhole: boolean;
  readonly #digests = new Map<string, string>();
  readonly #canonical = new Map<string, Uint8Array>();
  #forms: readonly BodyForm[] | undefined;
  #unquoted: Uint8Array | undefined;
  #asked = 0;

  /** @param start the body's offset in the message */
  constructor(body: Uint8Array, start: number, isWhole: boolean) {
    this.#body = body;
    this.#start = start;
    this.#isWhole = isWhole;
  }

  answer(signature: Signature): BodyHashAnswer {
    const { hash, bodyForm, bodyHash, length } = signature;
    this.#asked += 1;
    if (hash === undefined || bodyForm === undefined || bodyHash === '') {
      return notDetermined('no-hash');
    }
    if (!this.#isWhole) {
      return notDetermined('not-whole');
    }
    if (this.#asked > MAX_SIGNATURES) {
      return notDetermined('too-many');
    }
    const claimed = padded(bodyHash);
    const form = this.#formsToTry().find((one) => this.#digest(one, bodyForm, hash, length) === claimed);
    if (form !== undefined) {
      return { result: 'match', form, covered: this.#covered(form, signature), why: undefined };
    }
    const why = length !== undefined && this.#isShorter(bodyForm, length) ? 'shorter' : undefined;
    return { result: 'mismatch', form: undefined, covered: undefined, why };
  }

  #isShorter(bodyForm: 'simple' | 'relaxed', length: number): boolean {
    return this.#formsToTry().every((form) => (this.#canonical.get(`${form} ${bodyForm}`)?.length ?? 0) < length);
  }

  #covered(form: BodyForm, { bodyForm, length }: Signature): Span {
    const whole = this.#body.length;
    const isShort = length !== undefined && form !== 'unquoted-from' && bodyForm !== undefined;
    const end = isShort ? coveredLength(this.#body, bodyForm, form !== 'as-is', length) : whole;
    return { start: this.#start, end: this.#start + end };
  }

  #formsToTry(): readonly BodyForm[] {
    this.#forms ??= this.#possibleForms();
    return this.#forms;
  }

  /** The likeliest first: a file whose lines end in LF was not signed so. */
  #possibleForms(): readonly BodyForm[] {
    const forms: BodyForm[] = hasBareLf(this.#body)
      ? hasCrlf(this.#body)
        ? ['as-is', 'network-line-ends']
        : ['network-line-ends', 'as-is']
      : ['as-is'];
    this.#unquoted = unquoteFrom(this.#body);
    return this.#unquoted === undefined ? forms : [...forms, 'unquoted-from'];
  }

  #digest(form: BodyForm, bodyForm: 'simple' | 'relaxed', hash: HashName, length: number | undefined): string {
    const key = `${form} ${bodyForm}`;
    const canonical = this.#canonical.get(key) ?? this.#canonicalOf(form, bodyForm);
    this.#canonical.set(key, canonical);
    const end = Math.min(length ?? canonical.length, canonical.length);
    // A length beyond the body's end is never signed (RFC 6376 section 3.5, `l=`).
    if (length !== undefined && length > canonical.length) {
      return '';
    }
    const digestKey = `${key} ${hash} ${end}`;
    const digest = this.#digests.get(digestKey) ?? toBase64(new Sha(hash).update(canonical, 0, end).digest());
    this.#digests.set(digestKey, digest);
    return digest;
  }

  #canonicalOf(form: BodyForm, bodyForm: 'simple' | 'relaxed'): Uint8Array {
    const body = form === 'unquoted-from' ? (this.#unquoted ?? this.#body) : this.#body;
    return canonicalBody(body, bodyForm, form !== 'as-is');
  }
}

function notDetermined(why: BodyHashAnswer['why']): BodyHashAnswer {
  return { result: 'not-determined', form: undefined, covered: undefined, why };
}

/** Some signers leave the padding away; the hash is the same. */
function padded(base64: string): string {
  const bare = base64.replace(/={1,2}$/, '');
  return bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
}

const LF = 10;
const CR = 13;

function hasBareLf(body: Uint8Array): boolean {
  for (let at = body.indexOf(LF); at !== -1; at = body.indexOf(LF, at + 1)) {
    if (body[at - 1] !== CR) {
      return true;
    }
  }
  return false;
}

function hasCrlf(body: Uint8Array): boolean {
  for (let at = body.indexOf(CR); at !== -1; at = body.indexOf(CR, at + 1)) {
    if (body[at + 1] === LF) {
      return true;
    }
  }
  return false;
}

/** `>From `: what a mailbox file makes of a line that begins with `From ` (RFC 4155). */
const FROM = [62, 70, 114, 111, 109, 32];

/** One `>` fewer on every line that begins with `>From `, `>>From ` …; undefined where there is none. */
export function unquoteFrom(body: Uint8Array): Uint8Array | undefined {
  let out: Uint8Array | undefined;
  let length = 0;
  let copied = 0;
  for (let at = 0; at < body.length; at = body.indexOf(LF, at) + 1 || body.length) {
    let quote = at;
    while (body[quote] === FROM[0] && body[quote + 1] === FROM[0]) {
      quote += 1;
    }
    if (FROM.every((code, index) => body[quote + index] === code)) {
      out ??= new Uint8Array(body.length);
      out.set(body.subarray(copied, at), length);
      length += at - copied;
      copied = at + 1;
    }
    at = Math.max(at, quote);
  }
  out?.set(body.subarray(copied), length);
  return out?.subarray(0, length + body.length - copied);
}
