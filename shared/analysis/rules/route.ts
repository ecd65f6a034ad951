import { googleHops } from '../../email/route';
import type { Anatomy, ByteString, EmbeddedTime, HeaderField, Hop } from '../../email/types';
import { remember, rememberLast } from '../../text/remember';
import { countInWords, durationInWords, timeInWords } from '../../wording/rules';
import type { CaseContext } from '../case-context';
import { clockBehind } from '../route-clocks';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { fieldsOf } from '../tokens';
import { DAY_MS, HOUR_MS, MINUTE_MS, NOTHING, observed } from './observe';

/** Rules about the way that a message claims to have taken: its Received fields (RFC 5321 section 4.4). */

interface DatedHop {
  readonly hop: Hop;
  readonly date: NonNullable<Hop['date']>;
  readonly timeMs: number;
}

function thoseWithDates(hops: readonly Hop[]): readonly DatedHop[] {
  return hops.flatMap((hop) => {
    const { date } = hop;
    return date?.instantMs === undefined ? [] : [{ hop, date, timeMs: date.instantMs }];
  });
}

/** The hops of the route that tell an instant, top (newest) first. */
export const datedHops = rememberLast(thoseWithDates);

/** Neighbouring hops that both tell an instant: [upper, lower]. */
const pairs = rememberLast((route: readonly Hop[]): readonly (readonly [DatedHop, DatedHop])[] => {
  const hops = datedHops(route);
  return hops.slice(1).flatMap((lower, index) => {
    const upper = hops[index];
    return upper === undefined ? [] : [[upper, lower] as const];
  });
});

function nameOf(hop: Hop): string {
  return hop.by === '' ? 'a server without a name' : hop.by;
}

/** A name of a host stays as it is written. */
function capital(name: string): string {
  return name.startsWith('a server ') ? `A${name.slice(1)}` : name;
}

function compareHops([upper, lower]: readonly [DatedHop, DatedHop], severity: 'low' | 'medium' | 'high'): Observation {
  return {
    spans: [upper.date.span, lower.date.span],
    severity,
    values: {
      upper: capital(nameOf(upper.hop)),
      lower: nameOf(lower.hop),
      upperTime: timeInWords(upper.timeMs),
      lowerTime: timeInWords(lower.timeMs),
      difference: durationInWords(upper.timeMs - lower.timeMs),
    },
  };
}

/** Two places on Earth are never more than 26 hours apart on their clocks. */
const FARTHEST_ZONES_MS = 26 * HOUR_MS;

/** What both rules on the order of times share: they differ in how far the times run backwards. */
const TIME_ORDER = {
  family: 'route',
  summary:
    '{upper} recorded the message at {upperTime}. That is {difference} before the step below it, which {lower} recorded at {lowerTime}.{clock}',
  settle:
    'The logs of the two servers for that minute; other mail through the same servers on that day, which shows how their clocks stood to each other.',
  reference: 'RFC 5321 section 4.4',
  usesCase: true,
} as const;

/** Up to a day, a wrong time zone explains it: seen in 2 % of honest mail of 2002, whole hours in most cases. */
const timeOrder: Rule = {
  ...TIME_ORDER,
  id: 'received.time-order',
  version: 3,
  severity: 'medium',
  title: 'A later step of the route shows an earlier time',
  explanation:
    'Each server that passes a message on puts a line (“Received”) with its own time above the lines that are ' +
    'already there. Read from bottom to top, the times should rise. Here they fall.',
  innocent: [
    'a server whose clock was wrong',
    'a server that writes a wrong time zone, such as around the change to summer time',
    'two clocks that were each a little wrong',
  ],
  look: (input) => fallingTimes(input, MINUTE_MS, FARTHEST_ZONES_MS),
};

const timeOrderDays: Rule = {
  ...TIME_ORDER,
  id: 'received.time-order-days',
  version: 1,
  severity: 'high',
  title: 'A later step of the route shows a time more than a day earlier',
  explanation:
    'Each server that passes a message on puts a line (“Received”) with its own time above the lines that are ' +
    'already there. Read from bottom to top, the times should rise. Here they fall by more than 26 hours, the ' +
    'most by which two time zones can differ.',
  innocent: [
    'a server whose clock was set to another day',
    'a home-made program that wrote the year, the month or the day wrongly',
    'an old line that a program copied into a new message',
  ],
  look: (input) => fallingTimes(input, FARTHEST_ZONES_MS, Number.POSITIVE_INFINITY),
};

/** Neighbouring hops of which the upper is earlier by more than `least` and at most `most` milliseconds. */
function fallingTimes({ route, context }: RuleInput, least: number, most: number): readonly Observation[] {
  return pairs(route).flatMap((pair) => {
    const backwardsMs = pair[1].timeMs - pair[0].timeMs;
    return backwardsMs > least && backwardsMs <= most
      ? [withClock(compareHops(pair, gradeOfOrder(backwardsMs)), pair[0].hop, context)]
      : [];
  });
}

const lowered: Readonly<Record<string, Severity>> = { high: 'low', medium: 'low', low: 'info' };

/** A clock that ran behind in other messages of the case too explains the order: it is said so, and counts less. */
function withClock(observation: Observation, upper: Hop, { clocks }: CaseContext): Observation {
  const clock = clockBehind(clocks, upper);
  const said =
    clock === undefined
      ? ''
      : ` In ${countInWords(clock.messages - 1, 'other message')} of this case the clock of ${nameOf(upper)} was behind by about ${durationInWords(clock.offsetSeconds * 1000)} as well.`;
  const { severity = 'high', values } = observation;
  return {
    ...observation,
    severity: clock === undefined ? severity : (lowered[severity] ?? severity),
    values: { ...values, clock: said },
  };
}

function gradeOfOrder(backwardsMs: number): 'low' | 'medium' | 'high' {
  if (backwardsMs > FARTHEST_ZONES_MS) {
    return 'high';
  }
  return backwardsMs > HOUR_MS ? 'medium' : 'low';
}

const longDelay: Rule = {
  id: 'received.long-delay',
  version: 1,
  family: 'route',
  severity: 'low',
  title: 'The message waited for a long time between two steps',
  summary:
    '{upper} recorded the message at {upperTime}, {difference} after the step below it, which {lower} recorded ' +
    'at {lowerTime}.',
  explanation:
    'Mail usually passes from server to server within seconds. A long wait usually has an ordinary cause. It is ' +
    'listed because it shows between which two steps the time passed.',
  innocent: [
    'a server that could not be reached',
    'a mailing list whose moderator had to approve the message',
    'mail that was collected later from another mailbox',
    'a filter that kept the message in quarantine until somebody released it',
    'a server whose clock was wrong',
  ],
  settle: 'The queue log of the server that kept the message; other mail through that server on the same day.',
  reference: 'RFC 5321 sections 4.4 and 4.5.4.1',
  look: ({ route }) =>
    pairs(route)
      .filter(([upper, lower]) => upper.timeMs - lower.timeMs > DAY_MS)
      .map((pair) => compareHops(pair, 'low')),
};

const AUTHOR_FIELDS = new Set(['from', 'subject', 'date', 'message-id']);

/** Received fields that stand below the author's fields, with the first author's field. */
function belowAuthorFields(anatomy: Anatomy): readonly (readonly [HeaderField, HeaderField])[] {
  const first = anatomy.fields.find((field) => AUTHOR_FIELDS.has(field.key));
  return first === undefined
    ? []
    : anatomy.fields
        .filter((field) => field.key === 'received' && field.span.start > first.span.start)
        .map((field) => [field, first] as const);
}

const belowAuthor: Rule = {
  id: 'received.below-author-fields',
  version: 1,
  family: 'route',
  severity: 'medium',
  title: 'A line of the route is below the author’s own lines',
  summary: 'A Received field is below the field {field}.',
  explanation:
    'Servers add their lines at the top. The lines that the author’s program wrote, such as From and Subject, ' +
    'end up below all of them. A Received line below them got there in another way: it may have been written by ' +
    'the program that made the message, or by one that handled it later.',
  innocent: [
    'a program that collects mail and sorts the lines again',
    'a mailing list or an archive that rewrites the header',
    'a mail gateway that adds its lines at the end',
  ],
  settle:
    'Other messages from the same mailbox: where they show the same order, it comes from the program that saved ' +
    'them; the recipient’s server log.',
  reference: 'RFC 5321 section 4.4; RFC 5322 section 3.6',
  look: ({ anatomy }) => {
    const [pair] = belowAuthorFields(anatomy);
    return pair === undefined
      ? NOTHING
      : observed(pair[0].nameSpan, { field: pair[1].name }, undefined, [pair[1].nameSpan]);
  },
};

const missing: Rule = {
  id: 'received.missing',
  version: 1,
  family: 'route',
  severity: 'info',
  title: 'No server recorded that it carried this message',
  summary: 'The header has no Received field.',
  explanation:
    'Every server that carries a message has to write a Received line into it. A message without one was not ' +
    'carried by mail servers, or the lines are gone. The route of this copy cannot be examined.',
  innocent: [
    'a copy from the folder of sent mail or of drafts',
    'an export that leaves these lines out',
    'mail between two mailboxes of the same server',
  ],
  settle:
    'The recipient’s server log and the copy that the provider itself hands out; the folder from which the copy ' +
    'was taken.',
  reference: 'RFC 5321 section 4.4',
  look: ({ anatomy, route }) => {
    const first = anatomy.fields[0];
    return route.length > 0 || first === undefined ? NOTHING : observed(first.nameSpan);
  },
};

/**
 * Whether the id's own time contradicts the date beside it.
 *
 * Sendmail gives the id when it first takes the message and may write the line hours later, when a busy filter lets it
 * go (seen at Proofpoint). Its id can be older than the date, never newer.
 */
function isContradiction(id: EmbeddedTime, dateMs: number): boolean {
  const ahead = id.timeMs - dateMs;
  return ahead > HOUR_MS || (ahead < -HOUR_MS && id.kind !== 'received-id.sendmail');
}

/** The id's own time and the date that the same line wrote, where they contradict each other. */
function contradictedIds({ anatomy, route, times }: RuleInput): readonly Observation[] {
  const ids = times.filter(({ kind, clock }) => kind.startsWith('received-id.') && clock === 'utc');
  return [...datedHops(route), ...thoseWithDates(googleHops(anatomy))].flatMap(({ hop, date, timeMs }) => {
    const id = ids.find(({ span }) => span.start >= hop.span.start && span.end <= hop.span.end);
    if (id === undefined || !isContradiction(id, timeMs)) {
      return NOTHING;
    }
    const difference = durationInWords(id.timeMs - timeMs);
    const values = { host: nameOf(hop), idTime: timeInWords(id.timeMs), written: timeInWords(timeMs), difference };
    return observed(id.span, values, undefined, [date.span]);
  });
}

const idTime: Rule = {
  id: 'received.id-time',
  version: 3,
  family: 'route',
  severity: 'high',
  title: 'The queue number of a step holds another time than its date',
  summary:
    'In the line of {host}, the queue number reads as {idTime}; the date says {written}. They differ by {difference}.',
  explanation:
    'Many mail servers number each message with a code that contains the time. In an ordinary line, this time ' +
    'and the written date are seconds apart. Here they are more than an hour apart, so they were not taken from ' +
    'one clock at one moment.',
  innocent: [
    'a gateway that uses the same number for every message',
    'a number of another program that only looks like this kind',
    'a program that rewrote the dates of the lines when it moved or archived the message',
  ],
  settle:
    'The server’s log for that queue number; other mail through the same server, which shows whether it uses one number for all.',
  reference: 'Exim specification chapter 3; Postfix postconf(5), enable_long_queue_ids; sendmail/queue.c',
  look: contradictedIds,
};

const BRACKETED = /\[(\d{1,4}(?:\.\d{1,4}){3})\]/g;
const FROM = /^\s*from\s/i;
const BY = /\sby\s/i;
const LONGEST_CLAUSE = 600;
const PARENTHESISED = /(?<=[\s(])\(?(\d{1,4}(?:\.\d{1,4}){3})\)/g;

/** What stands from `from` to `by`; nothing where that is longer than any server writes. */
function fromClause(body: ByteString): ByteString {
  const start = FROM.exec(body)?.[0].length ?? 0;
  const rest = start === 0 ? '' : body.slice(start, start + LONGEST_CLAUSE + 4);
  const by = rest.search(BY);
  const length = by === -1 ? body.length - start : by;
  return start === 0 || length > LONGEST_CLAUSE ? '' : body.slice(0, start + length);
}

/** One look for a number that no address holds (240 and more, at any place), in brackets of either kind or before one. */
const MAY_BE_IMPOSSIBLE = /[\s([](?:\d{1,4}\.){0,3}(?:2[4-9]\d|[3-9]\d\d|\d{4})[.)\]]/;

function impossibleAddresses(field: HeaderField): readonly Observation[] {
  if (!MAY_BE_IMPOSSIBLE.test(field.body)) {
    return NOTHING;
  }
  const clause = fromClause(field.body);
  if (!clause.includes('[') && !clause.includes(')')) {
    return [];
  }
  const found = [...clause.matchAll(BRACKETED), ...clause.matchAll(PARENTHESISED)];
  return found.flatMap((match) => {
    const address = match[1] ?? '';
    const reason = reasonAgainst(address);
    const start = field.bodySpan.start + match.index + match[0].indexOf(address);
    return reason === undefined ? NOTHING : observed({ start, end: start + address.length }, { address, reason });
  });
}

const reasonAgainst = remember(1_000, (address): string | undefined => {
  const octets = address.split('.').map(Number);
  const [first = 0] = octets;
  if (octets.some((octet) => octet > 255)) {
    return 'one of its numbers is greater than 255';
  }
  return first >= 240 ? 'addresses that begin with 240 to 255 are assigned to nobody' : undefined;
});

const impossibleAddress: Rule = {
  id: 'route.impossible-address',
  version: 1,
  family: 'route',
  severity: 'high',
  title: 'The route names a network address that cannot exist',
  summary: 'A Received field names the address {address}: {reason}.',
  explanation:
    'A server writes down the network address of the computer that handed the message over. It reads the address ' +
    'from the connection. An address that cannot exist was not read from a connection.',
  innocent: [
    'a damaged line',
    'an address that was replaced to protect somebody',
    'a version number that looks like an address',
  ],
  settle:
    'The log of the server that wrote the line; another copy of the message, to see whether the line was damaged.',
  reference: 'RFC 791 section 3.2; RFC 1112 section 4; RFC 6890 section 2.2.2',
  look: ({ anatomy }) => fieldsOf(anatomy, 'received').flatMap(impossibleAddresses),
};

export const routeRules: readonly Rule[] = [
  timeOrder,
  timeOrderDays,
  longDelay,
  belowAuthor,
  missing,
  idTime,
  impossibleAddress,
];
