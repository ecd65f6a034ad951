import type { ValueKind } from '../../../../shared/analysis/voter-files/row-values';
import {
  type ComparedFileView,
  STANDINGS,
  type Standing,
  type VoterComparisonView,
} from '../../../../shared/contract/voter-files';
import { VALUE_NAMES } from '../../../../shared/wording/voter-files';

/** The standing whose messages are shown: the chosen one, or the first that has any. */
export function shownStanding(chosen: Standing | null, { standings }: VoterComparisonView): Standing {
  return chosen ?? STANDINGS.find((standing) => standings[standing] > 0) ?? 'not-found';
}

/** `4.8 %`; null where nothing was judged. */
export function shareOf(found: number, judged: number): string | null {
  return judged === 0 ? null : `${((100 * found) / judged).toFixed(1)} %`;
}

interface NamedKind {
  readonly name: string;
  /** How many rows of other people agree in it too; null where none does, or where that was not measured. */
  readonly share: string | null;
}

/** Values in which a row agrees, with what chance finds of each. */
export function kindsWithChance(
  kinds: readonly ValueKind[],
  { values, chance }: Pick<ComparedFileView, 'values' | 'chance'>,
): readonly NamedKind[] {
  return kinds.map((kind) => {
    const found = values.find((value) => value.kind === kind)?.byChance ?? 0;
    return { name: VALUE_NAMES[kind], share: found === 0 ? null : shareOf(found, chance.judged) };
  });
}
