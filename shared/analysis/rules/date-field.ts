import { firstField } from '../../email/anatomy';
import type { Span, WrittenDate } from '../../email/types';
import { WEEKDAYS } from '../../wording/rules';
import { isRebuiltHeader } from '../case-context';
import type { Observation, Rule, RuleInput } from '../rule';
import { NOTHING, observed } from './observe';

/** Rules about the Date field as it is written (RFC 5322 section 3.3). */

/** The bytes of a date that match a pattern; the whole date where none do. */
function within({ bytes }: RuleInput, date: WrittenDate, pattern: RegExp): Span {
  const text = String.fromCharCode(...bytes.subarray(date.span.start, Math.min(date.span.end, date.span.start + 200)));
  const match = pattern.exec(text);
  return match === null
    ? date.span
    : { start: date.span.start + match.index, end: date.span.start + match.index + match[0].length };
}

/** Observes the Date field where the reader of dates met this problem. */
function withProblem(
  problem: string,
  observe: (input: RuleInput, date: WrittenDate) => readonly Observation[],
): Rule['look'] {
  return (input) => {
    const { date } = input.anatomy;
    return date?.problems.includes(problem) ? observe(input, date) : NOTHING;
  };
}

const missing: Rule = {
  id: 'date.missing',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'The message has no Date field',
  summary: 'The header has no Date field.',
  explanation:
    'The standard requires a date in every message; the author’s program writes it. A message without one does ' +
    'not say when it was written.',
  innocent: [
    'a draft',
    'a message sent by a machine, such as a printer or a script',
    'an export that left the field out',
  ],
  settle: 'The copy in the sender’s mailbox; the log of the first server, which shows when it took the message.',
  reference: 'RFC 5322 section 3.6',
  look: ({ anatomy, context }) => {
    const first = anatomy.fields[0];
    return first === undefined || firstField(anatomy, 'date') !== undefined
      ? NOTHING
      : observed(first.nameSpan, {}, isRebuiltHeader(context) ? 'info' : undefined);
  },
};

const unreadable: Rule = {
  id: 'date.unreadable',
  version: 2,
  family: 'times',
  severity: 'medium',
  title: 'The Date field holds no readable date',
  summary: 'No time can be read from the Date field: {reason}.',
  explanation:
    'Mail programs write the date in one fixed form. A Date field in another form was written by unusual ' +
    'software or by hand, or was changed.',
  innocent: ['home-made software', 'a date in the form of another country', 'a damaged line'],
  settle:
    'Other messages by the same program or sender: whether they carry dates of the same form; the copy in the sender’s mailbox.',
  reference: 'RFC 5322 section 3.3',
  look: ({ anatomy }) => {
    const { date } = anatomy;
    const field = firstField(anatomy, 'date');
    if (field === undefined || date?.instantMs !== undefined || date?.problems.includes('zone-impossible')) {
      return NOTHING;
    }
    return date === undefined || date.span.start === date.span.end
      ? observed(field.nameSpan, { reason: 'it is empty' })
      : observed(date.span, { reason: reasonOf(date) });
  },
};

function reasonOf({ problems }: WrittenDate): string {
  if (problems.includes('no-zone')) {
    return 'the time zone is missing';
  }
  if (problems.includes('zone-unknown') || problems.includes('zone-military')) {
    return 'the name of the time zone is unknown or has several meanings';
  }
  if (problems.includes('time-impossible')) {
    return 'there is no such time of day';
  }
  return problems.includes('day-impossible') ? 'there is no such day' : 'it does not follow the standard form';
}

const impossibleZone: Rule = {
  id: 'date.impossible-zone',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'The Date field names a time zone that does not exist',
  summary: 'The Date field has the time zone {zone}. No place on Earth has it.',
  explanation:
    'Time zones lie between 12 hours behind and 14 hours ahead of universal time, in whole, half or quarter ' +
    'hours. A computer takes its zone from a list of real zones. This one is in no such list.',
  innocent: ['a faulty or home-made mail program', 'a damaged line'],
  settle: 'Other messages by the same program or sender; the copy in the sender’s mailbox.',
  reference: 'RFC 5322 section 3.3; IANA time zone database',
  look: withProblem('zone-impossible', (input, date) =>
    observed(within(input, date, /[+-]\d{3,}/), { zone: date.zoneText }),
  ),
};

const zoneName: Rule = {
  id: 'date.zone-name',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'The number and the name of the time zone contradict each other',
  summary: 'The Date field gives a time zone twice, as a number and as a name, and the two differ: {zone}.',
  explanation:
    'Some programs write the zone as a number and then its name in brackets. Both come from the same setting of ' +
    'the computer, so they should agree.',
  innocent: ['a wrong setting of the computer', 'a name that is used for several zones'],
  settle:
    'Other messages by the same sender of those weeks: whether they show the same contradiction; the setting of the sender’s computer.',
  reference: 'RFC 5322 section 3.3',
  look: withProblem('zone-name-contradicts', (input, date) => {
    const span = within(input, date, /[+-]\d{4}\s*\([^)]*\)/);
    return observed(span, { zone: String.fromCharCode(...input.bytes.subarray(span.start, span.end)) });
  }),
};

/** Such as `0102`, which programs wrote in the year 2002 that counted from 1900: the first such digits are the year, a zone is behind. */
function yearBefore(input: RuleInput, date: WrittenDate): readonly Observation[] {
  const span = within(input, date, /\b(?:0\d|1[0-8])\d\d\b/);
  const year = String.fromCharCode(...input.bytes.subarray(span.start, span.end));
  return observed(span, { what: `The year in the Date field, ${year}, is before 1900` });
}

const weekday: Rule = {
  id: 'date.weekday',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'The weekday or the year in the Date field cannot be right',
  summary: '{what}.',
  explanation:
    'A computer takes the year from its clock and works out the weekday from the date. A weekday that does not belong to ' +
    'the date, or a year from before there was email, suggests that the date was put together or changed in another way.',
  innocent: [
    'a faulty or home-made mail program',
    'a program that takes the weekday in one time zone and the date in another',
  ],
  settle: 'Other messages by the same program or sender; the copy in the sender’s mailbox; the first server’s log.',
  reference: 'RFC 5322 section 3.3 (the day-of-week must be that of the date, the year 1900 or later)',
  look: (input) => {
    const { date } = input.anatomy;
    if (date?.problems.includes('year-implausible')) return yearBefore(input, date);
    if (date?.problems.includes('weekday-wrong') !== true) return NOTHING;
    const written = WEEKDAYS[date.weekdayWritten ?? -1] ?? 'another weekday';
    const right = WEEKDAYS[date.weekdayTrue ?? -1] ?? 'different day';
    const what = `The Date field says ${written}, but that day was a ${right}`;
    return observed(within(input, date, /[A-Za-z]{2,}/), { what });
  },
};

export const dateFieldRules: readonly Rule[] = [missing, unreadable, impossibleZone, zoneName, weekday];
