/** The measured rate of a rule in one sentence: how often, on what, and never as one pooled number. */
import type { ErrorRate, FiredCount } from '../analysis/rule';

export function errorRateSentence(rate: ErrorRate): string {
  if ('unavailable' in rate) {
    return rate.unavailable;
  }
  const { honest, malicious, corpus } = rate;
  return `Measured on ${corpus}: reported, at any severity, in ${share(honest)} honest and ${share(malicious)} malicious messages.`;
}

/** `3 of 1,994 (0.2 %)` */
export function share({ n, fired }: FiredCount): string {
  const percent = n === 0 ? 0 : (100 * fired) / n;
  const digits = percent === 0 || percent >= 10 ? 0 : 1;
  return `${grouped(fired)} of ${grouped(n)} (${percent > 0 && percent < 0.05 ? 'under 0.1' : percent.toFixed(digits)} %)`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
