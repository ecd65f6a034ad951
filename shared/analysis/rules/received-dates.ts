import type { WrittenDate } from '../../email/types';
import type { Rule } from '../rule';
import { NOTHING, observed } from './observe';

const SAID: Readonly<Record<string, string>> = {
  'year-implausible': 'its year is before 1900',
  'weekday-wrong': 'the weekday does not belong to that date',
  'zone-impossible': 'no such time zone exists',
  'zone-name-contradicts': 'the time zone’s number and its name contradict each other',
  'day-impossible': 'no such day exists',
  'time-impossible': 'no such time of day exists',
};

/** What cannot be in the date of a Received field. */
function impossibilities(date: WrittenDate | undefined): readonly string[] {
  return (date?.problems ?? []).flatMap((problem) => SAID[problem] ?? []);
}

const impossibleDate: Rule = {
  id: 'received.impossible-date',
  version: 3,
  family: 'route',
  severity: 'high',
  title: 'A step of the route shows a date that cannot exist',
  summary: 'The date in the line of {host} cannot be right: {reason}.',
  explanation:
    'A mail server writes the date from its clock, so year, weekday, day and time zone fit together. A date that ' +
    'cannot be was written in another way, or was changed.',
  innocent: ['faulty or home-made mail software', 'a damaged line'],
  settle: 'The log of the server that is named; other mail through that server, which shows how it writes dates.',
  reference: 'RFC 5322 section 3.3',
  look: ({ route }) =>
    route.flatMap((hop) => {
      const [reason] = impossibilities(hop.date);
      return hop.date === undefined || reason === undefined
        ? NOTHING
        : observed(hop.date.span, { host: hop.by === '' ? 'a server without a name' : hop.by, reason });
    }),
};

export const receivedDateRules: readonly Rule[] = [impossibleDate];
