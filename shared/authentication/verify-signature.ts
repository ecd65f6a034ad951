import type { DnsAnswer, DnsAnswers } from '../dns/records';
import type { ByteString, HeaderField } from '../email/types';
import { canonicalField, signedHeader } from './canonical';
import { headerCover } from './cover';
import { type KeyRecord, readKeyRecord } from './key-record';
import type { Signature } from './signature';

/** Whether a signature is that of a key: the only thing that pure code cannot compute. Never throws. */
export type CheckSignature = (request: {
  readonly keyType: 'rsa' | 'ed25519';
  readonly hash: 'sha1' | 'sha256';
  /** Base64, as in the key record. */
  readonly key: string;
  readonly signature: string;
  readonly data: Uint8Array;
}) => { readonly result: 'good' | 'bad' | 'bad-key'; readonly bits: number };

/** What was found out about the header's part of a signature. */
export interface HeaderVerdict {
  readonly result: 'pass' | 'fail' | 'permerror' | 'temperror' | 'not-determined';
  readonly why:
    | 'good'
    | 'bad'
    | 'faulty' // the signature field is not by its standard
    | 'no-answer-held' // the question is not answered in this case
    | 'no-key' // the answer that is held has no key
    | 'dns-failed'
    | 'revoked'
    | 'bad-record'
    | 'bad-key'
    | 'other-key-type'
    | 'hash-not-allowed'
    | 'identity'
    | 'short-key'
    | 'evaluated-enough';
  /** The answer that the key was taken from. */
  readonly answer: DnsAnswer | undefined;
  readonly keyBits: number;
  readonly isTest: boolean;
}

/** RFC 8301 section 3.2: shorter keys prove nothing. */
const MIN_BITS = 1024;
/** More recorded keys of one selector than there can be. */
const MAX_KEYS = 16;

export function keyQuestion({ selector, domain }: Signature): { readonly name: string; readonly type: 'TXT' } {
  return { name: `${selector}._domainkey.${domain}`.toLowerCase(), type: 'TXT' };
}

/** Checks data against every key that the case holds for the signature: one that fits is a proof, whenever it was recorded. */
export function verifyWithKeys(
  signature: Signature,
  dataOf: () => Uint8Array,
  keys: DnsAnswers,
  check: CheckSignature,
): HeaderVerdict {
  if (signature.problems.length > 0) {
    return verdict('permerror', 'faulty');
  }
  const answers = keys.all(keyQuestion(signature));
  if (answers.length === 0) {
    return verdict('not-determined', 'no-answer-held');
  }
  const data = dataOf();
  const verdicts = answers.slice(0, MAX_KEYS).flatMap((answer) => verdictsOf(signature, data, answer, check));
  return (
    verdicts.toSorted((a, b) => RANK.indexOf(a.why) - RANK.indexOf(b.why))[0] ??
    verdict('not-determined', 'no-answer-held')
  );
}

/** The most telling verdict counts where several keys are held. */
const RANK: readonly HeaderVerdict['why'][] = [
  ...(['good', 'short-key', 'identity', 'bad', 'hash-not-allowed', 'other-key-type', 'bad-key'] as const),
  ...(['bad-record', 'revoked', 'no-key', 'dns-failed', 'no-answer-held'] as const),
];

function verdictsOf(
  signature: Signature,
  data: Uint8Array,
  answer: DnsAnswer,
  check: CheckSignature,
): readonly HeaderVerdict[] {
  if (answer.outcome === 'failed') {
    return [verdict('temperror', 'dns-failed', answer)];
  }
  const records = answer.records.slice(0, MAX_KEYS);
  return records.length === 0
    ? [verdict('not-determined', 'no-key', answer)]
    : records.map((text) => recordVerdict(signature, data, answer, readKeyRecord(text), check));
}

function recordVerdict(
  signature: Signature,
  data: Uint8Array,
  answer: DnsAnswer,
  record: KeyRecord | undefined,
  check: CheckSignature,
): HeaderVerdict {
  const { keyType, hash } = signature;
  if (record === undefined || keyType === undefined || hash === undefined) {
    return verdict('permerror', 'bad-record', answer);
  }
  if (record.key === '') {
    return verdict('permerror', 'revoked', answer);
  }
  if (record.keyType !== keyType) {
    return verdict('permerror', 'other-key-type', answer);
  }
  if (record.hashes.length > 0 && !record.hashes.includes(hash)) {
    return verdict('permerror', 'hash-not-allowed', answer);
  }
  const { result, bits } = check({ keyType, hash, key: record.key, signature: signature.value, data });
  const facts = { answer, keyBits: bits, isTest: record.isTest };
  if (result === 'bad-key') {
    return { result: 'permerror', why: 'bad-key', ...facts };
  }
  if (result === 'bad') {
    return { result: 'fail', why: 'bad', ...facts };
  }
  if (keyType === 'rsa' && bits < MIN_BITS) {
    return { result: 'fail', why: 'short-key', ...facts };
  }
  return record.isStrict && !isStrictlyAligned(signature)
    ? { result: 'permerror', why: 'identity', ...facts }
    : { result: 'pass', why: 'good', ...facts };
}

function verdict(result: HeaderVerdict['result'], why: HeaderVerdict['why'], answer?: DnsAnswer): HeaderVerdict {
  return { result, why, answer, keyBits: 0, isTest: false };
}

/** Flag `s` of a key: the domain of `i` is that of `d` itself (RFC 6376 section 3.6.1). */
function isStrictlyAligned({ list, domain }: Signature): boolean {
  const identity = (list.tags.get('i')?.value ?? '').toLowerCase();
  return identity === '' || identity.slice(identity.lastIndexOf('@') + 1) === domain;
}

/** The header as a DKIM signature or an ARC message signature covers it (RFC 6376 section 3.7). */
export function messageSignedData(
  signature: Signature,
  fields: readonly HeaderField[],
  sourceOf: (field: HeaderField) => ByteString,
): Uint8Array {
  const form = signature.headerForm ?? 'simple';
  const covered = headerCover(signature, fields).fields;
  return signedHeader([
    ...covered.map((field) => canonicalField(signedField(field, sourceOf(field)), form)),
    canonicalField(withoutValue(signature, sourceOf(signature.field)), form),
  ]);
}

/** Sets 1 to n of an ARC chain as the seal of set n covers them (RFC 8617 section 5.1.1). */
export function sealSignedData(
  seal: Signature,
  sets: readonly (readonly HeaderField[])[],
  sourceOf: (field: HeaderField) => ByteString,
): Uint8Array {
  return signedHeader(
    sets
      .flat()
      .map((field) =>
        canonicalField(
          field === seal.field ? withoutValue(seal, sourceOf(field)) : signedField(field, sourceOf(field)),
          'relaxed',
        ),
      ),
  );
}

/** `raw`: the field from its name to before its last line end. */
function signedField(field: HeaderField, raw: ByteString): { name: string; raw: ByteString; value: ByteString } {
  return { name: field.name, raw, value: raw.slice(raw.indexOf(':') + 1) };
}

/** The signature's own field with an empty `b` (RFC 6376 section 3.7). */
function withoutValue(signature: Signature, raw: ByteString): { name: string; raw: ByteString; value: ByteString } {
  const { field, list } = signature;
  const tag = list.tags.get('b');
  if (tag === undefined) {
    return signedField(field, raw);
  }
  const base = field.bodySpan.start - field.span.start;
  const emptied = raw.slice(0, base + tag.valueStart) + raw.slice(base + tag.end);
  return signedField(field, emptied);
}
