import { describe, expect, test } from 'vitest';
import { type DayCount, timeBuckets } from '../../../shared/pictures/time-buckets';
import { readDay } from '../../../shared/search/query-day';
import fc from '../../helpers/properties';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

describe('messages over time', () => {
  test.each([
    ['a few days', '2020-10-20', '2020-11-03', 'day', 15, ['2020-10-20', '2020-10-21']],
    ['a year', '2020-01-01', '2020-12-31', 'week', 53, ['2019-12-30', '2020-01-06']],
    ['some years', '2016-03-05', '2020-10-20', 'month', 56, ['2016-03-01', '2016-04-01']],
    ['decades', '1995-06-01', '2024-02-29', 'year', 30, ['1995-01-01', '1996-01-01']],
  ])('%s', (_, first, last, unit, bars, begin) => {
    const pictures = timeBuckets([
      [day(last), 2],
      [day(first), 3],
    ]);

    expect(pictures.unit).toBe(unit);
    expect(pictures.buckets).toHaveLength(bars);
    expect(pictures.buckets.slice(0, 2).map(({ start }) => start)).toEqual(begin);
    expect(pictures.buckets[0]).toMatchObject({ messages: 3, end: begin[1] });
    expect(pictures.buckets.at(-1)?.messages).toBe(2);
  });

  test('a message of another century stands aside, and leaves the days to the others', () => {
    const days: readonly DayCount[] = [
      [day('1970-01-01'), 1],
      ...Array.from({ length: 20 }, (_, index) => [day('2020-10-01') + index, 10] as const),
      [day('2038-01-19'), 1],
    ];

    const { unit, buckets, earlier, later } = timeBuckets(days);

    expect({ unit, bars: buckets.length, earlier, later }).toEqual({ unit: 'day', bars: 20, earlier: 1, later: 1 });
  });

  test('no messages, and none that a day can be written for', () => {
    expect(timeBuckets([])).toEqual({ unit: 'day', buckets: [], earlier: 0, later: 0 });
    expect(timeBuckets([[day('9999-12-31') + 400, 7]])).toMatchObject({ buckets: [], later: 7 });
  });

  test('no message is lost, bars follow each other without gaps, and each can be searched for', () => {
    const days = fc.uniqueArray(
      fc.tuple(fc.integer({ min: -900_000, max: 4_000_000 }), fc.integer({ min: 1, max: 99 })),
      {
        selector: ([at]) => at,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(days, (counts) => {
        const { buckets, earlier, later } = timeBuckets(counts);
        const drawn = buckets.reduce((sum, { messages }) => sum + messages, 0);
        expect(drawn + earlier + later).toBe(counts.reduce((sum, [, messages]) => sum + messages, 0));
        expect(buckets.length).toBeLessThanOrEqual(135);
        for (const [index, { start, end, messages }] of buckets.entries()) {
          const [from, to] = [readDay(start), readDay(end)];
          expect(from).toBeDefined();
          expect(to).toBeGreaterThan(from ?? 0);
          expect(index === 0 ? start : buckets[index - 1]?.end).toBe(start);
          const inside = counts.filter(([at]) => at * 86_400_000 >= (from ?? 0) && at * 86_400_000 < (to ?? 0));
          expect(inside.reduce((sum, [, count]) => sum + count, 0)).toBe(messages);
        }
      }),
    );
  });
});
