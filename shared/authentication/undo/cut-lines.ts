import { canonicalBody, coveredLength } from '../canonical';
import { Sha, toBase64 } from '../sha';
import { type BodyClaim, type Budget, type Candidate, originalOffset } from './candidate';

/** Lines that are looked at from the end: more is no footer. */
const MAX_LINES = 120;
const LF = 10;

/**
 * Whether the body, or the body without its last lines, is the one that was signed.
 *
 * One pass: the digest is asked for at the end of each of the last lines.
 */
export function tryWithoutLastLines(candidate: Candidate, claim: BodyClaim, budget: Budget): Candidate | undefined {
  const { body, pieces, steps, removed } = candidate;
  if (!budget.spend(body.length)) {
    return undefined;
  }
  const canonical = canonicalBody(body, claim.bodyForm, true);
  if (claim.length !== undefined) {
    // What follows after the signed length does not matter: there is nothing to be cut off.
    return signedDigest(canonical, claim) === claim.expected ? candidate : undefined;
  }
  const ends = lastLineEnds(canonical);
  const sha = new Sha(claim.hash);
  let at = 0;
  for (const end of ends) {
    sha.update(canonical, at, end);
    at = end;
    if (toBase64(sha.digest()) !== claim.expected) {
      continue;
    }
    if (end === canonical.length) {
      return candidate;
    }
    const cut = coveredLength(body, claim.bodyForm, true, end);
    const span = pieces === undefined ? [] : cutSpans(pieces, cut, body.length);
    return { ...candidate, steps: [...steps, 'lines-at-end'], removed: [...removed, ...span] };
  }
  return undefined;
}

/** A cut at the end of the body, as spans of the message. */
function cutSpans(pieces: NonNullable<Candidate['pieces']>, cut: number, length: number): Candidate['removed'] {
  return cut >= length ? [] : [{ start: originalOffset(pieces, cut), end: originalOffset(pieces, length) }];
}

/** Ends of the last lines that are not empty, in order; the end of the whole body is one of them. */
function lastLineEnds(canonical: Uint8Array): readonly number[] {
  const ends: number[] = [];
  for (let end = canonical.length; end > 0 && ends.length < MAX_LINES; ) {
    const start = end < 3 ? 0 : canonical.lastIndexOf(LF, end - 2) + 1;
    if (end - start > 2) {
      ends.push(end);
    }
    end = start;
  }
  return ends.length === 0 ? [canonical.length] : ends.reverse();
}

/** Lines at the beginning that are looked at: a banner has a few. */
const MAX_BANNER_LINES = 16;

/** Where each of the first lines of a stretch of the body ends, after its line end. */
export function firstLineEnds(body: Uint8Array, start: number, end: number): readonly number[] {
  const ends: number[] = [];
  for (let at = start; at < end && ends.length < MAX_BANNER_LINES; ) {
    const next = body.indexOf(LF, at);
    if (next === -1 || next >= end) {
      break;
    }
    at = next + 1;
    ends.push(at);
  }
  return ends;
}

/** Where each of the last lines of a stretch begins, from the end. */
export function lastLineStarts(body: Uint8Array, start: number, end: number, most: number): readonly number[] {
  const starts: number[] = [];
  for (let at = end; at > start && starts.length < most; ) {
    const before = at < 2 ? -1 : body.lastIndexOf(LF, at - 2);
    at = Math.max(start, before + 1);
    starts.push(at);
  }
  return starts;
}

/** Whether exactly this body is the one that was signed. */
export function isSigned(body: Uint8Array, claim: BodyClaim, budget: Budget): boolean {
  return budget.spend(body.length) && signedDigest(canonicalBody(body, claim.bodyForm, true), claim) === claim.expected;
}

/** The digest of what the signature covers of a body; empty where the body is shorter than that. */
function signedDigest(canonical: Uint8Array, { hash, length = canonical.length }: BodyClaim): string {
  return length > canonical.length ? '' : toBase64(new Sha(hash).update(canonical, 0, length).digest());
}

/** Bytes of one line of base64 (RFC 2045 section 6.8): 76 letters. */
const BASE64_LINE = 57;

/**
 * Whether the text, or the text without its last lines, was signed as base64 in lines of 76 letters.
 *
 * @param cuts where the text may end
 * @returns the place of the cut that came out right
 */
export function tryAsBase64(
  text: Uint8Array,
  cuts: readonly number[],
  claim: BodyClaim,
  budget: Budget,
): number | undefined {
  if (claim.length !== undefined) {
    return undefined;
  }
  const sha = new Sha(claim.hash);
  let fed = 0;
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    if (!budget.spend(cut - fed)) {
      return undefined;
    }
    for (; fed + BASE64_LINE <= cut; fed += BASE64_LINE) {
      sha.update(base64Line(text.subarray(fed, fed + BASE64_LINE)));
    }
    if (cut > 0 && toBase64(sha.digest(base64Line(text.subarray(fed, cut)))) === claim.expected) {
      return cut;
    }
  }
  return undefined;
}

function base64Line(bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? bytes : new TextEncoder().encode(`${toBase64(bytes)}\r\n`);
}
