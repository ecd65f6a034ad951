import type { MeasuredKind } from './across-page';
import type { SourceRow } from './error-rates-file';

/** `shared/analysis/across/relation-rates.ts` as a program writes it. */
export function relationRatesFile(sources: readonly SourceRow[], kinds: readonly MeasuredKind[]): string {
  const totals = sources.map(
    ({ source, honest, malicious }) => `  { source: '${source}', honest: ${honest}, malicious: ${malicious} },`,
  );
  const counts = (side: MeasuredKind['honest']): string => side.map(({ messages }) => messages).join(', ');
  const rows = kinds.map(
    ({ kind, version, severity, honest, malicious }) =>
      `  { kind: '${kind}', version: ${version}, severity: '${severity}', honest: [${counts(honest)}], malicious: [${counts(malicious)}] },`,
  );
  return `import type { MeasuredSource } from '../error-rates';
import type { Severity } from '../rule';

/** How many messages of labelled real mail stand in a relation. Written by test/bench/measure-across.ts, never by hand. */

/** In the order of the sources. Grades that are not listed were not given to any message. */
export interface MeasuredRelation {
  readonly kind: string;
  readonly version: number;
  readonly severity: Severity;
  readonly honest: readonly number[];
  readonly malicious: readonly number[];
}

export const RELATION_SOURCES: readonly MeasuredSource[] = [
${totals.join('\n')}
];

export const MEASURED_RELATIONS: readonly MeasuredRelation[] = [
${rows.join('\n')}
];
`;
}
