import type { RelationRate } from '../../wording/relation-rate';
import type { Severity } from '../rule';
import type { RelationKind } from './relation-kind';
import { MEASURED_RELATIONS, RELATION_SOURCES } from './relation-rates';

/** How many messages of each collection stand in a relation of this kind and grade; none where another version was measured. */
export function relationRates({ id, version }: RelationKind, severity: Severity): readonly RelationRate[] {
  const ofKind = MEASURED_RELATIONS.filter((one) => one.kind === id && one.version === version);
  if (ofKind.length === 0) return [];
  const measured = ofKind.find((one) => one.severity === severity);
  return RELATION_SOURCES.map(({ source, honest, malicious }, index) => ({
    source,
    honest: { n: honest, fired: measured?.honest[index] ?? 0 },
    malicious: { n: malicious, fired: measured?.malicious[index] ?? 0 },
  }));
}
