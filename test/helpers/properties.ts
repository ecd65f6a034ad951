/**
 * fast-check with the seed of the run. `npm test` tries the same inputs every time, so that a commit holds or does not;
 * `npm run torture -- --only R14` tries others, and more of them, and prints the seed that repeats them.
 */
import { env } from 'node:process';
import * as fastCheck from 'fast-check';
import { scaled } from './scale';

/** The day on which the messages were sent that Chainmail was made for. */
const usualSeed = 20_201_020;

fastCheck.configureGlobal({ seed: Number(env['CHAINMAIL_SEED'] ?? usualSeed), numRuns: scaled(100, 2_000) });

/** As fast-check's own; tortured, with twenty times the runs that a test asks for. */
function assert<T>(property: fastCheck.IAsyncProperty<T>, parameters?: fastCheck.Parameters<T>): Promise<void>;
function assert<T>(property: fastCheck.IProperty<T>, parameters?: fastCheck.Parameters<T>): void;
function assert<T>(property: fastCheck.IRawProperty<T>, parameters?: fastCheck.Parameters<T>): Promise<void> | void;
function assert<T>(property: fastCheck.IRawProperty<T>, parameters: fastCheck.Parameters<T> = {}) {
  const { numRuns } = parameters;
  return fastCheck.assert(property, {
    ...parameters,
    ...(numRuns !== undefined && { numRuns: scaled(numRuns, 20 * numRuns) }),
  });
}

const fc: typeof fastCheck = { ...fastCheck, assert };
export default fc;
