import type { CaseView } from './case-view';

/** 0 is `A`, 25 `Z`, 26 `AA`, as on exhibit stickers. */
export function labelAt(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : labelAt(Math.trunc(index / 26) - 1) + letter;
}

/** The next `count` labels that no exhibit bears. A label that was given back may be given again. */
export function freeLabels(view: CaseView, count: number): readonly string[] {
  const used = new Set(view.exhibits.map(({ label }) => label));
  const free: string[] = [];
  for (let index = 0; free.length < count; index += 1) {
    const label = labelAt(index);
    if (!used.has(label)) {
      free.push(label);
    }
  }
  return free;
}
