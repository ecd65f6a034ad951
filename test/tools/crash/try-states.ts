/** Writes crash states out as files, one after the other, and lets each be judged. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder } from '../../helpers/remove-folder';
import type { CrashState } from './crash-states';

/** Of the states that failed, so many are kept to be looked at. */
const KEPT = 5;
const KEPT_IN = 'build/crash-states';

export interface Tried {
  readonly states: number;
  /** Each with the state that it was found in, and where that is kept. */
  readonly problems: readonly string[];
}

/**
 * @param stage an empty folder, best in memory: what the judge syncs there proves nothing
 * @param judge gets the state's folder; returns what is wrong
 */
export async function tryStates(
  states: Iterable<CrashState>,
  stage: string,
  judge: (place: string, state: CrashState) => Promise<readonly string[]>,
): Promise<Tried> {
  const problems: string[] = [];
  let tried = 0;
  let kept = 0;
  for (const state of states) {
    tried += 1;
    const place = join(stage, String(tried));
    mkdirSync(place);
    state.disk.writeTo(place);
    const found = await judge(place, state);
    if (found.length > 0 && kept < KEPT) {
      kept += 1;
      problems.push(`${state.label}: kept in ${keep(state, kept)}`);
    }
    problems.push(...found.map((problem) => `${state.label}: ${problem}`));
    removeFolder(place);
  }
  return { states: tried, problems };
}

/** As it was before it was judged. */
function keep({ disk }: CrashState, number: number): string {
  const folder = join(KEPT_IN, String(number));
  removeFolder(folder);
  mkdirSync(folder, { recursive: true });
  disk.writeTo(folder);
  return folder;
}
