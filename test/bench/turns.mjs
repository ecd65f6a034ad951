/**
 * Programs that are compared run in turns: a machine whose speed changes from minute to minute is then slow for all of them, not for
 * one. Of each the turn with the median time counts.
 */

/** Large cases take too long for more than one. */
export const turnsFor = (messages) => (messages <= 10_000 ? 3 : 1);

export function median(values, of = (value) => value) {
  return values.toSorted((a, b) => of(a) - of(b))[Math.floor(values.length / 2)];
}

/**
 * @param {number} turns
 * @param {readonly (readonly [string, () => { seconds: number }])[]} steps what to call, in order, in each turn
 * @param {(name: string, turn: number) => void} told
 * @returns {Record<string, { seconds: number }[]>} of each step, what its turns gave
 */
export function inTurns(turns, steps, told) {
  const results = Object.fromEntries(steps.map(([name]) => [name, []]));
  for (let turn = 1; turn <= turns; turn += 1) {
    for (const [name, run] of steps) {
      told(name, turn);
      results[name].push(run());
    }
  }
  return results;
}

export function medians(results) {
  return Object.fromEntries(
    Object.entries(results).map(([name, all]) => [name, median(all, ({ seconds }) => seconds)]),
  );
}

/** The analysis beside bare mailparser: the median of cold passes, the best of the warm ones, each hostile header at its median. */
export function analysisOf(ours, mailparsers) {
  const cold = (all) => median(all.map(([first]) => first));
  const warm = (all) => Math.min(...all.flatMap(([, ...rest]) => rest));
  const best = (key) => Math.min(...ours.flatMap((one) => one[key]));
  const { messages, headerBytes, hostile, load } = ours[0];
  const analysed = ours.map((one) => one.analysed);
  const beside = mailparsers.map(({ passes }) => passes);
  return {
    messages,
    headerBytes,
    load,
    cold: { ours: cold(analysed), mailparser: cold(beside) },
    warm: { ours: warm(analysed), mailparser: warm(beside) },
    listed: best('listed'),
    cut: best('cut'),
    hostile: hostile.map(({ name }, n) => ({ name, ms: median(ours.map((one) => one.hostile[n].ms)) })),
  };
}
