/**
 * How much the tests of durability do: a bounded set with the other tests, the numbers of a release with
 * `npm run torture` (CHAINMAIL_TORTURE=1), and the same moments again with a seed (CHAINMAIL_SEED).
 */
import { randomInt } from 'node:crypto';
import { env } from 'node:process';

export const isTorture = env['CHAINMAIL_TORTURE'] === '1';

/** The count for this run: `bounded` with the other tests, `whole` with `npm run torture`. */
export function scaled(bounded: number, whole: number): number {
  return isTorture ? whole : bounded;
}

/** A seed for what the test leaves to chance; printed, so that a failure can be repeated. */
export function chosenSeed(what: string): number {
  const seed = Number(env['CHAINMAIL_SEED'] ?? randomInt(2 ** 31));
  console.log(`${what}: seed ${seed} (CHAINMAIL_SEED=${seed} runs the same again)`);
  return seed;
}
