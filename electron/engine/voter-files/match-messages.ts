/** Compares the rows that may be recipients' with the messages, once a file was read. */

import type { Chance } from '../../../shared/analysis/voter-files/explain';
import { matchRow, type RowMatch, scoreOf } from '../../../shared/analysis/voter-files/match-row';
import { nameKey, type RowValues, type ValueKind } from '../../../shared/analysis/voter-files/row-values';
import type { Told } from '../../../shared/analysis/voter-files/told';
import type { CandidateRows } from './candidate-rows';

/** Rows of others that each message is compared with; the next message gets the next ones. */
const OTHERS_EACH = 8;

/** The rows of one file that are the recipients', and how rows of others fit the same messages. */
export class FileMatches {
  readonly #rows: CandidateRows;
  readonly #matches = new Map<number, RowMatch>();
  readonly #found = new Map<ValueKind, number>();
  #judged = 0;
  #fitted = 0;
  #turn = 0;

  constructor(rows: CandidateRows) {
    this.#rows = rows;
  }

  get chance(): Chance {
    return { judged: this.#judged, fitted: this.#fitted, found: this.#found };
  }

  of(message: number): RowMatch | null {
    return this.#matches.get(message) ?? null;
  }

  compare(message: number, told: Told): void {
    let best: { readonly row: RowValues; readonly match: RowMatch } | null = null;
    for (const row of this.#rows.of(message)) {
      const match = matchRow(row, told);
      const isBetter = match.fits !== null && (best === null || scoreOf(match) > scoreOf(best.match));
      if (isBetter) best = { row, match };
    }
    if (best !== null) this.#matches.set(message, best.match);
    this.#measureChance(told, best?.row ?? null);
  }

  #measureChance(told: Told, own: RowValues | null): void {
    const { sample } = this.#rows;
    for (let count = 0; count < Math.min(OTHERS_EACH, sample.length); count += 1) {
      const row = sample[this.#turn % sample.length];
      this.#turn += 1;
      if (row !== undefined && (own === null || !isSamePerson(row, own))) this.#judgeOther(row, told);
    }
  }

  #judgeOther(row: RowValues, told: Told): void {
    const { fits, grades } = matchRow(row, told);
    this.#judged += 1;
    this.#fitted += fits === null ? 0 : 1;
    for (const [kind, grade] of grades) {
      if (grade !== 'other') this.#found.set(kind, (this.#found.get(kind) ?? 0) + 1);
    }
  }
}

/** Whoever has the same name or the same address: a person can stand in a file twice. */
function isSamePerson(one: RowValues, other: RowValues): boolean {
  const name = (row: RowValues): string =>
    nameKey(row.get('first-name') ?? '', row.get('last-name') ?? '').toUpperCase();
  const email = (row: RowValues): string => (row.get('email') ?? '').toLowerCase();
  return (name(one) !== '' && name(one) === name(other)) || (email(one) !== '' && email(one) === email(other));
}
