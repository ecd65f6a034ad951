/** Over all messages: which file explains which message, how much chance has a part in it, and which few files explain all. */
import type { Grade, RowMatch } from './match-row';
import { VALUE_KINDS, type ValueKind } from './row-values';

/**
 * `verbatim`: the recipient's row has all that the message tells, as it is written there; `normalised`: all of it, some in
 * another form; `partly`: something is told otherwise, or another compared file has more of it; `not-found`: no row fits.
 */
export type Outcome = 'verbatim' | 'normalised' | 'partly' | 'not-found';

/** How rows of other people fit the same messages. */
export interface Chance {
  /** Rows of others that were compared with a message. */
  readonly judged: number;
  /** Of these, rows that would have been taken for the recipient's. */
  readonly fitted: number;
  /** By kind of value: how many of these rows have one that the message tells. */
  readonly found: ReadonlyMap<ValueKind, number>;
}

export interface FileSummary {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Of the messages for which a row was found, by kind of value. */
  readonly grades: ReadonlyMap<ValueKind, Readonly<Record<Grade, number>>>;
}

export interface CoverStep {
  /** Number of the file, from 0. */
  readonly file: number;
  /** Messages that it explains and no file before it. */
  readonly explains: number;
  /** Files that explain as many of what was left at this step. */
  readonly equal: readonly number[];
}

export interface Explanation {
  /** By message, then by file. */
  readonly outcomes: readonly (readonly Outcome[])[];
  readonly files: readonly FileSummary[];
  readonly cover: readonly CoverStep[];
  /** Messages that no file explains. */
  readonly unexplained: number;
}

/** A kind of value that more rows of others have as well says nothing of what a file lacks. */
const MOST_BY_CHANCE = 0.05;

/** @param matches by message, then by file: the recipient's row, null where the file has none */
export function explain(matches: readonly (readonly (RowMatch | null)[])[], chances: readonly Chance[]): Explanation {
  const telling = tellingKinds(chances);
  const outcomes = matches.map((ofFiles) => outcomesOf(ofFiles, telling));
  const files = chances.map((_, file) => ({
    outcomes: counted(outcomes.map((ofFiles) => ofFiles[file] ?? 'not-found')),
    grades: gradesOf(matches.map((ofFiles) => ofFiles[file] ?? null)),
  }));
  return { outcomes, files, ...coverOf(outcomes, files) };
}

/** The values that a message tells of a person, and not by chance. What it says of a party it says of somebody. */
function tellingKinds(chances: readonly Chance[]): ReadonlySet<ValueKind> {
  const judged = chances.reduce((sum, chance) => sum + chance.judged, 0);
  const found = (kind: ValueKind): number => chances.reduce((sum, chance) => sum + (chance.found.get(kind) ?? 0), 0);
  return new Set(VALUE_KINDS.filter((kind) => kind === 'party' || found(kind) <= judged * MOST_BY_CHANCE));
}

function outcomesOf(matches: readonly (RowMatch | null)[], telling: ReadonlySet<ValueKind>): readonly Outcome[] {
  const told = new Set(
    matches.flatMap((match) =>
      [...(match?.grades ?? [])].flatMap(([kind, grade]) => (grade === 'other' ? [] : [kind])),
    ),
  );
  const needed = [...told].filter((kind) => telling.has(kind));
  return matches.map((match) => (match === null ? 'not-found' : outcomeOf(match, needed)));
}

function outcomeOf({ grades }: RowMatch, needed: readonly ValueKind[]): Outcome {
  const all = [...grades.values()];
  if (all.includes('other') || needed.some((kind) => !grades.has(kind))) return 'partly';
  return all.includes('normalised') ? 'normalised' : 'verbatim';
}

function counted(outcomes: readonly Outcome[]): FileSummary['outcomes'] {
  const count = (wanted: Outcome): number => outcomes.filter((outcome) => outcome === wanted).length;
  return {
    verbatim: count('verbatim'),
    normalised: count('normalised'),
    partly: count('partly'),
    'not-found': count('not-found'),
  };
}

function gradesOf(matches: readonly (RowMatch | null)[]): FileSummary['grades'] {
  const grades = new Map<ValueKind, Record<Grade, number>>();
  for (const [kind, grade] of matches.flatMap((match) => [...(match?.grades ?? [])])) {
    const counts = grades.get(kind) ?? { exact: 0, normalised: 0, other: 0 };
    counts[grade] += 1;
    grades.set(kind, counts);
  }
  return grades;
}

/**
 * A small set of files that explains all that any explains: each step takes the file that explains most of what is left
 * (greedy; the smallest set can be smaller), of equal ones that with more verbatim messages, then the one named first.
 */
function coverOf(
  outcomes: readonly (readonly Outcome[])[],
  files: readonly FileSummary[],
): Pick<Explanation, 'cover' | 'unexplained'> {
  let left = outcomes;
  const cover: CoverStep[] = [];
  for (;;) {
    const gains = files.map((_, file) => left.filter((ofFiles) => isExplained(ofFiles[file])).length);
    const most = Math.max(0, ...gains);
    const best = files.map((_, file) => file).filter((file) => gains[file] === most);
    const verbatim = (file: number): number => files[file]?.outcomes.verbatim ?? 0;
    const [file, ...equal] = best.sort((a, b) => verbatim(b) - verbatim(a) || a - b);
    if (most === 0 || file === undefined) return { cover, unexplained: left.length };
    cover.push({ file, explains: most, equal });
    left = left.filter((ofFiles) => !isExplained(ofFiles[file]));
  }
}

/** All that a message tells is in the file. */
export function isExplained(outcome: Outcome | undefined): boolean {
  return outcome === 'verbatim' || outcome === 'normalised';
}
