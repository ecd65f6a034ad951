import { describe, expect, test } from 'vitest';
import { batesNumbers } from '../../../shared/packet-format/machine/bates';
import { LOAD_FILE_FIELDS, loadFile } from '../../../shared/packet-format/machine/concordance';
import { findingTable, messageLines } from '../../../shared/packet-format/machine/message-list';
import type { ReportContent } from '../../../shared/packet-format/report-content';
import { isUnsafeCharacter } from '../../../shared/text/visible-text';
import fc from '../../helpers/properties';
import { anyText } from './any-text';
import { sampleContent, sampleExhibit } from './sample';

/** As a review program reads it. */
function readLoadFile(text: string): readonly Readonly<Record<string, string>>[] {
  expect(text.startsWith('\ufeff\u00fe')).toBe(true);
  const lines = text.slice(1).split('\r\n').slice(0, -1);
  const [names = [], ...rows] = lines.map((line) => {
    expect(line).toMatch(/^\u00fe.*\u00fe$/s);
    return line.slice(1, -1).split('\u00fe\u0014\u00fe');
  });
  return rows.map((row) => Object.fromEntries(row.map((value, index) => [names[index] ?? '', value])));
}

function withSubject(subject: string): ReportContent {
  const exhibit = sampleExhibit('A');
  return sampleContent([{ ...exhibit, message: { ...exhibit.message, subject } }]);
}

describe('the load file', () => {
  test('has one document an exhibit, numbered, with hash and path', () => {
    const content = sampleContent([sampleExhibit('A'), sampleExhibit('B')]);
    const documents = readLoadFile(loadFile(content));

    expect(
      documents.map(({ BEGBATES, ENDBATES, NATIVEPATH, SHA256HASH }) => [BEGBATES, ENDBATES, NATIVEPATH, SHA256HASH]),
    ).toEqual(
      content.exhibits.map(({ label, message }, index) => [
        `EC-2020-001-00000${index + 1}`,
        `EC-2020-001-00000${index + 1}`,
        `data/exhibits/${label}.eml`,
        message.sha256,
      ]),
    );
    expect(Object.keys(documents[0] ?? {})).toEqual(LOAD_FILE_FIELDS.map(({ name }) => name));
  });

  test('gives times in UTC and nothing for a time that is not known', () => {
    const exhibit = sampleExhibit('A');
    const message = { ...exhibit.message, date: '2020-10-20T23:30:00-05:00', route: [] };
    const [document] = readLoadFile(loadFile(sampleContent([{ ...exhibit, message }])));

    expect([document?.['DATESENT'], document?.['TIMESENT'], document?.['DATERCVD']]).toEqual([
      '2020-10-21',
      '04:30:00 UTC',
      '',
    ]);
  });

  test('has only the fields that are asked for, in their order', () => {
    const fields = LOAD_FILE_FIELDS.filter(({ name }) => name === 'SUBJECT' || name === 'BEGBATES').toReversed();

    expect(Object.keys(readLoadFile(loadFile(sampleContent(), fields))[0] ?? {})).toEqual(['SUBJECT', 'BEGBATES']);
  });

  test('keeps its form whatever an email holds', () => {
    fc.assert(
      fc.property(anyText(), (subject) => {
        const [document, ...others] = readLoadFile(loadFile(withSubject(subject)));
        expect(others).toEqual([]);
        expect(document?.['FILEEXT']).toBe('eml');
        expect([...(document?.['SUBJECT'] ?? '')].some(isUnsafeCharacter)).toBe(false);
      }),
    );
  });

  test('writes the signs of its own form as code points, and line ends as the convention has them', () => {
    const [document] = readLoadFile(loadFile(withSubject('a\u00feb\u0014c\u00aed\r\ne')));

    expect(document?.['SUBJECT']).toBe('a<U+00FE>b<U+0014>c<U+00AE>d\u00aee');
  });
});

test('Bates numbers take the case’s name where it has no number, made harmless', () => {
  const { case: matter, exhibits } = sampleContent();

  expect(
    batesNumbers({
      case: { ...matter, number: '', name: '../Ünsafe name: with\u202e much, much more to it' },
      exhibits,
    }),
  ).toEqual(['Unsafe-name-with-muc-000001']);
});

test('the list of messages holds each exhibit whole, but its observations, which have their own list', () => {
  const content = sampleContent([sampleExhibit('A'), sampleExhibit('B')]);
  const lines = messageLines(content)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

  expect(lines.map(({ exhibit, bates }) => [exhibit, bates])).toEqual([
    ['A', 'EC-2020-001-000001'],
    ['B', 'EC-2020-001-000002'],
  ]);
  for (const [index, { bates: _, ...message }] of lines.entries()) {
    const { findings, ...rest } = content.exhibits[index]?.message ?? { findings: [] };
    expect(findings.length).toBeGreaterThan(0);
    expect(message).toEqual(JSON.parse(JSON.stringify(rest)));
  }
});

test('the table of observations has a row for each, with rule, place and the examiner’s decision', () => {
  const content = sampleContent();
  const rows = findingTable(content).split('\r\n').slice(1, -1);
  const findings = content.exhibits.flatMap(({ message }) => message.findings);

  expect(rows).toHaveLength(findings.length);
  for (const [index, { rule, spans, assessment }] of findings.entries()) {
    expect(rows[index]).toContain(`"${rule}"`);
    expect(rows[index]).toContain(`,${spans[0]?.start},${spans[0]?.end},`);
    expect(rows[index]).toContain(`,"${assessment?.decision ?? ''}",`);
  }
});
