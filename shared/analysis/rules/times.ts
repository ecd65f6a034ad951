import type { EmbeddedTime, Hop, WrittenDate } from '../../email/types';
import { countInWords, durationInWords, timeInWords } from '../../wording/rules';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { agrees, consensusOf, distanceMs, isAuthorClock, isWritten } from '../witnesses';
import { DAY_MS, HOUR_MS, MINUTE_MS, NOTHING, observed } from './observe';
import { datedHops } from './route';

/** Rules that compare the Date field with the other clocks of the message. */

interface DateAndHop {
  readonly date: WrittenDate;
  readonly dateMs: number;
  readonly hop: Hop;
  readonly hopDate: WrittenDate;
  readonly hopMs: number;
}

/** The author's Date and the first (lowest) hop that tells an instant. */
function dateAndFirstHop({ anatomy, route }: RuleInput): DateAndHop | undefined {
  const { date } = anatomy;
  const first = datedHops(route).at(-1);
  if (date?.instantMs === undefined || first === undefined) {
    return undefined;
  }
  return { date, dateMs: date.instantMs, hop: first.hop, hopDate: first.date, hopMs: first.timeMs };
}

function compared({ date, dateMs, hop, hopDate, hopMs }: DateAndHop, severity: Severity): readonly Observation[] {
  const host = hop.by === '' ? 'a server without a name' : hop.by;
  const difference = durationInWords(dateMs - hopMs);
  const values = { host, difference, dateTime: timeInWords(dateMs), hopTime: timeInWords(hopMs) };
  return observed(date.span, values, severity, [hopDate.span]);
}

/** What both rules on a late Date share: they differ in how late it is. */
const AFTER_FIRST_HOP = {
  family: 'times',
  summary: 'The Date field says {dateTime}. That is {difference} after {host} recorded the message at {hopTime}.',
  explanation:
    'A message is written first and sent afterwards. Here the date of writing lies after the time at which the first ' +
    'server says that it took the message over.',
  settle:
    'Other messages by the same sender of those days, which show how the clock of the computer went; the log of the first server.',
  reference: 'RFC 5322 section 3.6.1; RFC 5321 section 4.4',
} as const;

const afterFirstHop: Rule = {
  ...AFTER_FIRST_HOP,
  id: 'date.after-first-hop',
  version: 2,
  severity: 'medium',
  title: 'The message is dated later than its first step',
  innocent: ['a wrong clock or time zone on the author’s computer', 'a wrong clock or time zone on the server'],
  look: (input) => lateDates(input, 5 * MINUTE_MS, DAY_MS),
};

const daysAfterFirstHop: Rule = {
  ...AFTER_FIRST_HOP,
  id: 'date.days-after-first-hop',
  version: 1,
  severity: 'high',
  title: 'The message is dated more than a day later than its first step',
  innocent: [
    'an author’s computer that was set to another day',
    'a server that was set to another day',
    'a home-made program that wrote the year, the month or the day wrongly',
  ],
  look: (input) => lateDates(input, DAY_MS, Number.POSITIVE_INFINITY),
};

/** The Date where it is later than the first hop by more than `least` and at most `most` milliseconds. */
function lateDates(input: RuleInput, least: number, most: number): readonly Observation[] {
  const both = dateAndFirstHop(input);
  const ahead = both === undefined ? 0 : both.dateMs - both.hopMs;
  return both === undefined || ahead <= least || ahead > most ? NOTHING : compared(both, gradeByDistance(ahead));
}

const beforeFirstHop: Rule = {
  id: 'date.before-first-hop',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'The message is dated long before its first step',
  summary: 'The Date field says {dateTime}. That is {difference} before {host} recorded the message at {hopTime}.',
  explanation:
    'A message is usually sent seconds or minutes after the time in its Date field. Here it took much longer. ' +
    'Where another clock of the message agrees with the Date field, the message probably waited, and the ' +
    'severity is lower.',
  innocent: [
    'a message that was written without a connection and sent later',
    'a message that was sent at a chosen time, or a draft that was kept',
    'a wrong clock or time zone on the author’s computer',
    'earlier lines of the route that a list or a gateway removed',
  ],
  settle:
    'The log of the first server; the copy in the sender’s mailbox with its times; other messages by the same sender of those days.',
  reference: 'RFC 5322 section 3.6.1; RFC 5321 section 4.4',
  look: (input) => {
    const both = dateAndFirstHop(input);
    const late = both === undefined ? 0 : both.hopMs - both.dateMs;
    return both === undefined || late <= HOUR_MS ? NOTHING : compared(both, gradeOfWait(input, both, late));
  },
};

function gradeOfWait({ times }: RuleInput, { dateMs }: DateAndHop, lateMs: number): Severity {
  if (times.some((time) => isAuthorClock(time) && time.clock === 'utc' && agrees(time, dateMs))) {
    return 'low';
  }
  return lateMs > DAY_MS ? 'high' : 'medium';
}

/** Hidden clocks: those that are not read as dates. The hops' queue numbers count where they stand at the first hop. */
function hiddenClocks({ route, times }: RuleInput): readonly EmbeddedTime[] {
  const first = datedHops(route).at(-1)?.hop;
  return times.filter(
    (time) =>
      isAuthorClock(time) || (time.kind.startsWith('received-id.') && first !== undefined && isWithin(time, first)),
  );
}

function isWithin({ span }: EmbeddedTime, hop: Hop): boolean {
  return span.start >= hop.span.start && span.end <= hop.span.end;
}

/** Minutes are common in honest mail, hours are not, days hardly occur. */
function gradeByDistance(distance: number): Severity {
  if (distance > DAY_MS) {
    return 'high';
  }
  return distance > HOUR_MS ? 'medium' : 'low';
}

const disagrees: Rule = {
  id: 'date.disagrees-with-embedded-times',
  version: 3,
  family: 'times',
  severity: 'high',
  title: 'Other clocks of the message agree with one another and not with the Date field',
  summary:
    'The Date field says {dateTime}. {count} inside the message agree on {clockTime}, which is {difference} {direction}.',
  explanation:
    'Mail programs and servers leave times in places that nobody reads: in Message-IDs, in separators, in ' +
    'signatures. In an ordinary message they agree with the Date field. Here they agree with one another and not ' +
    'with the Date field.',
  innocent: [
    'a wrong clock or time zone on the author’s computer, with the other times from servers',
    'a message that waited before it was sent, with numbers given at sending',
    'a message that was sent a second time with its first date',
  ],
  settle:
    'The log of the first server that took the message; the copy in the sender’s mailbox; other messages by the ' +
    'same sender of those days, which show how the computer’s clock went.',
  reference: 'RFC 5322 sections 3.6.1 and 3.6.4; RFC 6376 section 3.5',
  look: (input) => {
    const { date } = input.anatomy;
    const dateMs = date?.instantMs;
    const clocks = hiddenClocks(input);
    const consensus = consensusOf(clocks);
    if (
      date === undefined ||
      dateMs === undefined ||
      consensus === undefined ||
      clocks.some((time) => agrees(time, dateMs) && time.clock === 'utc')
    ) {
      return NOTHING;
    }
    const distance = Math.min(
      ...consensus.clocks.filter(({ clock }) => clock === 'utc').map((time) => distanceMs(time, dateMs)),
    );
    const values = {
      dateTime: timeInWords(dateMs),
      clockTime: timeInWords(consensus.instantMs),
      count: countInWords(consensus.clocks.length, 'other clock'),
      difference: durationInWords(consensus.instantMs - dateMs),
      direction: consensus.instantMs > dateMs ? 'later' : 'earlier',
    };
    return observed(
      date.span,
      values,
      gradeByDistance(distance),
      consensus.clocks.map(({ span }) => span),
    );
  },
};

/** What the recipient's side numbers, and what was put in, may be much younger or older than the message. */
const LATER_OWNERS = new Set<EmbeddedTime['whose']>(['recipient', 'content']);

/** All clocks that are not read as dates, wherever they ran. */
function allHiddenClocks(times: readonly EmbeddedTime[]): readonly EmbeddedTime[] {
  return times.filter((time) => time.bound === 'equality' && !isWritten(time) && !LATER_OWNERS.has(time.whose));
}

const allDatesDisagree: Rule = {
  id: 'date.no-date-agrees-with-embedded-times',
  version: 3,
  family: 'times',
  severity: 'high',
  title: 'No date of the header agrees with the other clocks of the message',
  summary:
    '{count} inside the message agree on {clockTime}. The nearest date written in the header is {nearest}, {difference} away.',
  explanation:
    'Anybody who has a message can read and change the dates in its header. Mail programs and servers leave the ' +
    'same times in places that nobody reads: in Message-IDs, in queue numbers, in signatures. Here these ' +
    'agree with one another, and with none of the written dates.',
  innocent: ['a program that rewrote all dates when it moved the message', 'a message that was sent a second time'],
  settle:
    'The logs of the servers in the route; another copy of the message from the sender or from another recipient.',
  reference: 'RFC 5322 sections 3.6.1 and 3.6.4; RFC 5321 section 4.4; RFC 6376 section 3.5',
  look: (input) => noDateAgrees(input),
};

/** What several clocks say together against all dates. */
export function noDateAgrees({ times }: Pick<RuleInput, 'times'>): readonly Observation[] {
  const written = times.filter(isWritten);
  const consensus = consensusOf(allHiddenClocks(times));
  const [first] = consensus?.clocks ?? [];
  if (consensus === undefined || first === undefined || written.length === 0) {
    return NOTHING;
  }
  const nearest = written.reduce((best, date) =>
    Math.abs(date.timeMs - consensus.instantMs) < Math.abs(best.timeMs - consensus.instantMs) ? date : best,
  );
  const distance = Math.abs(nearest.timeMs - consensus.instantMs);
  if (distance <= HOUR_MS) {
    return NOTHING;
  }
  const values = {
    count: countInWords(consensus.clocks.length, 'clock'),
    clockTime: timeInWords(consensus.instantMs),
    nearest: timeInWords(nearest.timeMs),
    difference: durationInWords(distance),
  };
  const further = consensus.clocks.slice(1).map(({ span }) => span);
  return observed(nearest.span, values, gradeByDistance(distance), [first.span, ...further]);
}

/** Parts that exist before the message is sent: a file was attached, a reply was begun. */
const PART_KINDS = new Set([
  'content-id.gmail',
  'content-id.outlook',
  'thread-index.reply',
  'message-id.notes-created',
  'trace.label-set',
  'link.web-token',
  'link.amazon-date',
  'link.google-date',
]);

/** Some mobile programs write these times in local time: up to 14 hours too late. Seen in 4 honest messages of 1,498. */
const ZONE_SLIP_MS = 15 * HOUR_MS;

const beforeItsParts: Rule = {
  id: 'date.before-its-parts',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'The message is dated before one of its parts existed',
  summary:
    'The Date field says {dateTime}. A part of the message carries the time {partTime}, which is {difference} later.',
  explanation:
    'Some programs write down when a file was attached or when a reply was begun. The message cannot have been ' +
    'finished before that, so a clock or the date is not right.',
  innocent: [
    'a wrong clock or time zone on the author’s computer',
    'two computers with different clocks',
    'a draft or a template that kept its first date',
  ],
  settle: 'The attached files themselves with their own times; other messages by the same sender of those days.',
  reference: '[MS-OXOMSG] section 2.2.1.3 for Thread-Index; observed forms of Gmail and Outlook for attached parts',
  look: ({ anatomy, times }) => {
    const { date } = anatomy;
    const dateMs = date?.instantMs;
    const later = times.filter((time) => PART_KINDS.has(time.kind) && dateMs !== undefined && time.timeMs > dateMs);
    const far = later.find((time) => distanceMs(time, dateMs ?? 0) > ZONE_SLIP_MS);
    if (date === undefined || dateMs === undefined || far === undefined) {
      return NOTHING;
    }
    const distance = distanceMs(far, dateMs);
    const values = {
      dateTime: timeInWords(dateMs),
      partTime: timeInWords(far.timeMs, far.clock),
      difference: durationInWords(distance),
    };
    return observed(date.span, values, distance > DAY_MS ? 'high' : 'medium', [far.span]);
  },
};

const newerThanArrival: Rule = {
  id: 'date.older-than-scan-rules',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'A scanner used rules that are newer than the whole route',
  summary:
    'A scanner says that the rules it used are of {rulesTime}. Every date in the header is older; the newest is ' +
    '{newest}.',
  explanation:
    'Scanners for spam and viruses write down which set of rules they used. A message cannot have been scanned with rules ' +
    'that were made later. Either a date of the header or the line of the scanner does not fit.',
  innocent: ['a message that was scanned again long after its arrival', 'a wrong clock on the server'],
  settle: 'The log of the scanner; the provider’s record of when the message arrived; another recipient’s copy.',
  reference: 'Fields X-IronPort-AV and X-Proofpoint-Virus-Version as observed; RFC 5321 section 4.4',
  look: ({ times }) => {
    const written = times.filter(({ kind }) => kind === 'date' || kind === 'received');
    const newest = Math.max(...written.map(({ timeMs }) => timeMs));
    const rules = times.find((time) => /-(?:rules|release)$/.test(time.kind) && time.timeMs > newest + DAY_MS);
    return written.length === 0 || rules === undefined
      ? NOTHING
      : observed(rules.span, { rulesTime: timeInWords(rules.timeMs), newest: timeInWords(newest) });
  },
};

export const timesRules: readonly Rule[] = [
  afterFirstHop,
  daysAfterFirstHop,
  beforeFirstHop,
  disagrees,
  allDatesDisagree,
  beforeItsParts,
  newerThanArrival,
];
