import { readFileSync, writeFileSync } from 'node:fs';
import { bodyText } from '../../electron/engine/message/search-text';
import { collectTraits } from '../../shared/analysis/across/collect-traits';
import { relationsOf } from '../../shared/analysis/across/find-relations';
import { RELATION_KINDS } from '../../shared/analysis/across/registry';
import type { RelationKind } from '../../shared/analysis/across/relation-kind';
import { traitValue } from '../../shared/analysis/across/trait';
import { packTraits, type TraitRow, TraitTable } from '../../shared/analysis/across/trait-table';
import { analyse } from '../../shared/analysis/analyse';
import { SEVERITIES, type Severity } from '../../shared/analysis/rule';
import { acrossPage, type MeasuredKind } from './across-page';
import { SOURCES } from './labelled-mail';
import { countNumbered, measureCounters, measureHabits } from './measure-habits';
import { relationRatesFile } from './relation-rates-file';
import { thresholdPage } from './threshold-page';

/**
 * Measures how many messages of labelled mail stand in a relation, each collection and label as a case of its own, and
 * writes docs/validation-across.md and shared/analysis/across/relation-rates.ts.
 *
 *   npm run validation-across
 */

const SEARCH_TEXT = 512 << 10;

function rowOf(file: string, id: number): TraitRow {
  const bytes = new Uint8Array(readFileSync(file));
  const analysis = analyse(bytes);
  const { anatomy, route } = analysis;
  const words = Buffer.from(bodyText(bytes, anatomy, [], SEARCH_TEXT), 'utf8');
  const traits = collectTraits({ bytes, ...analysis, words }).map(traitValue);
  return { id, dateMs: anatomy.date?.instantMs ?? null, receivedMs: route[0]?.date?.instantMs ?? null, traits };
}

function tableOf(files: readonly string[]): TraitTable {
  return new TraitTable([packTraits(files.map(rowOf))]);
}

interface Counted {
  readonly relations: number;
  readonly messages: number;
}

/** By grade; a message that several relations of a grade tell of is counted once, those for comparison are not. */
function countsOf(table: TraitTable, kind: RelationKind): ReadonlyMap<Severity, Counted> {
  const found = [...relationsOf(table, kind)].flat();
  return new Map(
    SEVERITIES.map((severity) => {
      const graded = found.filter((relation) => relation.severity === severity);
      return [severity, { relations: graded.length, messages: new Set(graded.flatMap(({ about }) => about)).size }];
    }),
  );
}

function sharedIds(table: TraitTable): number {
  return [...table.groups('message-id', 2)].reduce((sum, { members }) => sum + members.length, 0);
}

function main(): void {
  const tables = SOURCES.map(({ name, honest, malicious }) => {
    console.error(name);
    return { name, honest: tableOf(honest), malicious: tableOf(malicious) };
  });
  const kinds = RELATION_KINDS.flatMap((kind): readonly MeasuredKind[] => {
    const counted = tables.map(({ honest, malicious }) => [countsOf(honest, kind), countsOf(malicious, kind)] as const);
    const none = { relations: 0, messages: 0 };
    return SEVERITIES.map((severity) => ({
      kind: kind.id,
      version: kind.version,
      severity,
      honest: counted.map(([honest]) => honest.get(severity) ?? none),
      malicious: counted.map(([, malicious]) => malicious.get(severity) ?? none),
    })).filter(
      ({ severity, honest, malicious }) =>
        severity === kind.severity || [...honest, ...malicious].some(({ messages }) => messages > 0),
    );
  });
  const sources = tables.map(({ name, honest, malicious }) => ({
    source: name,
    honest: honest.size,
    malicious: malicious.size,
    honestShared: sharedIds(honest),
    maliciousShared: sharedIds(malicious),
  }));
  writeFileSync('shared/analysis/across/relation-rates.ts', relationRatesFile(sources, kinds));
  const thresholds = tables.map(({ name, honest }) => ({
    source: name,
    habits: measureHabits(honest),
    counters: measureCounters(honest),
    numbered: countNumbered(honest),
  }));
  writeFileSync('docs/validation-across.md', acrossPage(sources, kinds, thresholdPage(thresholds)));
}

main();
