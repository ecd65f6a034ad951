/**
 * What happened to a body after it was signed (RFC 6376 section 8.15 and appendix B name the causes): the changes that
 * lists and gateways make are undone one after the other, in a fixed order, until the body hash comes out right. Nothing
 * is claimed unless it does.
 */
import { decodeBase64 } from '../../email/base64';
import { fromByteString, toByteString } from '../../email/byte-string';
import { decodeQuotedPrintable } from '../../email/quoted-printable';
import type { Anatomy, MimePart, Span } from '../../email/types';
import type { Signature } from '../signature';
import { type BodyClaim, Budget, type Candidate, joinPieces, originalOffset, type UndoStep } from './candidate';
import { isSigned, lastLineStarts, tryAsBase64, tryWithoutLastLines } from './cut-lines';
import { crlfBytes, quotedPrintableLines } from './encode';
import { cutsAtEnd, cutsAtStart, type TextPlace } from './insertions';
import { restoreLinks } from './rewritten-links';

export interface Undone {
  /** What was undone, in order. */
  readonly steps: readonly UndoStep[];
  /** What was added to the message after it was signed; empty where text was encoded anew. */
  readonly added: readonly Span[];
  /** Bodies that were tried before this one came out right. */
  readonly tries: number;
}

/** Bytes that are hashed for one signature before the search ends: some hundred milliseconds at most. */
export const UNDO_BYTES = 8 << 20;

/** @returns undefined where nothing that is known here explains the difference */
export function undoChanges(
  bytes: Uint8Array,
  anatomy: Anatomy,
  { bodyForm, hash, bodyHash, length }: Signature,
  hashBytes: number,
): Undone | undefined {
  if (bodyForm === undefined || hash === undefined || bodyHash === '') {
    return undefined;
  }
  const expected = bodyHash.padEnd(Math.ceil(bodyHash.length / 4) * 4, '=');
  const claim: BodyClaim = { bodyForm, hash, expected, length };
  const budget = new Budget(hashBytes);
  const bases = [...candidatesOf(bytes, anatomy)];
  for (const attempt of ATTEMPTS) {
    for (const base of bases) {
      const found = attempt(base, claim, budget);
      if (found !== undefined) {
        return { steps: found.steps, added: found.removed, tries: budget.tries };
      }
    }
  }
  return undefined;
}

/** A body with the part whose text it is; `part` is undefined where it is divided into parts. */
interface Base extends Candidate {
  readonly leaf: MimePart | undefined;
  /** Text parts inside, with their places in the body. */
  readonly texts: readonly TextPlace[];
}

type Attempt = (base: Base, claim: BodyClaim, budget: Budget) => Candidate | undefined;

/** The cheap and the frequent first. */
const ATTEMPTS: readonly Attempt[] = [
  tryWithoutLastLines,
  withoutLinks,
  encodedAnew,
  withoutFooter,
  withoutBanner,
  withoutBoth(cutsAtStart, 'start'),
  withoutBoth(cutsAtEnd, 'end'),
];

const MAX_TEXTS = 4;
const MAX_PART_LINES = 24;

function* candidatesOf(bytes: Uint8Array, { structure, bodyStart, length }: Anatomy): Generator<Base> {
  const whole: Span = { start: bodyStart, end: length };
  const make = (
    steps: readonly UndoStep[],
    pieces: readonly Span[],
    removed: readonly Span[],
    part?: MimePart,
  ): Base => ({
    steps,
    removed,
    pieces,
    body: joinPieces(bytes, pieces),
    leaf: part === undefined || part.parts.length > 0 ? undefined : part,
    texts: textsOf(part ?? structure, pieces),
  });
  yield make([], [whole], [], structure.parts.length > 0 ? undefined : structure);
  const { parts } = structure;
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined || parts.length < 2) {
    return;
  }
  const outside = (part: MimePart): readonly Span[] => [
    { start: bodyStart, end: part.bodySpan.start },
    { start: part.bodySpan.end, end: length },
  ];
  yield make(['wrapped'], [first.bodySpan], outside(first), first);
  const lastDelimiter = delimiterBefore(bytes, last.span.start, bodyStart);
  const closing = delimiterAfter(bytes, last.span.end, length);
  yield make(
    ['part-at-end'],
    [
      { start: bodyStart, end: lastDelimiter },
      { start: closing, end: length },
    ],
    [{ start: lastDelimiter, end: closing }],
  );
  const second = parts[1];
  if (second !== undefined) {
    yield make(['wrapped', 'part-at-start'], [second.bodySpan], outside(second), second);
    const begin = delimiterBefore(bytes, first.span.start, bodyStart);
    const end = delimiterBefore(bytes, second.span.start, bodyStart);
    const pieces = [
      { start: bodyStart, end: begin },
      { start: end, end: length },
    ];
    yield make(['part-at-start'], pieces, [{ start: begin, end }]);
  }
}

/** Where the delimiter line above a part begins. */
function delimiterBefore(bytes: Uint8Array, partStart: number, floor: number): number {
  return Math.max(floor, partStart < 2 ? floor : bytes.lastIndexOf(10, partStart - 2) + 1);
}

/** Where the delimiter line below a part begins. */
function delimiterAfter(bytes: Uint8Array, partEnd: number, length: number): number {
  let at = partEnd;
  while (at < length && (bytes[at] === 13 || bytes[at] === 10)) {
    at += 1;
  }
  return at;
}

/** Bodies of text parts that lie within the pieces, as places in the joined body. */
function textsOf(root: MimePart, pieces: readonly Span[]): readonly TextPlace[] {
  const found: TextPlace[] = [];
  const waiting: MimePart[] = [root];
  for (let part = waiting.shift(); part !== undefined && found.length < MAX_TEXTS; part = waiting.shift()) {
    waiting.unshift(...part.parts.slice(0, MAX_TEXTS * 2));
    const { bodySpan } = part;
    let before = 0;
    for (const { start, end } of pieces) {
      if (
        part.parts.length === 0 &&
        part.mediaType.startsWith('text/') &&
        bodySpan.start >= start &&
        bodySpan.end <= end
      ) {
        const isHtml = part.mediaType === 'text/html';
        found.push({ start: before + bodySpan.start - start, end: before + bodySpan.end - start, isHtml });
      }
      before += end - start;
    }
  }
  return found;
}

function withoutLinks(base: Base, claim: BodyClaim, budget: Budget): Candidate | undefined {
  const restored = restoreLinks(toByteString(base.body));
  return restored === undefined
    ? undefined
    : tryWithoutLastLines(
        { ...base, body: fromByteString(restored), pieces: undefined, steps: [...base.steps, 'links'] },
        claim,
        budget,
      );
}

/** One text, sent in another transfer encoding, or in lines of another length with a footer inside of the encoding. */
function encodedAnew(base: Base, claim: BodyClaim, budget: Budget): Candidate | undefined {
  const { leaf, body, steps } = base;
  const encoding = leaf?.transferEncoding.toLowerCase() ?? '';
  if (leaf === undefined || !leaf.mediaType.startsWith('text/')) {
    return undefined;
  }
  const text =
    encoding === 'base64' ? decodeBase64(body) : encoding === 'quoted-printable' ? decodeQuotedPrintable(body) : body;
  const anew = { ...base, pieces: undefined };
  const plain =
    text === body
      ? undefined
      : tryWithoutLastLines({ ...anew, body: text, steps: [...steps, 'decoded'] }, claim, budget);
  return plain ?? recoded(anew, text, claim, budget);
}

function isBase64({ leaf }: Base): boolean {
  return leaf?.transferEncoding.toLowerCase() === 'base64';
}

function recoded(base: Base, text: Uint8Array, claim: BodyClaim, budget: Budget): Candidate | undefined {
  const network = crlfBytes(text);
  for (const form of network.length === text.length ? [text] : [network, text]) {
    const cuts = [form.length, ...lastLineStarts(form, 0, form.length, MAX_PART_LINES)];
    const cut = tryAsBase64(form, cuts, claim, budget);
    if (cut !== undefined) {
      return { ...base, steps: [...base.steps, 'base64', ...(cut === form.length ? [] : (['lines-at-end'] as const))] };
    }
  }
  const place = { start: 0, end: network.length, isHtml: base.leaf?.mediaType === 'text/html' };
  for (const { start, end } of isBase64(base) ? cutsAtStart(network, place) : []) {
    // To encode a text costs more than to hash it.
    if (!budget.spend(2 * network.length)) {
      return undefined;
    }
    const kept = joinPieces(network, [
      { start: 0, end: start },
      { start: end, end: network.length },
    ]);
    if (tryAsBase64(kept, [kept.length], claim, budget) !== undefined) {
      return { ...base, steps: [...base.steps, 'base64', stepOf(place, 'start', base)] };
    }
  }
  const quoted = quotedPrintableLines(network);
  return tryWithoutLastLines({ ...base, body: quoted, steps: [...base.steps, 'quoted-printable'] }, claim, budget);
}

/** A banner at the beginning of one text. */
function withoutBanner(base: Base, claim: BodyClaim, budget: Budget): Candidate | undefined {
  return withoutOne(base, cutsAtStart, 'start', claim, budget);
}

/** A footer at the end of a text part, before the line that divides the parts, or at the end of a formatted text. */
function withoutFooter(base: Base, claim: BodyClaim, budget: Budget): Candidate | undefined {
  const isLeaf = base.leaf !== undefined;
  const texts = isLeaf ? base.texts.filter(({ isHtml }) => isHtml) : base.texts;
  return withoutOne({ ...base, texts }, cutsAtEnd, 'end', claim, budget);
}

type Cuts = (body: Uint8Array, text: TextPlace) => readonly Span[];
type Side = 'start' | 'end';

function stepOf({ isHtml }: TextPlace, side: Side, base: Base): UndoStep {
  if (isHtml) return `html-at-${side}`;
  if (side === 'start') return 'lines-at-start';
  return base.leaf === undefined ? 'lines-at-end-of-part' : 'lines-at-end';
}

function withoutOne(base: Base, cuts: Cuts, side: Side, claim: BodyClaim, budget: Budget): Candidate | undefined {
  for (const text of base.texts) {
    for (const cut of cuts(base.body, text)) {
      const found = without(base, [cut], [stepOf(text, side, base)], claim, budget);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** Gateways put the same words into the plain and into the formatted text. */
function withoutBoth(cuts: Cuts, side: Side): Attempt {
  return (base, claim, budget) => {
    const [first, second] = base.texts;
    if (first === undefined || second === undefined) {
      return undefined;
    }
    const steps = [stepOf(first, side, base), stepOf(second, side, base)];
    const later = cuts(base.body, second);
    for (const one of cuts(base.body, first)) {
      for (const other of later) {
        const found = without(base, [one, other], steps, claim, budget);
        if (found !== undefined) {
          return found;
        }
      }
    }
    return undefined;
  };
}

/** @param cuts in their order, none of them within another */
function without(
  base: Base,
  cuts: readonly Span[],
  steps: readonly UndoStep[],
  claim: BodyClaim,
  budget: Budget,
): Candidate | undefined {
  if (!budget.canSpend(base.body.length)) {
    return undefined;
  }
  const kept = cuts.map(({ start }, index) => ({ start: cuts[index - 1]?.end ?? 0, end: start }));
  const rest = { start: cuts.at(-1)?.end ?? 0, end: base.body.length };
  if (!isSigned(joinPieces(base.body, [...kept, rest]), claim, budget)) {
    return undefined;
  }
  const { pieces = [] } = base;
  const spans = cuts.map(({ start, end }) => ({
    start: originalOffset(pieces, start),
    end: originalOffset(pieces, end),
  }));
  return { ...base, steps: [...base.steps, ...steps], removed: [...base.removed, ...spans] };
}
