/**
 * The words of estimation that ICD 203 (Analytic Standards, section D.6.e.(2)) allows, each with its range of probability.
 *
 * The directive has two rows of words for the same seven ranges and asks that one product does not mix them. Confidence
 * speaks of sources and reasoning, and never stands in one sentence with a likelihood.
 */

export const LIKELIHOODS = [
  'almost no chance',
  'very unlikely',
  'unlikely',
  'roughly even chance',
  'likely',
  'very likely',
  'almost certain',
] as const;

export const CONFIDENCES = ['low', 'moderate', 'high'] as const;

export type Likelihood = (typeof LIKELIHOODS)[number];
export type Confidence = (typeof CONFIDENCES)[number];

/** One range of the scale with its word in either row. */
export interface ScaleStep {
  readonly word: Likelihood;
  readonly other: string;
  /** Per cent. */
  readonly from: number;
  readonly to: number;
}

export const SCALE: readonly ScaleStep[] = [
  { word: 'almost no chance', other: 'remote', from: 1, to: 5 },
  { word: 'very unlikely', other: 'highly improbable', from: 5, to: 20 },
  { word: 'unlikely', other: 'improbable', from: 20, to: 45 },
  { word: 'roughly even chance', other: 'roughly even odds', from: 45, to: 55 },
  { word: 'likely', other: 'probable', from: 55, to: 80 },
  { word: 'very likely', other: 'highly probable', from: 80, to: 95 },
  { word: 'almost certain', other: 'nearly certain', from: 95, to: 99 },
];
