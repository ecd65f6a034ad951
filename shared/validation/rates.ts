/** Rates and their uncertainty, as `validate` and docs/validation.md give them. */

/** 97.5th percentile of the normal distribution: for intervals of 95 %. */
const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval of a proportion (Wilson 1927; Brown, Cai and DasGupta 2001). Undefined for no messages. */
export function wilson95(fired: number, n: number): Interval | undefined {
  if (n <= 0) return undefined;
  const share = fired / n;
  const square = Z * Z;
  const centre = (share + square / (2 * n)) / (1 + square / n);
  const half = (Z / (1 + square / n)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export interface Count {
  readonly n: number;
  readonly fired: number;
}

export interface LikelihoodRatio extends Interval {
  readonly ratio: number;
  /** A count was 0 or all: 0.5 was added to each cell of the table, so that a ratio can be given at all. */
  readonly isCorrected: boolean;
}

/**
 * How many times as often a rule fires on malicious mail as on honest mail, with an interval of 95 % by the log method
 * (Katz et al. 1978; 0.5 added to each cell where one is empty, Haldane and Anscombe). Undefined where a side has no mail,
 * or where the rule never fired.
 */
export function likelihoodRatio(malicious: Count, honest: Count): LikelihoodRatio | undefined {
  if (malicious.n <= 0 || honest.n <= 0 || malicious.fired + honest.fired === 0) return undefined;
  const isCorrected = [malicious, honest].some(({ n, fired }) => fired === 0 || fired === n);
  const add = isCorrected ? 0.5 : 0;
  const [a, m] = [malicious.fired + add, malicious.n + 2 * add];
  const [b, h] = [honest.fired + add, honest.n + 2 * add];
  const ratio = a / m / (b / h);
  const error = Math.sqrt(Math.max(0, 1 / a - 1 / m + 1 / b - 1 / h));
  return { ratio, low: ratio * Math.exp(-Z * error), high: ratio * Math.exp(Z * error), isCorrected };
}
