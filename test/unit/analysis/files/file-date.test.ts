import { describe, expect, it } from 'vitest';
import { readFileDate } from '../../../../shared/analysis/files/file-date';

const at = (text: string, zone?: string) => {
  const date = readFileDate(text, zone);
  return date && [new Date(date.timeMs).toISOString(), date.clock, date.precisionSeconds];
};

describe('a date in a file', () => {
  it('is read in the notation of XML', () => {
    expect(at('2021-05-20T16:15:55+02:00')).toEqual(['2021-05-20T14:15:55.000Z', 'utc', 1]);
    expect(at('2021-05-20T16:15:55.1234567')).toEqual(['2021-05-20T16:15:55.123Z', 'local', 0.001]);
    expect(at('2021-05-20T16:15Z')).toEqual(['2021-05-20T16:15:00.000Z', 'utc', 60]);
    expect(at('2021-05-20')).toEqual(['2021-05-20T00:00:00.000Z', 'local', 86_400]);
  });

  it('is read in the notation of PDF, with and without minutes of the zone', () => {
    expect(at("D:20210520161555-04'00'")).toEqual(['2021-05-20T20:15:55.000Z', 'utc', 1]);
    expect(at('D:20210520161555+05')).toEqual(['2021-05-20T11:15:55.000Z', 'utc', 1]);
    expect(at("D:20210520161555Z00'00'")).toEqual(['2021-05-20T16:15:55.000Z', 'utc', 1]);
    expect(at('20210520161555')).toEqual(['2021-05-20T16:15:55.000Z', 'local', 1]);
  });

  it('is read in the notation of cameras, whose zone stands elsewhere', () => {
    expect(at('2021:05:20 16:15:55')).toEqual(['2021-05-20T16:15:55.000Z', 'local', 1]);
    expect(at('2021:05:20 16:15:55', '+02:00')).toEqual(['2021-05-20T14:15:55.000Z', 'utc', 1]);
  });

  it('is none where the calendar has no such day or the clock no such hour', () => {
    expect(
      ['2021-02-29', '0000:00:00 00:00:00', 'D:20210520251500', '', 'yesterday', '2021'].map((text) => at(text)),
    ).toEqual(Array.from({ length: 6 }, () => undefined));
  });

  it('has no zone where the written one is none', () => {
    expect(at('2021-05-20T16:15:55+23:00')?.[1]).toBe('local');
  });
});
