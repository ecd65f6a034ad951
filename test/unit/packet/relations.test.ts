import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../../shared/briefing/templates';
import { composeReport } from '../../../shared/packet-format/compose-report';
import { relationLines } from '../../../shared/packet-format/machine/relation-list';
import type { PacketRelation } from '../../../shared/packet-format/report-content';
import type { Block } from '../../../shared/packet-format/report-model';
import { byteRange } from '../../../shared/wording/packet-report';
import { MESSAGE, relation, sampleContent, sampleExhibit } from './sample';

const exhibits = [sampleExhibit('A'), sampleExhibit('B')];
const contentOf = (relations: readonly PacketRelation[], unread = 0) => ({
  ...sampleContent(exhibits),
  across: { relations, unread },
});
const sectionOf = (content: ReturnType<typeof contentOf>) =>
  composeReport(content).sections.find(({ id }) => id === 'relations');
const blocksOf = <K extends Block['kind']>(content: ReturnType<typeof contentOf>, kind: K) =>
  (sectionOf(content)?.blocks ?? []).filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
const textOf = (content: ReturnType<typeof contentOf>) => JSON.stringify(sectionOf(content)?.blocks ?? []);

describe('what the messages say of each other, in the report', () => {
  test('is absent where exhibits have nothing in common, also while messages were still being read', () => {
    expect(sectionOf(contentOf([], 3))).toBeUndefined();
    expect(relationLines(contentOf([]))).toBe('');
  });

  test('stands in every template, with meaning, innocent causes and rate, and each place by the label of its exhibit', () => {
    const one = relation(exhibits);
    for (const template of TEMPLATES) {
      const content = { ...contentOf([one]), template };
      for (const text of [one.title, one.summary, one.explanation, one.settle, one.errorRate, one.reference]) {
        expect(textOf(content)).toContain(text);
      }
      expect(textOf(content)).toContain('A program that always writes the same separator');
      expect(textOf(content)).toContain('4 messages of the case outside this packet');
    }
    const [table] = blocksOf(contentOf([one]), 'table');
    const at = MESSAGE.indexOf('b1_e6f1a7c2b0d94a1f8c55aa10f6d1b2c3');
    expect(table?.rows.map((cells) => cells.map(({ content }) => content.map(({ text }) => text).join('')))).toEqual(
      ['A', 'B'].map((label) => [label, 'Separator', 'b1_e6f1a7c2b0d94a1f8c55aa10f6d1b2c3', byteRange(at, at + 35)]),
    );
  });

  test('explains a kind once, tells the rate of each of its grades, and numbers relations as the file does', () => {
    const strong = relation(exhibits);
    const weak = relation(exhibits, { severity: 'info', errorRate: 'Rate of the lower grade.' });
    const other = relation(exhibits, { kind: 'across.same-text', title: 'The same text', severity: 'low' });
    const content = contentOf([strong, other, weak]);
    const headings = blocksOf(content, 'heading').map(({ level, text, mark }) => [level, mark?.number ?? text]);
    expect(headings).toEqual([
      [2, strong.title],
      [3, 1],
      [3, 3],
      [2, 'The same text'],
      [3, 2],
    ]);
    const rates = blocksOf(content, 'key-values').map(({ rows }) => rows.filter(({ label }) => label === 'Error rate'));
    expect(rates.map(({ length }) => length)).toEqual([2, 1]);
    const lines = relationLines(content)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ number, kind, severity }) => [number, kind, severity])).toEqual([
      [1, 'across.shared-boundary', 'medium'],
      [2, 'across.same-text', 'low'],
      [3, 'across.shared-boundary', 'info'],
    ]);
    expect(lines[0]).toMatchObject({ elsewhere: 4, exhibits: [{ exhibit: 'A' }, { exhibit: 'B' }] });
  });

  test('names in its heading whom it tells of, and marks what is there for comparison', () => {
    const compared = relation(exhibits);
    const marked = compared.exhibits.map((one, index) => ({ ...one, isForComparison: index > 0 }));
    const content = contentOf([{ ...compared, exhibits: marked }]);
    const [heading] = blocksOf(content, 'heading').filter(({ level }) => level === 3);
    const rows = blocksOf(content, 'table')[0]?.rows ?? [];

    expect(heading?.text).toMatch(/A/);
    expect(heading?.text).not.toMatch(/B/);
    expect(rows.map((row) => JSON.stringify(row).includes('for comparison'))).toEqual(
      marked.map(({ isForComparison }) => isForComparison),
    );
    expect(relationLines(content)).toContain('"isForComparison":true');
  });

  test('says what it leaves out, and where all of it is', () => {
    const many = contentOf(Array.from({ length: 23 }, () => relation(exhibits)));
    expect(blocksOf(many, 'heading').filter(({ level }) => level === 3)).toHaveLength(20);
    expect(textOf(many)).toContain('3 further relations of this kind: data/relations.jsonl has all of them.');
    const large = contentOf([relation(Array.from({ length: 30 }, (_, index) => sampleExhibit(`X${index}`)))]);
    expect(blocksOf(large, 'table')[0]?.rows).toHaveLength(24);
    expect(textOf(large)).toContain('6 further lines are in data/relations.jsonl.');
    expect(textOf(contentOf([relation(exhibits)], 2))).toContain('2 messages of the case were still being read');
  });
});
