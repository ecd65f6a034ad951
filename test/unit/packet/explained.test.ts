import { describe, expect, test } from 'vitest';
import { composeReport } from '../../../shared/packet-format/compose-report';
import { findingGroups } from '../../../shared/packet-format/report/finding-groups';
import type { ReportExhibit } from '../../../shared/packet-format/report-content';
import type { ReportSection } from '../../../shared/packet-format/report-model';
import { explainedWords } from '../../../shared/wording/packet-exhibit';
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
  test('stands in each exhibit of a packet of twelve', () => {
    const sections = sectionsOf(12);

    expect(sections.map(({ id }) => id)).not.toContain('observations');
    for (const section of sections.filter(({ title }) => title.startsWith('Exhibit X'))) {
      expect(explanations.filter((text) => !texts(section).includes(JSON.stringify(text)))).toEqual([]);
    }
  });

  test('stands once in a packet of thirteen; each exhibit names its number there', () => {
    const sections = sectionsOf(13);
    const explained = sections.find(({ id }) => id === 'observations');
    const numbered = (explained?.blocks ?? []).flatMap((block) => (block.kind === 'heading' ? [block.text] : []));

    expect(numbered).toHaveLength(rules.length);
    expect(numbered.map((text) => Number.parseInt(text, 10))).toEqual(rules.map((_, index) => index + 1));
    expect(explanations.filter((text) => !texts(explained).includes(JSON.stringify(text)))).toEqual([]);
    for (const section of sections.filter(({ title }) => title.startsWith('Exhibit X'))) {
      expect(explanations.filter((text) => texts(section).includes(JSON.stringify(text)))).toEqual([]);
      expect(rules.map((_, index) => texts(section).includes(`${explainedWords.seeNumber(index + 1)}"`))).toEqual(
        rules.map(() => true),
      );
    }
  });
});

function startOf({ spans }: { readonly spans: readonly { readonly start: number }[] }): number {
  return spans[0]?.start ?? -1;
}
