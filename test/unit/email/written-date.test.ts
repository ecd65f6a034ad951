import { describe, expect, test } from 'vitest';
import { daysFromCivil, isCivilDay, weekdayOf } from '../../../shared/email/civil-date';
import { readWrittenDate } from '../../../shared/email/written-date';
import { contradictsZone, readNumericZone } from '../../../shared/email/zones';

/** Instant in ISO form, offset and problems. */
function read(text: string): readonly [string, number | undefined, string] {
  const { instantMs, offsetMinutes, problems } = readWrittenDate(text, 0);
  return [
    instantMs === undefined ? '' : new Date(instantMs).toISOString().replace('.000Z', 'Z'),
    offsetMinutes,
    problems.join(' '),
  ];
}

describe('RFC 5322', () => {
  test.each([
    ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06Z', -360, ''],
    ['Tue, 1 Jul 2003 10:52:37 +0200', '2003-07-01T08:52:37Z', 120, ''],
    ['Thu, 13 Feb 1969 23:32 -0330', '1969-02-14T03:02:00Z', -210, ''],
    ['Mon, 24 Nov 1997 14:22:01 -0800', '1997-11-24T22:22:01Z', -480, ''],
    [
      'Thu,\r\n      13\r\n        Feb\r\n          1969\r\n      23:32\r\n               -0330 (Newfoundland Time)',
      '1969-02-14T03:02:00Z',
      -210,
      '',
    ],
    ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06Z', 0, 'two-digit-year'],
    ['Fri, 21 Nov 1997 09(comment):   55  :  06 -0600', '1997-11-21T15:55:06Z', -360, ''],
    ['Wed, 30 Jun 1982 08:15:00 EDT', '1982-06-30T12:15:00Z', -240, ''],
    ['Wed, 30 Jun 1982 08:15:00 PST', '1982-06-30T16:15:00Z', -480, ''],
    ['Sat, 31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00Z', 0, ''],
    ['1 Jan 2020 00:00:00 -0000', '2020-01-01T00:00:00Z', undefined, ''],
    ['1 Jan 2020 00:00:00 A', '2020-01-01T00:00:00Z', undefined, 'zone-military'],
    ['1 Jan 2020 00:00:00 Z', '2020-01-01T00:00:00Z', 0, ''],
  ])('%j', (text, instant, offset, problems) => {
    expect(read(text)).toEqual([instant, offset, problems]);
  });
});

describe('dates as they are really written', () => {
  test.each([
    ['asctime', 'Wed Nov 20 10:00:00 2019', '', undefined, 'no-zone'],
    ['asctime with an offset', 'Wed Nov 20 10:00:00 2019 +0100', '2019-11-20T09:00:00Z', 60, ''],
    ['date(1)', 'Wed Nov 20 10:00:00 EST 2019', '2019-11-20T15:00:00Z', -300, ''],
    ['Go, as SendGrid writes it', '2023-07-28 19:04:26.757 +0000 UTC m=+349867.49', '2023-07-28T19:04:26.757Z', 0, ''],
    [
      'Go with nanoseconds',
      '2023-01-29 13:34:02.161069844 +0000 UTC m=+6272909.969457568',
      '2023-01-29T13:34:02.161Z',
      0,
      '',
    ],
    ['ISO 8601', '2023-07-28T19:04:26Z', '2023-07-28T19:04:26Z', 0, ''],
    ['ISO 8601 with an offset', '2023-07-28T19:04:26+05:30', '2023-07-28T13:34:26Z', 330, ''],
    ['day-month-year with hyphens', '28-Jul-2023 19:04:26 +0000', '2023-07-28T19:04:26Z', 0, ''],
    ['a full month and weekday name', 'Wednesday, 20 November 2019 10:00:00 +0000', '2019-11-20T10:00:00Z', 0, ''],
    ['Sept', '20 Sept 2019 10:00:00 +0000', '2019-09-20T10:00:00Z', 0, ''],
    ['an afternoon', '20 Nov 2019 1:05:00 PM +0000', '2019-11-20T13:05:00Z', 0, ''],
    ['midnight by the twelve-hour clock', '20 Nov 2019 12:05:00 AM +0000', '2019-11-20T00:05:00Z', 0, ''],
    ['no blank after the comma', 'Wed,20 Nov 2019 10:00:00 +0000', '2019-11-20T10:00:00Z', 0, ''],
    ['no seconds', 'Wed, 20 Nov 2019 10:00 +0000', '2019-11-20T10:00:00Z', 0, ''],
    ['a year of three digits', 'Mon, 26 Aug 102 15:22:27 -1000', '2002-08-27T01:22:27Z', -600, 'two-digit-year'],
    ['GMT with an offset', '20 Nov 2019 10:00:00 GMT+0200', '2019-11-20T08:00:00Z', 120, ''],
    ['an offset with a colon', '20 Nov 2019 10:00:00 +02:00', '2019-11-20T08:00:00Z', 120, ''],
    ['a quoted zone', '20 Nov 2019 10:00:00 "GMT"', '2019-11-20T10:00:00Z', 0, ''],
    ['a comment that fits', '20 Nov 2019 10:00:00 -0800 (PST)', '2019-11-20T18:00:00Z', -480, ''],
    ['Irish summer time', '20 Aug 2002 10:00:00 +0100 (IST)', '2002-08-20T09:00:00Z', 60, ''],
    ['a name in another language', '5 Aug 2001 09:12:08 +0000 (Eire)', '2001-08-05T09:12:08Z', 0, ''],
    [
      'text behind the date',
      '20 Nov 2019 10:00:00 +0000 (UTC) (envelope-from <a@example.com>)',
      '2019-11-20T10:00:00Z',
      0,
      '',
    ],
  ])('%s', (_label, text, instant, offset, problems) => {
    expect(read(text)).toEqual([instant, offset, problems]);
  });
});

describe('dates that give no instant, or a wrong one', () => {
  test.each([
    ['nothing', '', '', undefined, 'unreadable'],
    ['words', 'not a date', '', undefined, 'unreadable'],
    ['no zone', 'Wed, 20 Nov 2019 10:00:00', '', undefined, 'no-zone'],
    ['an unknown zone', '20 Nov 2019 10:00:00 XYZ', '', undefined, 'zone-unknown'],
    ['32 October', '32 Oct 2020 10:00:00 +0000', '', 0, 'day-impossible'],
    ['29 February of no leap year', '29 Feb 2100 10:00:00 +0000', '', 0, 'day-impossible'],
    ['hour 24', '20 Nov 2019 24:00:00 +0000', '', 0, 'time-impossible'],
    ['minute 60', '20 Nov 2019 10:60:00 +0000', '', 0, 'time-impossible'],
    ['a zone beyond the Earth', '20 Nov 2019 10:00:00 +2500', '', 1500, 'zone-impossible'],
    ['a zone with 99 minutes', '20 Nov 2019 10:00:00 -0199', '', -159, 'zone-impossible'],
    ['a zone of no quarter hour', '20 Nov 2019 10:00:00 +0107', '2019-11-20T08:53:00Z', 67, 'zone-impossible'],
    ['a zone of five digits', '20 Nov 2019 10:00:00 +01000', '', undefined, 'zone-impossible'],
    [
      'a zone name that contradicts the offset',
      '20 Nov 2019 10:00:00 -0700 (EST)',
      '2019-11-20T17:00:00Z',
      -420,
      'zone-name-contradicts',
    ],
    ['a wrong weekday', 'Mon, 20 Nov 2019 10:00:00 +0000', '2019-11-20T10:00:00Z', 0, 'weekday-wrong'],
    ['day and month in doubt', '07/08/2023 10:00:00 +0000', '', undefined, 'unreadable'],
    ['day and month in doubt, hyphens', '09-09-2022', '', undefined, 'unreadable'],
    ['the year 1', '1 Jan 0001 00:00:00 +0000', '0001-01-01T00:00:00Z', 0, 'year-implausible'],
    ['a year with a zero too many', '20 Nov 0102 10:00:00 +0000', '0102-11-20T10:00:00Z', 0, 'year-implausible'],
    ['a zone of several words', '28 May 2002 01:25:09 GMT Daylight Time', '', undefined, 'zone-unknown'],
    ['a year of five digits', '1 Jan 20190 00:00:00 +0000', '', 0, 'day-impossible'],
    ['a time only', '10:00:00 +0000', '', 0, 'unreadable'],
    ['a comment never closed', 'Wed, 20 Nov 2019 10:00:00 (+0000', '', undefined, 'no-zone'],
  ])('%s', (_label, text, instant, offset, problems) => {
    expect(read(text)).toEqual([instant, offset, problems]);
  });
});

test('says which weekday was written and which it was', () => {
  expect(readWrittenDate('Mon, 20 Nov 2019 10:00:00 +0000', 50)).toEqual({
    span: { start: 50, end: 81 },
    instantMs: Date.UTC(2019, 10, 20, 10),
    offsetMinutes: 0,
    zoneText: '+0000',
    weekdayWritten: 1,
    weekdayTrue: 3,
    problems: ['weekday-wrong'],
  });
});

test("the machine's own zone and clock play no part", () => {
  const before = process.env['TZ'];
  const results = ['UTC', 'America/New_York', 'Asia/Kolkata'].map((zone) => {
    process.env['TZ'] = zone;
    return [read('Wed, 20 Nov 2019 10:00:00'), read('Wed, 20 Nov 2019 10:00:00 -0500'), read('nonsense')];
  });
  process.env['TZ'] = before ?? '';

  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test('the calendar agrees with that of the language for 400 years', () => {
  for (let day = daysFromCivil(1800, 1, 1); day < daysFromCivil(2200, 1, 1); day += 1) {
    const date = new Date(day * 86_400_000);
    const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    if (
      daysFromCivil(year, month, dayOfMonth) !== day ||
      weekdayOf(year, month, dayOfMonth) !== date.getUTCDay() ||
      !isCivilDay(year, month, dayOfMonth)
    ) {
      expect.fail(`${year}-${month}-${dayOfMonth}`);
    }
  }
});

test.each([
  [2000, 2, 29, true],
  [1900, 2, 29, false],
  [2019, 4, 31, false],
  [2019, 13, 1, false],
  [2019, 0, 1, false],
  [2019, 1, 0, false],
])('%i-%i-%i is a day: %s', (year, month, day, expected) => {
  expect(isCivilDay(year, month, day)).toBe(expected);
});

test.each([
  ['EST', -300, false],
  ['EST', 600, false],
  ['EST', -420, true],
  ['est', -240, true],
  ['PDT', -420, false],
  ['UTC', 60, true],
  ['Eire', 0, false],
])('%s beside %i contradicts: %s', (name, minutes, expected) => {
  expect(contradictsZone(name, minutes)).toBe(expected);
});

test.each([
  ['+1400', { minutes: 840, isImpossible: false, hasInstant: true, isUnknownPlace: false }],
  ['+1415', { minutes: 855, isImpossible: true, hasInstant: false, isUnknownPlace: false }],
  ['-1200', { minutes: -720, isImpossible: false, hasInstant: true, isUnknownPlace: false }],
  ['-0000', { minutes: 0, isImpossible: false, hasInstant: true, isUnknownPlace: true }],
  ['+02', { minutes: 120, isImpossible: false, hasInstant: true, isUnknownPlace: false }],
  ['0200', undefined],
])('zone %s', (text, expected) => {
  expect(readNumericZone(text)).toEqual(expected);
});
