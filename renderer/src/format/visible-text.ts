import { characterLabel, isInvisible } from './characters';

/** A run of mail text: plain, or one character that has to be named because it cannot be seen. */
export interface VisibleRun {
  readonly text: string;
  readonly named: boolean;
  /** Index of the run's first UTF-16 unit. */
  readonly at: number;
}

/** Anything outside the plainest Latin that could hide or turn text. A first, cheap sieve for lists. */
const SUSPECT = /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u0300]/u;

/** Splits decoded mail text so that nothing in it can hide or reorder its surroundings. Lone surrogates are named too. */
export function visibleRuns(text: string): readonly VisibleRun[] {
  if (!SUSPECT.test(text)) {
    return [{ text, named: false, at: 0 }];
  }
  const runs: VisibleRun[] = [];
  let plainFrom = 0;
  for (let index = 0; index < text.length; ) {
    const codePoint = text.codePointAt(index) ?? 0;
    const size = codePoint > 0xffff ? 2 : 1;
    if (isInvisible(codePoint) || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      pushPlain(runs, text, plainFrom, index);
      runs.push({ text: characterLabel(codePoint), named: true, at: index });
      plainFrom = index + size;
    }
    index += size;
  }
  pushPlain(runs, text, plainFrom, text.length);
  return runs;
}

function pushPlain(runs: VisibleRun[], text: string, from: number, to: number): void {
  if (to > from) {
    runs.push({ text: text.slice(from, to), named: false, at: from });
  }
}

/** The same as one string, for names that are read out: `invoice⟨RLO U+202E⟩fdp.exe`. */
export function visibleString(text: string): string {
  return visibleRuns(text)
    .map((run) => (run.named ? `⟨${run.text}⟩` : run.text))
    .join('');
}
