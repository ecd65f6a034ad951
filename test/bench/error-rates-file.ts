/** `shared/analysis/error-rates.ts` as a program writes it. */
export interface RateRow {
  readonly rule: string;
  readonly version: number;
  readonly honest: readonly number[];
  readonly malicious: readonly number[];
}

export interface SourceRow {
  readonly source: string;
  readonly honest: number;
  readonly malicious: number;
}

export function errorRatesFile(sources: readonly SourceRow[], rules: readonly RateRow[]): string {
  const totals = sources.map(
    ({ source, honest, malicious }) => `  { source: '${source}', honest: ${honest}, malicious: ${malicious} },`,
  );
  const rows = rules.map(
    ({ rule, version, honest, malicious }) =>
      `  { rule: '${rule}', version: ${version}, honest: [${honest.join(', ')}], malicious: [${malicious.join(', ')}] },`,
  );
  return fileText(totals, rows);
}

function fileText(totals: readonly string[], rows: readonly string[]): string {
  return `/**
 * How often each rule fired on labelled real mail. Written by test/bench/measure-rules.ts, never by hand.
 *
 * Honest and malicious mail of different sources were received by different systems in different years: the sources
 * stand side by side and are never added.
 */

/** A collection of labelled mail and how many messages of each kind it has. */
export interface MeasuredSource {
  readonly source: string;
  readonly honest: number;
  readonly malicious: number;
}

/** On how many messages a rule of that version fired, in the order of the sources. */
export interface MeasuredRule {
  readonly rule: string;
  readonly version: number;
  readonly honest: readonly number[];
  readonly malicious: readonly number[];
}

export const MEASURED_SOURCES: readonly MeasuredSource[] = [
${totals.join('\n')}
];

export const MEASURED_RULES: readonly MeasuredRule[] = [
${rows.join('\n')}
];
`;
}
