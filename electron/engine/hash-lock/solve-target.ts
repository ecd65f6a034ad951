/** The search for what an id was made from, cut into tasks for the threads; ends with the first hit. */
import { HASH_RECIPES } from '../../../shared/analysis/hash-lock/recipes';
import { type HashTarget, secondsAround } from '../../../shared/analysis/hash-lock/targets';
import type { HashHit, HashSearch, HashSearchResult } from './search-hash';

export interface SolveOptions {
  readonly windowSeconds: number;
  readonly threads: number;
  readonly run: (search: HashSearch) => Promise<HashSearchResult>;
  readonly onTried: (texts: number) => void;
}

export interface SolveResult {
  readonly hit: HashHit | null;
  readonly tried: number;
}

/** So many texts are one task: well under the limit of a thread, and often enough a moment to stop. */
const TASK_TEXTS = 4_000_000;

export function recipesFor(target: HashTarget): readonly string[] {
  return HASH_RECIPES.filter((recipe) => recipe.fits(target)).map(({ kind }) => kind);
}

function textsASecond(recipes: readonly string[]): number {
  return HASH_RECIPES.filter(({ kind }) => recipes.includes(kind)).reduce((sum, { texts }) => sum + texts, 0);
}

/** How many texts a search tries at most. */
export function textsOf(target: HashTarget, centres: readonly number[], windowSeconds: number): number {
  return textsASecond(recipesFor(target)) * secondsAround(centres, windowSeconds).length;
}

export async function solveTarget(
  target: HashTarget,
  centres: readonly number[],
  { windowSeconds, threads, run, onTried }: SolveOptions,
): Promise<SolveResult> {
  const recipes = recipesFor(target);
  const seconds = secondsAround(centres, windowSeconds);
  const step = Math.max(1, Math.floor(TASK_TEXTS / Math.max(1, textsASecond(recipes))));
  let next = 0;
  let tried = 0;
  let hit: HashHit | null = null;
  const work = async (): Promise<void> => {
    while (hit === null && next < seconds.length) {
      const task = { hash: target.hash, recipes, seconds: seconds.slice(next, next + step) };
      next += step;
      const result = await run(task);
      tried += result.tried;
      onTried(result.tried);
      hit ??= result.hit;
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, threads) }, work));
  return { hit, tried };
}
