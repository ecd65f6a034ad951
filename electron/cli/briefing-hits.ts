/** The check of wording on the command line: hits with their advice, for programs and for people. */
import type { WordingHit } from '../../shared/briefing/lint';
import { stopsExport } from '../../shared/briefing/lint';
import { hitSentence, lintAdvice, wordingSentences } from '../../shared/wording/briefing-lint';

export function hitsWithAdvice(hits: readonly WordingHit[]) {
  return hits.map((hit) => ({ ...hit, ...lintAdvice[hit.rule], stopsExport: stopsExport(hit) }));
}

export function hitLines(hits: readonly WordingHit[]): readonly string[] {
  return hits.length === 0 ? [wordingSentences.none] : [wordingSentences.some(hits.length), ...hits.map(hitSentence)];
}
