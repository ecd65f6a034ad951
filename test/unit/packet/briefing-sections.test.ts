import { describe, expect, test } from 'vitest';
import { emptyContent } from '../../../shared/briefing/content';
import { TEMPLATES, templates } from '../../../shared/briefing/templates';
import type { IndicatorView } from '../../../shared/contract/model';
import { composeReport } from '../../../shared/packet-format/compose-report';
import { loadFile } from '../../../shared/packet-format/machine/concordance';
import { timeScale } from '../../../shared/packet-format/report/timeline-scale';
import type { ReportContent, ReportExhibit } from '../../../shared/packet-format/report-content';
import type { Block, ReportSection, Rich, TableBlock } from '../../../shared/packet-format/report-model';
import fc from '../../helpers/properties';
import { BRIEFING } from './briefing-sample';
import { sampleContent, sampleExhibit } from './sample';

const content: ReportContent = { ...sampleContent([sampleExhibit('A'), sampleExhibit('B')]), briefing: BRIEFING };
const words = (rich: Rich) => rich.map(({ text }) => text).join('');
const table = (section: ReportSection | undefined, index = 0) =>
  section?.blocks.filter((block): block is TableBlock => block.kind === 'table')[index];
const rows = (block: TableBlock | undefined) => block?.rows.map((row) => row.map((cell) => words(cell.content)));
const callouts = (section: ReportSection | undefined) =>
  section?.blocks.filter((block): block is Extract<Block, { kind: 'callout' }> => block.kind === 'callout') ?? [];
const part = (id: string, of: ReportContent = content) =>
  composeReport(of).sections.find((section) => section.id === id);

describe('request and deadlines', () => {
  test('has the examiner\u2019s words with their entry, and deadlines by date, those without one last', () => {
    const section = part('request');
    expect(callouts(section)[0]?.note).toBe('J. Doe, 2026-11-22 09:30:00 UTC-05:00, journal entry 20');
    expect(rows(table(section))?.map(([date]) => date)).toEqual(['2020-11-03', '2021-01-18', 'no date']);
  });

  test('is left out where nothing is written', () => {
    const empty = { content: emptyContent('request'), by: '', at: '', entry: 1 };
    expect(part('request', { ...content, briefing: {} })).toBeUndefined();
    expect(
      part('request', {
        ...content,
        briefing: { request: { ...empty, content: { text: ' \n', deadlines: [] } } },
      }),
    ).toBeUndefined();
  });
});

describe('victims and impact', () => {
  test('counts by state and county, adds up, and says how was counted', () => {
    const section = part('impact');
    expect(rows(table(section))?.map((row) => row.slice(0, 3))).toEqual([
      ['Florida', 'Alachua', '183'],
      ['Florida', 'Collier', '24'],
      ['Alaska', '', '1,204'],
      ['Total', '', '1,411'],
    ]);
    expect(JSON.stringify(section)).toContain('complaints received by the supervisors');
  });
});

describe('timeline', () => {
  test('has every time of every exhibit in order, told apart by who wrote it', () => {
    const section = part('timeline');
    const [first, ...others] = rows(table(section)) ?? [];
    expect(first).toEqual(['2020-10-20 13:02:17', 'A', 'mx1.county.example, recorded', 'not stated']);
    expect(others).toHaveLength(7);
    expect(others.at(-1)).toEqual([
      '2020-10-20 17:02:11',
      'B',
      'Date of the message, stated',
      'Tue, 20 Oct 2020 13:02:11 -0400',
    ]);
    const figure = section?.blocks.find((block) => block.kind === 'timeline');
    expect(figure?.rows.map(({ label, marks }) => [label, ...marks.map(({ shape }) => shape)])).toEqual([
      ['A', 'recorded', 'recorded', 'claimed', 'stated'],
      ['B', 'recorded', 'recorded', 'claimed', 'stated'],
    ]);
    expect(figure?.alternative).toContain('2020-10-20 13:02:17 UTC to 2020-10-20 17:02:11 UTC');
  });

  test('says so where no exhibit has a time', () => {
    const { message, ...rest } = sampleExhibit();
    const timeless = { ...rest, message: { ...message, date: 'never', route: [] } };
    expect(JSON.stringify(part('timeline', { ...content, exhibits: [timeless] }))).toContain('No exhibit holds a time');
  });

  test('its axis holds every time, with ticks in order inside of it, few enough to be read', () => {
    const time = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 20 }), (times) => {
        const { from, to, ticks } = timeScale(times);
        expect(times.every((at) => at > from && at < to)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks.every(({ at }, index) => at >= from && at <= to && at > (ticks[index - 1]?.at ?? from - 1))).toBe(
          true,
        );
        expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
      }),
    );
  });
});

describe('infrastructure and indicators', () => {
  const one = (kind: IndicatorView['kind'], value: string, where = 'from'): IndicatorView => ({
    kind,
    value,
    defanged: value.replaceAll('.', '[.]').replace('@', '[@]'),
    where,
  });
  const withIndicators = (label: string, ...indicators: readonly IndicatorView[]): ReportExhibit => {
    const exhibit = sampleExhibit(label);
    return { ...exhibit, message: { ...exhibit.message, indicators: [...indicators] } };
  };
  const exhibits = [
    withIndicators(
      'A',
      one('domain', 'sender.example'),
      one('address', 'voter@county.example', 'to'),
      one('url', 'https://x.example/?m=voter%40county.example'),
    ),
    withIndicators(
      'B',
      one('ip', '198.51.100.77'),
      one('domain', 'sender.example'),
      one('domain', 'mx1.county.example', 'route'),
      one('ip', '192.0.2.10', 'route'),
    ),
  ];

  test('are defanged, each once with its exhibits, and nothing of the recipients is among them', () => {
    const section = part('indicators', { ...content, exhibits });
    expect(rows(table(section, 1))?.map(([kind, value, , , labels]) => [kind, value, labels])).toEqual([
      ['ip', '198[.]51[.]100[.]77', 'B'],
      ['domain', 'sender[.]example', 'A, B'],
    ]);
    expect(JSON.stringify(section)).not.toContain('voter');
  });

  test('relays of the receiving side are no indicators, whatever their domain is called', () => {
    const exhibit = withIndicators(
      'A',
      one('domain', 'mx.gateway.example', 'route'),
      one('domain', 'gateway.example', 'route'),
      one('domain', 'vps77.hosting.example', 'route'),
    );
    const route = exhibit.message.route.map((hop) => (hop.trusted ? { ...hop, by: 'mx.gateway.example' } : hop));
    const section = part('indicators', {
      ...content,
      exhibits: [{ ...exhibit, message: { ...exhibit.message, route } }],
    });
    expect(rows(table(section, 1))?.map(([, value]) => value)).toEqual(['vps77[.]hosting[.]example']);
  });

  test('the host that handed over is the one that the receiving side recorded; its own relays are left out', () => {
    expect(rows(table(part('indicators'), 0))).toEqual([
      ['198[.]51[.]100[.]77', 'vps77[.]hosting[.]example', 'not in the table', 'recorded', 'A, B'],
    ]);
  });
});

describe('assessment', () => {
  test('holds what is claimed against what was recorded', () => {
    expect(rows(table(part('assessment')))?.[0]).toEqual([
      'A, B',
      '"Proud Boys" <info@officialproudboys.example>',
      '198[.]51[.]100[.]77 vps77[.]hosting[.]example',
      'spf not-determined; dmarc not-determined',
    ]);
  });

  test('writes likelihood and confidence in sentences of their own', () => {
    const judgement = callouts(part('assessment')).find(({ title }) => title === 'Judgement 1');
    const [first = [], second = []] = judgement?.paragraphs ?? [];
    expect(words(first)).toBe(
      'It is very likely that the messages of exhibits A and B were made by one script on the host 198.51.100.77.',
    );
    expect(words(second)).toMatch(/^Confidence in sources and reasoning is high\. The same script/);
  });

  test('holds each hypothesis against the evidence and counts what speaks against it', () => {
    const matrix = rows(table(part('assessment'), 1));
    expect(matrix?.[1]).toEqual([
      'The domain\u2019s own mail hosts are absent from the route (A, B)',
      'inconsistent',
      'consistent',
      'consistent',
    ]);
    expect(matrix?.at(-1)).toEqual(['Inconsistent', '1', '0', '2']);
  });

  test('says that the program makes none where nothing is written', () => {
    expect(JSON.stringify(part('assessment', { ...content, briefing: {} }))).toContain('The program makes none.');
  });
});

test('limitations name what the program knows to be missing, then the examiner\u2019s words', () => {
  const { message, ...rest } = sampleExhibit('C');
  const typed = { ...rest, message: { ...message, origin: 'transcribed', bodyProblem: 'It is cut off.' } } as const;
  const text = JSON.stringify(part('limitations', { ...content, exhibits: [...content.exhibits, typed] }));
  expect(text).toContain('Every exhibit: no DNS evidence');
  expect(text).toContain('Exhibit C: put together');
  expect(text).toContain('Exhibit C: body or attachments');
  expect(text).toContain('12 observations of this report had no assessment');
  expect(text).toContain('Two of the three counties sent forwarded copies');
});

describe('who speaks', () => {
  test('whatever the examiner wrote stands in the examiner\u2019s voice alone', () => {
    const marker = 'Qx7';
    const marked = JSON.parse(JSON.stringify(BRIEFING), (key, value: unknown) =>
      typeof value === 'string' &&
      !['likelihood', 'confidence', 'date', 'by', 'at', 'handling'].includes(key) &&
      !/^(?:in)?consistent$|^neutral$/.test(value)
        ? `${marker}${value}`
        : value,
    ) as ReportContent['briefing'];
    const sections = composeReport({ ...content, briefing: marked }).sections;
    const voices = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('voice' in value && 'text' in value && String(value.text).includes(marker)) voices.add(String(value.voice));
      Object.values(value).forEach(visit);
    };
    visit(sections);
    expect(voices).toEqual(new Set(['examiner']));
  });
});

describe('templates', () => {
  test.each(TEMPLATES)('%s: each section once, cover first, no part that is unknown', (name) => {
    const { parts } = templates[name];
    expect(parts[0]).toBe('cover');
    expect(new Set(parts).size).toBe(parts.length);
    const { sections } = composeReport({ ...content, template: name });
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
  });

  test('differ in order and in what they leave out', () => {
    const titles = (template: ReportContent['template']) =>
      composeReport({ ...content, template }).sections.map(({ title }) => title);
    const comesFirst = (template: ReportContent['template'], first: string, second: string) =>
      titles(template).indexOf(first) < titles(template).indexOf(second);
    expect(comesFirst('federal', 'Request and deadlines', 'Victims and impact')).toBe(true);
    expect(comesFirst('state', 'Victims and impact', 'Request and deadlines')).toBe(true);
    expect(comesFirst('attorney', 'Exhibits', 'Assessment')).toBe(true);
    expect(titles('attorney')).not.toContain('Infrastructure and indicators');
  });
});

test('the stamp of an exhibit bears the Bates number of the load file', () => {
  const stamps = composeReport(content).sections.flatMap(({ stamp }) => (stamp === undefined ? [] : [stamp]));
  const lines = loadFile(content).split('\r\n').slice(1, 3);
  const numbers = lines.map((line) =>
    line
      .split('\u0014')
      .slice(0, 3)
      .map((field) => field.replaceAll('\u00fe', '')),
  );
  expect(stamps.map(({ label, bates }) => [bates.first, bates.last, label])).toEqual(numbers);
});
