import type { EmbeddedTime, HeaderField } from '../../email/types';
import { durationInWords, timeInWords } from '../../wording/rules';
import type { Observation, Rule, RuleInput } from '../rule';
import { distanceMs } from '../witnesses';
import { HOUR_MS, NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';
import { noDateAgrees } from './times';

/** Rules about a number whose time is of another day than every date of the header: frozen, copied or made up. */

/** Two places on Earth are never further apart on their clocks. */
const FARTHEST_MS = 26 * HOUR_MS;

/** Outlook's forms have rules of their own; eight hexadecimal digits, as Pegasus writes them, are too common a form. */
const OTHERS: ReadonlySet<string> = new Set(['message-id.outlook', 'boundary.next-part', 'message-id.pegasus']);

type Speaks = (time: EmbeddedTime) => boolean;

/** The first time that lies more than a day away from every date in the header, with the date that is nearest. */
function ofOtherDay(input: RuleInput, speaks: Speaks): readonly Observation[] {
  const written = input.times.filter(({ kind }) => kind === 'date' || kind === 'received');
  const isFar = (time: EmbeddedTime): boolean => written.every(({ timeMs }) => distanceMs(time, timeMs) > FARTHEST_MS);
  const far = input.times.find(
    (time) => time.bound === 'equality' && !OTHERS.has(time.kind) && speaks(time) && isFar(time),
  );
  // Where no date fits the other clocks either, that is said by another rule.
  if (far === undefined || written.length === 0 || noDateAgrees(input).length > 0) {
    return NOTHING;
  }
  const nearest = written.reduce((best, date) =>
    distanceMs(far, date.timeMs) < distanceMs(far, best.timeMs) ? date : best,
  );
  const values = {
    time: timeInWords(far.timeMs, far.clock),
    nearest: timeInWords(nearest.timeMs),
    difference: durationInWords(far.clock === 'utc' ? far.timeMs - nearest.timeMs : distanceMs(far, nearest.timeMs)),
    direction: far.timeMs > nearest.timeMs ? 'later' : 'earlier',
    field: fieldAt(input, far)?.name ?? far.source,
  };
  return observed(far.span, values, undefined, [nearest.span]);
}

function fieldAt({ anatomy }: RuleInput, { span }: EmbeddedTime): HeaderField | undefined {
  return anatomy.fields.find((field) => field.span.start <= span.start && span.end <= field.span.end);
}

const messageId: Rule = {
  id: 'message-id.other-day',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'The Message-ID holds the time of another day',
  summary:
    'The Message-ID holds the time {time}. That is {difference} {direction} than the nearest date in the header, ' +
    '{nearest}.',
  explanation:
    'Many programs and services build the Message-ID, a message’s own number, from the time at which they make ' +
    'it. Here that time is more than a day away from every date in the header. The number may have been made earlier, ' +
    'copied from another message, kept in a template, or made up.',
  innocent: [
    'a draft that got its number when it was begun, and was sent days later',
    'a message that was sent again with its first number',
    'a number of another program that only looks as if it held a time',
  ],
  settle:
    'Other messages with the same number; genuine messages by the same program or service; the copy in the sender’s mailbox.',
  reference: 'RFC 5322 section 3.6.4; forms of numbers as observed',
  look: (input) => ofOtherDay(input, ({ source }) => source === 'message-id'),
};

const boundary: Rule = {
  id: 'boundary.other-day',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'The separator of the parts holds the time of another day',
  summary:
    'A separator between the parts holds the time {time}. That is {difference} {direction} than the nearest date ' +
    'in the header, {nearest}.',
  explanation:
    'Many programs build the separator between the parts of a message from the time at which they make it. Here ' +
    'that time is more than a day away from every date in the header. Programs that send one template to many ' +
    'people often keep the separator of the message from which the template was taken.',
  innocent: [
    'a draft that was begun days before it was sent',
    'a newsletter program that keeps one separator for all messages',
    'a separator of another program that only looks as if it held a time',
  ],
  settle: 'Other messages with the same separator; genuine messages by the same program or service.',
  reference: 'RFC 2046 section 5.1.1; forms of separators as observed',
  look: (input) => ofOtherDay(input, ({ source }) => source === 'mime-boundary'),
};

const trace: Rule = {
  id: 'trace.other-day',
  version: 1,
  family: 'times',
  severity: 'medium',
  title: 'A server’s field holds the time of another day',
  summary:
    'The field {field} holds the time {time}. That is {difference} {direction} than the nearest date in the ' +
    'header, {nearest}.',
  explanation:
    'Servers and filters leave the time of their work in fields of their own. Here that time is more than a day ' +
    'away from every date in the header. The field may have come with another message’s text, or the dates may ' +
    'not be the true ones.' +
    sameBytesAs('Other clocks of the message agree with one another and not with the Date field'),
  innocent: ['a message that was sent again with the fields of its first journey', 'a server whose clock was wrong'],
  settle: 'The log of the server that writes such a field; genuine messages that went through it in those days.',
  reference: 'Forms of the fields as observed',
  look: (input) => ofOtherDay(input, ({ kind, whose }) => kind.startsWith('trace.') && whose !== 'content'),
};

export const otherDayRules: readonly Rule[] = [messageId, boundary, trace];
