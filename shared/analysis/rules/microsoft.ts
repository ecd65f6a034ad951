import { firstField } from '../../email/anatomy';
import { durationInWords } from '../../wording/rules';
import type { Rule, RuleInput } from '../rule';
import { nextPartBoundary } from '../times/boundary';
import { decodeToken } from '../times/decoder';
import { outlookMessageId } from '../times/message-id-desktop';
import { readThreadIndex } from '../times/thread-index';
import { bodyToken, messageIdToken, ownBoundaryTokens, type Token } from '../tokens';
import { MINUTE_MS, NOTHING, observed, SECOND_MS } from './observe';

/** Rules about marks of Outlook and Exchange that are bound to one another. */

const EXCHANGE_BOUNDARY = /^_\d{3}_([0-9A-Za-z]{10,55})_$/;
const TAG_LENGTH = 55;

const exchangeBoundary: Rule = {
  id: 'software.exchange-boundary',
  version: 2,
  family: 'software',
  severity: 'high',
  title: 'The separator of the parts repeats another Message-ID',
  summary: 'The separator between the parts repeats a Message-ID that is not this message’s.',
  explanation:
    'Exchange builds the separator between the parts from the Message-ID, the message’s own number: the same ' +
    'letters and digits, cut to 55 characters. Here the two differ. The body may have been taken from another message, or ' +
    'the number was replaced.',
  innocent: [
    'a gateway or a list that replaced the Message-ID',
    'a message that was sent again or forwarded as a whole',
  ],
  settle: 'The message with the number that the separator repeats, from the provider; the gateway’s log.',
  reference: 'Form observed in 267 of 269 messages of Exchange; RFC 2046 section 5.1.1',
  look: ({ anatomy }) => {
    const [id] = messageIdToken(anatomy);
    const boundary = ownBoundaryTokens(anatomy).find(({ text }) => EXCHANGE_BOUNDARY.test(text));
    const tag = EXCHANGE_BOUNDARY.exec(boundary?.text ?? '')?.[1];
    if (id === undefined || boundary === undefined || tag === undefined) {
      return NOTHING;
    }
    // A gateway that puts something before the number leaves the number itself in place.
    const letters = id.text.replace(/[^0-9A-Za-z]/g, '');
    const isSame = tag.length === TAG_LENGTH ? letters.includes(tag) : letters === tag;
    const span = { start: boundary.span.start + 5, end: boundary.span.start + 5 + tag.length };
    const severity = firstField(anatomy, 'list-id') === undefined ? 'high' : 'medium';
    return isSame ? NOTHING : observed(span, {}, severity, [id.span]);
  },
};

interface OutlookMarks {
  readonly id: Token;
  readonly boundary: Token;
  /** How many numbers the separator is ahead of the Message-ID; the counter runs over at 65,536. */
  readonly ahead: number;
  /** The wall clock of the boundary less the universal time of the id. */
  readonly zoneMs: number;
}

/** Outlook's two marks, where the message has both: the Message-ID and the outermost separator. */
function outlookMarks({ anatomy }: RuleInput): OutlookMarks | undefined {
  const [id] = messageIdToken(anatomy);
  const [boundary] = ownBoundaryTokens(anatomy);
  const idTime = id && decodeToken(id.text, id.span.start, '', outlookMessageId);
  const boundaryTime = boundary && decodeToken(boundary.text, boundary.span.start, '', nextPartBoundary);
  if (id === undefined || boundary === undefined || idTime === undefined || boundaryTime === undefined) {
    return undefined;
  }
  const difference = Number.parseInt(boundary.text.slice(19, 23), 16) - Number.parseInt(id.text.slice(0, 4), 16);
  const ahead = ((difference + 0x1_8000) & 0xffff) - 0x8000;
  return { id, boundary, ahead, zoneMs: boundaryTime.timeMs - idTime.timeMs };
}

const QUARTER_MS = 15 * MINUTE_MS;

/** A difference between local and universal time is a multiple of a quarter of an hour, up to 14 hours. */
function isZone(differenceMs: number): boolean {
  const rest = Math.abs(differenceMs) % QUARTER_MS;
  const isNear = Math.min(rest, QUARTER_MS - rest) <= 10 * SECOND_MS;
  return isNear && Math.abs(differenceMs) <= 56 * QUARTER_MS + 10 * SECOND_MS;
}

/** Outlook Express makes the separator first, and up to some minutes before it sends: only the counters are compared. */
const FARTHEST_COUNTERS = 64;

function problemOf(marks: OutlookMarks, dateZone: number | undefined): string | undefined {
  const found = [counterOrClockProblem(marks), zoneProblem(marks, dateZone)].filter((each) => each !== undefined);
  return found.length === 0 ? undefined : found.join(', and ');
}

/** The third lock: the difference of the two clocks is the zone of the Date. Servers write many Dates anew in UTC. */
function zoneProblem({ id, ahead, zoneMs }: OutlookMarks, dateZone: number | undefined): string | undefined {
  const isComparable = /\$@/.test(id.text) && isZone(zoneMs) && ahead !== 1;
  const quarters = Math.round(zoneMs / QUARTER_MS);
  return isComparable && dateZone !== undefined && dateZone !== 0 && quarters * 15 !== dateZone
    ? 'the zone that their times give is not that of the Date field'
    : undefined;
}

function counterOrClockProblem({ id, ahead, zoneMs }: OutlookMarks): string | undefined {
  const isOutlook = /\$@/.test(id.text);
  if (isOutlook && !isZone(zoneMs)) {
    return `their times differ by ${durationInWords(zoneMs)}, which is no time zone`;
  }
  const follows = isOutlook ? ahead === 1 : Math.abs(ahead) <= FARTHEST_COUNTERS;
  return follows ? undefined : 'their counters do not follow each other';
}

const outlookLocks: Rule = {
  id: 'software.outlook-locks',
  version: 3,
  family: 'software',
  severity: 'high',
  title: 'Two marks of Outlook do not fit each other',
  summary: 'The Message-ID and the separator have the forms of Outlook, but {problem}.',
  explanation:
    'Outlook and Outlook Express put a counter and the current time into both the Message-ID ' +
    'and the separator of the parts. The two counters lie close together. In Outlook, one of the times is ' +
    'universal and the other local, so they differ by a time zone.',
  innocent: ['a version of the program that is not known here', 'a server that replaced one of the two'],
  settle: 'Genuine messages by the same version of the program; the copy in the sender’s mailbox.',
  reference: 'Observed: counters fit in 54 of 55 messages of Outlook 2019 to 2026 and in 18 of 18 of 2002',
  look: (input) => {
    const marks = outlookMarks(input);
    const problem = marks && problemOf(marks, input.anatomy.date?.offsetMinutes);
    return marks === undefined || problem === undefined
      ? NOTHING
      : observed(marks.id.span, { problem }, isZone(marks.zoneMs) ? 'medium' : 'high', [marks.boundary.span]);
  },
};

const threadIndex: Rule = {
  id: 'software.thread-index',
  version: 1,
  family: 'software',
  severity: 'high',
  title: 'The Thread-Index is not of the kind that Outlook and Exchange make',
  summary: 'The field {field} does not hold a conversation number of the known form.',
  explanation:
    'Outlook and Exchange write a number that ties the messages of a conversation together. It begins with the ' +
    'time at which the conversation began. A value of another form was written by another program, or was ' +
    'changed.',
  innocent: ['another program that uses the field in its own way', 'a field that was cut off by a server'],
  settle: 'Other messages of the same conversation; genuine messages by the same program.',
  reference: '[MS-OXOMSG] section 2.2.1.3',
  look: ({ anatomy }) => {
    const field = firstField(anatomy, 'thread-index');
    const token = field && bodyToken(field);
    // Zimbra writes a random value here.
    const isZimbra = /^\s*Zimbra/.test(firstField(anatomy, 'x-mailer')?.body ?? '');
    return field === undefined || token === undefined || isZimbra || readThreadIndex(token.text) !== undefined
      ? NOTHING
      : observed(token.span, { field: field.name });
  },
};

export const microsoftRules: readonly Rule[] = [exchangeBoundary, outlookLocks, threadIndex];
