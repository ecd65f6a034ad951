import type { Check } from '../../../../shared/contract/outcomes';
import { grouped } from '../../../../shared/wording/packet-numbers';

const SHOWN = 20;

/** A check from what it found wrong; `good` says what was checked when nothing is. */
export function checkResult(name: string, problems: readonly string[], good: string): Check {
  if (problems.length === 0) {
    return { name, ok: true, detail: good };
  }
  const more = problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : '';
  return { name, ok: false, detail: `${problems.slice(0, SHOWN).join('; ')}${more}` };
}

export function counted(count: number, one: string, many: string): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
