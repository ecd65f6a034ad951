/**
 * The words of the briefing report: neutral, short, past tense. What a rule observed, what the header records, what a
 * person decided; never what anybody did or meant (ICD 203).
 */
import type { Severity } from '../analysis/rule';
import type { Decision } from '../contract/model';
import { grouped } from './packet-numbers';

export const reportTitle = 'Briefing packet';
export const contentsTitle = 'Contents';
export const notStated = 'not stated';
export const none = 'none';
export const examinersWords = 'Examiner\u2019s words';
export const claimedLabel = 'claimed, not verified';
export const verifiedLabel = 'recorded above the proposed trust boundary';

/** Severity in words for a lay reader: how unusual the observation is in honest mail, never how guilty anybody is. */
export const severityWords: Readonly<Record<Severity, string>> = {
  proof: 'contradiction',
  high: 'rare in honest mail',
  medium: 'uncommon in honest mail',
  low: 'common in honest mail',
  info: 'context',
};

export const severityMeaning: Readonly<Record<Severity, string>> = {
  proof: 'Two statements of the message cannot both be true, or a cryptographic value does not fit the bytes.',
  high: 'Rare in honest mail (under 1 % where it was measured) and hard to explain innocently.',
  medium: 'Uncommon in honest mail (1 to 5 % where it was measured).',
  low: 'Common in honest mail (more than 5 % where it was measured).',
  info: 'Helps to read the message; no weight of its own.',
};

export const decisionWords: Readonly<Record<Decision, string>> = {
  confirmed: 'confirmed',
  innocent: 'considered innocent',
  undecided: 'left undecided',
};

export const notAssessed = 'not assessed';

export function clippedNote(characters: number): string {
  return ` [${grouped(characters)} further characters are not printed here; the exhibit\u2019s file holds all of them]`;
}

export function shortNote(characters: number): string {
  return ` \u2026 [${grouped(characters)} more characters]`;
}

export function omittedBytes(count: number, start: number, end: number): string {
  return `${grouped(count)} further bytes of this field are not printed here (${byteRange(start, end)} of the exhibit\u2019s file).`;
}

export function omittedFields(count: number, start: number): string {
  return `${count === 1 ? 'One further field is' : `${grouped(count)} further fields are`} not printed here (from byte ${grouped(start)} of the exhibit\u2019s file).`;
}

export function byteRange(start: number, end: number): string {
  return `bytes ${grouped(start)}\u2013${grouped(end)}`;
}

/** A gap between two hops: `+2 s`, `+3 h 12 min`, `−46 s`. */
export function gapWords(seconds: number | null): string {
  if (seconds === null) {
    return 'not determined';
  }
  const sign = seconds < 0 ? '\u2212' : '+';
  return `${sign}${durationWords(Math.abs(Math.round(seconds)))}`;
}

function durationWords(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => seconds >= size);
  const [size, name] = units[first < 0 ? 3 : first] ?? [1, 's'];
  const next = units[first + 1];
  const rest = next === undefined || first < 0 ? 0 : Math.floor((seconds % size) / next[0]);
  return `${grouped(Math.floor(seconds / size))} ${name}${rest > 0 && next !== undefined ? ` ${rest} ${next[1]}` : ''}`;
}
