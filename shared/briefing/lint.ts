/**
 * Checks the examiner's words before they leave: estimative language by ICD 203, attribution, and what tells who a victim is.
 *
 * A hit is advice with a place, not a verdict on the text. Only what could name a victim stops an export (`stopsExport`):
 * it cannot be called back. Everything else is the writer's to decide, and is named in the receipt.
 */
import type { Briefing, BriefingSection } from './content';
import {
  ATTRIBUTION,
  CERTAINTY,
  CONFIDENCE,
  LIKELIHOOD_FIRST,
  LIKELIHOOD_SECOND,
  OFF_SCALE,
  PERSON,
} from './lint-patterns';
import { isInside, quotedSpans, type Span, sentencesOf } from './sentences';
import { type TextPiece, textsOf } from './texts';

export const LINT_RULES = [
  'person',
  'combined',
  'off-scale',
  'certainty',
  'two-rows',
  'chosen-twice',
  'attribution',
  'long-summary',
] as const;

export type LintRule = (typeof LINT_RULES)[number];

export interface WordingHit extends Span {
  readonly rule: LintRule;
  readonly section: BriefingSection;
  readonly field: string;
  /** The passage itself. */
  readonly text: string;
}

/** Words that a bottom line may have. */
export const SUMMARY_WORDS_MAX = 150;

/** Whether a packet must not leave with this passage in it. */
export function stopsExport(hit: WordingHit): boolean {
  return hit.rule === 'person';
}

/** Hits of every section that is written. */
export function lintBriefing(briefing: Briefing): readonly WordingHit[] {
  const pieces = Object.entries(briefing).flatMap(([section, written]) =>
    // Safe: the key is the section's own name.
    written === undefined ? [] : textsOf(section as BriefingSection, written.content),
  );
  return [...pieces.flatMap(lintPiece), ...twoRows(pieces)];
}

/** Hits of one piece of text, in its order; what needs the whole report to be seen (`two-rows`) is not among them. */
export function lintPiece(piece: TextPiece): readonly WordingHit[] {
  if (piece.section === 'cover' || piece.section === 'qualifications') {
    return [];
  }
  const hits = [...personHits(piece), ...wordHits(piece), ...attributionHits(piece), ...longSummary(piece)];
  return hits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Nobody needs an address to know how many were reached; other sections may quote one as evidence. */
function personHits(piece: TextPiece): readonly WordingHit[] {
  return piece.section === 'impact' ? PERSON.flatMap((pattern) => matches(piece, pattern, 'person')) : [];
}

/** A judgement's likelihood is chosen beside its statement. */
const isStatement = ({ field }: TextPiece): boolean => field.endsWith('.statement');

function wordHits(piece: TextPiece): readonly WordingHit[] {
  const likelihoods = likelihoodsIn(piece);
  const combined = sentencesOf(piece.text).filter((sentence) => {
    const inside = (span: Span): boolean => span.start >= sentence.start && span.end <= sentence.end;
    return likelihoods.some(inside) && unquoted(piece, CONFIDENCE).some(inside);
  });
  return [
    ...combined.map((span) => hitAt(piece, span, 'combined')),
    ...(isStatement(piece) ? likelihoods.map((span) => hitAt(piece, span, 'chosen-twice')) : []),
    ...unquoted(piece, OFF_SCALE).map((span) => hitAt(piece, span, 'off-scale')),
    ...unquoted(piece, CERTAINTY)
      .filter((span) => !likelihoods.some(({ start, end }) => span.start >= start && span.end <= end))
      .map((span) => hitAt(piece, span, 'certainty')),
  ];
}

function likelihoodsIn(piece: TextPiece): readonly Span[] {
  return [...unquoted(piece, LIKELIHOOD_FIRST), ...unquoted(piece, LIKELIHOOD_SECOND)];
}

/** A sentence that carries a likelihood states a judgement; so does a statement, whose likelihood stands beside it. */
function attributionHits(piece: TextPiece): readonly WordingHit[] {
  if (isStatement(piece) || piece.field.startsWith('hypotheses')) {
    return [];
  }
  const likelihoods = likelihoodsIn(piece);
  const judged = sentencesOf(piece.text).filter((sentence) =>
    likelihoods.some(({ start }) => isInside([sentence], start)),
  );
  return unquoted(piece, ATTRIBUTION)
    .filter(({ start }) => !isInside(judged, start))
    .map((span) => hitAt(piece, span, 'attribution'));
}

function longSummary(piece: TextPiece): readonly WordingHit[] {
  if (piece.section !== 'summary') {
    return [];
  }
  const words = Array.from(piece.text.matchAll(/\S+/g));
  const first = words[SUMMARY_WORDS_MAX];
  return first === undefined
    ? []
    : [hitAt(piece, { start: first.index, end: piece.text.trimEnd().length }, 'long-summary')];
}

/** The rarer row of words where one report uses both rows of the scale. */
function twoRows(pieces: readonly TextPiece[]): readonly WordingHit[] {
  const prose = pieces.filter(({ section }) => section !== 'cover' && section !== 'qualifications');
  const first = prose.flatMap((piece) =>
    unquoted(piece, LIKELIHOOD_FIRST).map((span) => hitAt(piece, span, 'two-rows')),
  );
  const second = prose.flatMap((piece) =>
    unquoted(piece, LIKELIHOOD_SECOND).map((span) => hitAt(piece, span, 'two-rows')),
  );
  // A chosen likelihood is of the first row: then the second is the one to change.
  const choosesFirst = pieces.some(isStatement);
  if (second.length === 0 || (first.length === 0 && !choosesFirst)) {
    return [];
  }
  return !choosesFirst && second.length > first.length ? first : second;
}

function unquoted(piece: TextPiece, pattern: RegExp): readonly Span[] {
  const quotes = quotedSpans(piece.text);
  return matchSpans(piece.text, pattern).filter(({ start }) => !isInside(quotes, start));
}

function matches(piece: TextPiece, pattern: RegExp, rule: LintRule): readonly WordingHit[] {
  return matchSpans(piece.text, pattern).map((span) => hitAt(piece, span, rule));
}

function matchSpans(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

function hitAt({ section, field, text }: TextPiece, { start, end }: Span, rule: LintRule): WordingHit {
  return { rule, section, field, start, end, text: text.slice(start, end) };
}
