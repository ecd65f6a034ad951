import { describe, expect, test } from 'vitest';
import { composeReport } from '../../../shared/packet-format/compose-report';
import { findingGroups } from '../../../shared/packet-format/report/finding-groups';
import type { ReportExhibit } from '../../../shared/packet-format/report-content';
import type { ReportSection } from '../../../shared/packet-format/report-model';
import { contextColumns, explainedWords } from '../../../shared/wording/packet-exhibit';
import { finding, sampleContent, sampleExhibit } from './sample';

const exhibits = (count: number): readonly ReportExhibit[] =>
  Array.from({ length: count }, (_, index) => sampleExhibit(`X${index}`));
const sectionsOf = (count: number): readonly ReportSection[] => composeReport(sampleContent(exhibits(count))).sections;
const rules = [...new Set(sampleExhibit().message.findings.map(({ rule }) => rule))];
const texts = (section: ReportSection | undefined): string => JSON.stringify(section?.blocks ?? []);
const explanations = sampleExhibit().message.findings.map(({ explanation }) => explanation);

describe('observations of one rule in a message', () => {
  test('are one with all their places, in the order of their bytes, the strongest rule first', () => {
    const at = (rule: string, severity: 'high' | 'low', start: number) =>
      finding({ rule, severity, spans: [{ start, end: start + 1 }] });
    const groups = findingGroups([at('b', 'low', 9), at('a', 'high', 8), at('b', 'low', 2), at('a', 'low', 1)]);

    expect(groups.map(({ finding: { rule, severity }, places }) => [rule, severity, places.map(startOf)])).toEqual([
      ['a', 'high', [8]],
      ['a', 'low', [1]],
      ['b', 'low', [2, 9]],
    ]);
  });

  test('have one number in the margin, wherever their bytes are', () => {
    const exhibit = sampleExhibit();
    const twice = finding({ rule: 'twice.seen', severity: 'proof', spans: [{ start: 0, end: 4 }] });
    const again = finding({ ...twice, summary: 'Seen again.', spans: [{ start: 10, end: 14 }] });
    const message = { ...exhibit.message, findings: [again, twice] };
    const { sections } = composeReport(sampleContent([{ ...exhibit, message }]));
    const block = sections.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'header-excerpt');

    expect(block?.kind === 'header-excerpt' ? block.marks.map(({ number, start }) => [number, start]) : null).toEqual([
      [1, 0],
      [1, 10],
    ]);
    expect(texts(sections.find(({ title }) => title === 'Exhibit A'))).toContain('Seen again.');
  });
});

describe('what an observation means', () => {
  test('stands in each exhibit of a packet of three', () => {
    const sections = sectionsOf(3);

    expect(sections.map(({ id }) => id)).not.toContain('observations');
    for (const section of sections.filter(({ title }) => title.startsWith('Exhibit X'))) {
      expect(explanations.filter((text) => !texts(section).includes(JSON.stringify(text)))).toEqual([]);
    }
  });

  test('stands once in a packet of four; each exhibit names its number there', () => {
    const sections = sectionsOf(4);
    const explained = sections.find(({ id }) => id === 'observations');
    const numbered = (explained?.blocks ?? []).flatMap((block) => (block.kind === 'heading' ? [block.text] : []));

    expect(numbered).toHaveLength(rules.length);
    expect(numbered.map((text) => Number.parseInt(text, 10))).toEqual(rules.map((_, index) => index + 1));
    expect(explanations.filter((text) => !texts(explained).includes(JSON.stringify(text)))).toEqual([]);
    for (const section of sections.filter(({ title }) => title.startsWith('Exhibit X'))) {
      expect(explanations.filter((text) => texts(section).includes(JSON.stringify(text)))).toEqual([]);
      expect(rules.map((_, index) => texts(section).includes(`number ${index + 1}"`))).toEqual(rules.map(() => true));
    }
  });

  test('innocent causes and error rates stand beside every claim all the same', () => {
    const section = sectionsOf(4).find(({ title }) => title === 'Exhibit X0');
    const { findings } = sampleExhibit().message;
    const claims = findings.filter(({ severity, assessment }) => severity !== 'info' || assessment !== null);

    expect(claims.length).toBeGreaterThan(0);
    expect(rowsOf(section, explainedWords.innocent)).toHaveLength(findingGroups(claims).length);
    expect(rowsOf(section, explainedWords.errorRate)).toHaveLength(findingGroups(claims).length);
  });

  test('what is context only stands in one table, with its mark, unless the examiner assessed it', () => {
    const context = finding({ rule: 'context.seen', severity: 'info', summary: 'Seen in passing.', assessment: null });
    const exhibit = sampleExhibit();
    const message = { ...exhibit.message, findings: [...exhibit.message.findings, context] };
    const packet = (one: typeof message) =>
      composeReport(sampleContent([{ ...exhibit, message: one }, ...exhibits(3)])).sections.find(
        ({ title }) => title === 'Exhibit A',
      );
    const tables = (section: ReportSection | undefined) =>
      (section?.blocks ?? []).flatMap((block) =>
        block.kind === 'table' && block.columns[0]?.title === contextColumns.observed ? block.rows : [],
      );
    const assessment = exhibit.message.findings.find((one) => one.assessment !== null)?.assessment ?? null;
    const assessed = message.findings.map((one) => (one === context ? { ...one, assessment } : one));

    expect(tables(packet(message)).map(([cell]) => [cell?.content, cell?.mark?.number])).toContainEqual([
      [{ voice: 'tool', text: 'Seen in passing.' }],
      findingGroups(message.findings).findIndex(({ finding: { rule } }) => rule === 'context.seen') + 1,
    ]);
    expect(assessment).not.toBeNull();
    expect(texts({ ...(packet({ ...message, findings: assessed }) as ReportSection) })).toContain('Seen in passing.');
    expect(JSON.stringify(tables(packet({ ...message, findings: assessed })))).not.toContain('Seen in passing.');
  });
});

/** Values of all rows with a label. */
function rowsOf(section: ReportSection | undefined, label: string): readonly unknown[] {
  return (section?.blocks ?? []).flatMap((block) =>
    block.kind === 'key-values' ? block.rows.filter((row) => row.label === label) : [],
  );
}

function startOf({ spans }: { readonly spans: readonly { readonly start: number }[] }): number {
  return spans[0]?.start ?? -1;
}
