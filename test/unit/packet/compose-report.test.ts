import { describe, expect, test } from 'vitest';
import { composeReport } from '../../../shared/packet-format/compose-report';
import {
  claimedFrom,
  fingerprintLines,
  oldestFirst,
  readableTime,
} from '../../../shared/packet-format/report/report-terms';
import type { Block, ReportDocument } from '../../../shared/packet-format/report-model';
import { gapWords } from '../../../shared/wording/packet-report';
import { message, sampleContent, sampleExhibit } from './sample';

function blocksOf<K extends Block['kind']>(report: ReportDocument, kind: K): readonly Extract<Block, { kind: K }>[] {
  return report.sections
    .flatMap((section) => section.blocks)
    .filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}

const textOf = (report: ReportDocument) => JSON.stringify(report.sections);

describe('the report', () => {
  test('has its sections in order, one for each exhibit', () => {
    const report = composeReport(sampleContent([sampleExhibit('A'), sampleExhibit('B')]));

    expect(report.sections.map((section) => section.title)).toEqual([
      'Briefing packet',
      'Bottom line',
      'Timeline',
      'What the messages say of each other',
      'Infrastructure and indicators',
      'Assessment',
      'Limitations',
      'Exhibits',
      'Exhibit A',
      'Exhibit B',
      'Methods',
      'Chain of custody',
      'How to verify this packet',
      'Terms',
    ]);
    expect(new Set(report.sections.map((section) => section.id)).size).toBe(report.sections.length);
  });

  test('prints the three lines of the checkpoint, to be compared from paper', () => {
    const content = sampleContent();
    const lines = content.checkpoint.text.trimEnd().split('\n');
    const printed = blocksOf(composeReport(content), 'paragraph').map((block) =>
      block.content.map((part) => part.text).join(''),
    );

    expect(lines).toHaveLength(3);
    expect(printed.slice(printed.indexOf(lines[0] ?? '')).slice(0, 3)).toEqual(lines);
  });

  test('is the same for the same content', () => {
    expect(textOf(composeReport(sampleContent()))).toBe(textOf(composeReport(sampleContent())));
  });

  test('numbers observations alike in table, header and text, the strongest first', () => {
    const report = composeReport(sampleContent());

    const exhibit = { ...report, sections: report.sections.filter(({ title }) => title === 'Exhibit A') };
    const [excerpt] = blocksOf(exhibit, 'header-excerpt');
    const headings = blocksOf(exhibit, 'heading').filter((block) => block.mark !== undefined);

    expect(headings.map((block) => [block.mark?.number, block.mark?.severity])).toEqual([
      [1, 'proof'],
      [2, 'high'],
      [3, 'medium'],
      [4, 'low'],
      [5, 'info'],
    ]);
    expect(new Set(excerpt?.marks.map((mark) => mark.number))).toEqual(new Set([1, 2, 3, 4, 5]));
  });

  test('gives the examiner\u2019s words to the examiner\u2019s voice only', () => {
    const callouts = blocksOf(composeReport(sampleContent()), 'callout').filter((block) => block.tone === 'examiner');

    expect(callouts.map((block) => block.title)).toEqual([
      'Examiner\u2019s words',
      'Examiner\u2019s tag',
      'Examiner\u2019s words: confirmed',
    ]);
    expect(callouts.every((block) => block.paragraphs.flat().every((inline) => inline.voice === 'examiner'))).toBe(
      true,
    );
  });

  test('draws the oldest hop first and marks what is only claimed', () => {
    const [route] = blocksOf(composeReport(sampleContent()), 'route');

    expect(route?.steps.map((step) => [step.trusted, step.gapText])).toEqual([
      [false, ''],
      [true, '\u221247 s'],
      [true, '+2 s'],
    ]);
  });

  test('does not judge', () => {
    expect(textOf(composeReport(sampleContent()))).not.toMatch(/\b(proves?|hacked|clearly|obviously|fake|guilty)\b/i);
  });

  test('says so where there is nothing', () => {
    const bare = { ...sampleExhibit('A'), message: message('', Buffer.alloc(0), { findings: [] }), header: '' };
    const text = textOf(composeReport({ ...sampleContent([bare]), custody: [], custodyHead: null }));

    expect(text).toContain('The rules recorded nothing about this message');
    expect(text).toContain('The header has no Received field');
    expect(text).toContain('The custody journal held no entries');
  });
});

describe('small words', () => {
  test.each([
    ['2020-10-20T13:02:19Z', '2020-10-20 13:02:19 UTC'],
    ['2020-10-20T13:02:19.123Z', '2020-10-20 13:02:19 UTC'],
    ['2026-11-23T14:07:59-05:00', '2026-11-23 14:07:59 UTC-05:00'],
    ['2020-10-20T13:02:19', '2020-10-20 13:02:19 (no zone)'],
    ['yesterday', 'yesterday'],
  ])('time %s reads %s', (iso, text) => {
    expect(readableTime(iso)).toBe(text);
  });

  test.each([
    [0, '+0 s'],
    [59, '+59 s'],
    [60, '+1 min'],
    [3_725, '+1 h 2 min'],
    [-46, '\u221246 s'],
    [200_000, '+2 d 7 h'],
    [null, 'not determined'],
  ])('gap %s reads %s', (seconds, text) => {
    expect(gapWords(seconds)).toBe(text);
  });

  test('a fingerprint stands in two lines of eight groups', () => {
    expect(fingerprintLines('0123456789abcdef'.repeat(4))).toEqual([
      '0123 4567 89ab cdef 0123 4567 89ab cdef',
      '0123 4567 89ab cdef 0123 4567 89ab cdef',
    ]);
  });

  test('the boundary lies at the topmost hop that is not trusted', () => {
    const { message: view } = sampleExhibit();

    expect(claimedFrom(view)).toBe(view.route[2]?.start);
    expect(oldestFirst(view)[0]).toBe(view.route[2]);
  });
});
