import { durationInWords, timeInWords } from '../../wording/rules';
import type { Observation, Rule, RuleInput } from '../rule';
import { nextPartBoundary } from '../times/boundary';
import { outlookContentId } from '../times/content-id';
import { type DecodedTime, decodeToken, isPlausibleTime, type TimeDecoder } from '../times/decoder';
import { arrivalFiletime, arrivalText } from '../times/exchange-field';
import { outlookMessageId } from '../times/message-id-desktop';
import { contentIdTokens, fieldsOf, messageIdToken, ownBoundaryTokens, type Token } from '../tokens';
import { distanceMs } from '../witnesses';
import { HOUR_MS, NOTHING, observed, SECOND_MS } from './observe';

/** Rules about ids whose form holds a time, and whose time no clock can have shown. */

const FARTHEST_MS = 26 * HOUR_MS;

const OUTSIDE_EMAIL = 'Read as a time, it lies outside the years 1989 to 2041';

/** The written dates of the message; an id's time should lie near one of them. */
function isNearWrittenDate(time: DecodedTime, { times }: RuleInput): boolean {
  const written = times.filter(({ kind }) => kind === 'date' || kind === 'received');
  return written.length === 0 || written.some((date) => distanceMs(time, date.timeMs) <= FARTHEST_MS);
}

function impossibleIn(tokens: readonly Token[], using: TimeDecoder, input: RuleInput): readonly Observation[] {
  const token = tokens.find(({ text }) => decodeToken(text, 0, '', using) !== undefined);
  const time = token && decodeToken(token.text, token.span.start, '', using);
  if (time === undefined || (isPlausibleTime(time.timeMs) && isNearWrittenDate(time, input))) {
    return NOTHING;
  }
  const reading = isPlausibleTime(time.timeMs)
    ? `Its time is ${timeInWords(time.timeMs, time.clock)}, more than a day away from every date in the header`
    : OUTSIDE_EMAIL;
  return observed(time.span, { reading });
}

const messageIdTime: Rule = {
  id: 'message-id.impossible-time',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'The Message-ID has Outlook’s form but not its clock',
  summary: 'The Message-ID has the form that Outlook uses. {reading}.',
  explanation:
    'Outlook and Outlook Express build the Message-ID, a message’s own number, from the current time, to less ' +
    'than a millisecond. A number of this form with another time was made by another program, or at another time.',
  innocent: [
    'another program that uses the same form with other contents',
    'a message that was sent again much later',
    'a computer whose clock was set to another year',
  ],
  settle: 'Genuine messages by the same program and version, for comparison; the sender’s computer or its log.',
  reference: '[MS-DTYP] section 2.3.3 (FILETIME); form of the Message-ID as observed',
  look: (input) => impossibleIn(messageIdToken(input.anatomy), outlookMessageId, input),
};

const boundaryTime: Rule = {
  id: 'boundary.impossible-time',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'The separator of the parts has Outlook’s form but not its clock',
  summary: 'The separator between the parts has the form that Outlook uses. {reading}.',
  explanation:
    'Outlook builds the separator between the parts of a message from the current time of the author’s computer. ' +
    'A separator of this form with another time was made by another program, or at another time.',
  innocent: [
    'another program that uses the same form with other contents',
    'a message that was sent again much later',
    'a computer whose clock was set to another year',
  ],
  settle: 'Genuine messages by the same program and version, for comparison; the sender’s computer or its log.',
  reference: '[MS-DTYP] section 2.3.3 (FILETIME); RFC 2046 section 5.1.1; form as observed',
  look: (input) => impossibleIn(ownBoundaryTokens(input.anatomy), nextPartBoundary, input),
};

const arrival: Rule = {
  id: 'trace.arrival-time-contradiction',
  version: 1,
  family: 'times',
  severity: 'proof',
  title: 'One field gives one time in two ways that differ',
  summary:
    'The field X-OriginalArrivalTime gives the arrival as {text} and, as a number, as {number}. They differ by {difference}.',
  explanation:
    'Exchange writes the same instant into this field twice, once for people and once as a number. Both come ' +
    'from one reading of one clock, so they agree. Where they differ, one of them was changed, or the field was ' +
    'not written by Exchange.',
  innocent: ['a damaged line', 'another program that writes this field in its own way'],
  settle:
    'The log of the server that wrote the field; another copy of the message, to see which of the two was changed.',
  reference: '[MS-DTYP] section 2.3.3 (FILETIME)',
  look: ({ anatomy }) =>
    fieldsOf(anatomy, 'x-originalarrivaltime').flatMap(({ body, bodySpan, key }) => {
      const text = decodeToken(body, bodySpan.start, key, arrivalText);
      const number = decodeToken(body, bodySpan.start, key, arrivalFiletime);
      if (text === undefined || number === undefined || Math.abs(text.timeMs - number.timeMs) <= SECOND_MS) {
        return NOTHING;
      }
      const values = {
        text: timeInWords(text.timeMs),
        number: isPlausibleTime(number.timeMs) ? timeInWords(number.timeMs) : 'no plausible time',
        difference: durationInWords(text.timeMs - number.timeMs),
      };
      return observed(text.span, values, undefined, [number.span]);
    }),
};

const contentIdTime: Rule = {
  id: 'content-id.impossible-time',
  version: 1,
  family: 'times',
  severity: 'high',
  title: 'The number of a picture has Outlook’s form but not its clock',
  summary: 'The Content-ID of a part has the form that Outlook uses. {reading}.',
  explanation:
    'Outlook numbers the pictures of a message with the current time of the author’s computer. Pictures that are ' +
    'used again keep an old time, but a time outside the years of email was not taken from a clock that was ' +
    'right.',
  innocent: [
    'another program that uses the same form with other contents',
    'a computer whose clock was set to another century',
  ],
  settle: 'Other messages by the same author and program; the author’s own copy of the message.',
  reference: '[MS-DTYP] section 2.3.3 (FILETIME); form as observed',
  look: ({ anatomy }) => {
    const tokens = contentIdTokens(anatomy.structure);
    const times = tokens.map(({ text, span }) => decodeToken(text, span.start, '', outlookContentId));
    const impossible = times.find((time) => time !== undefined && !isPlausibleTime(time.timeMs));
    return impossible === undefined ? NOTHING : observed(impossible.span, { reading: OUTSIDE_EMAIL });
  },
};

export const impossibleTimeRules: readonly Rule[] = [messageIdTime, boundaryTime, contentIdTime, arrival];
