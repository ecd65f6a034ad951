import type { FiredCount } from '../analysis/rule';
import { share } from './error-rate';

export interface RelationRate {
  readonly source: string;
  readonly honest: FiredCount;
  readonly malicious: FiredCount;
}

/** How many messages of labelled mail stand in such a relation, collection by collection; never one pooled number. */
export function relationRateSentence(rates: readonly RelationRate[]): string {
  if (rates.length === 0) {
    return 'This kind of relation has not been measured on labelled mail.';
  }
  return `Messages in such a relation, of labelled mail: ${rates.map(rateOf).join('; ')}.`;
}

function rateOf({ source, honest, malicious }: RelationRate): string {
  const sides = [
    ...(honest.n === 0 ? [] : [`${share(honest)} honest`]),
    ...(malicious.n === 0 ? [] : [`${share(malicious)} malicious`]),
  ];
  return `${sides.join(' and ')} (${source})`;
}
