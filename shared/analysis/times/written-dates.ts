import { toByteString } from '../../email/byte-string';
import { isMessageType } from '../../email/message-type';
import type { Anatomy, ClockOwner, HeaderField, Hop, MimePart, WrittenDate } from '../../email/types';
import { readWrittenDate } from '../../email/written-date';
import { matchToken, partsOf } from '../tokens';
import { zoneMinutes } from './clocks';
import type { DecodedTime } from './decoder';
import { decoder, decodeToken, type TimeDecoder } from './decoder';
import { receivedIdDecoders } from './received-id';
import { fromUnixText } from './trace-field';

/** The dates that anybody can read: the author's Date, each hop's, and those of fields that few people look at. */
export function writtenTimes(anatomy: Anatomy, route: readonly Hop[]): readonly DecodedTime[] {
  return [
    ...writtenTime(anatomy.date, 'date', 'date', 'author'),
    ...route.flatMap((hop) => [...writtenTime(hop.date, 'received', 'received', 'relay')]),
    ...anatomy.fields.flatMap(otherDates),
  ];
}

/** Fields with one date as their whole body, and who writes them. */
const DATE_FIELDS: ReadonlyMap<string, ClockOwner> = new Map([
  ['resent-date', 'author'],
  ['x-original-date', 'author'],
  ['x-google-original-date', 'author'],
  ['original-date', 'author'],
  ['delivery-date', 'recipient'],
  ['x-delivery-date', 'recipient'],
  ['injection-date', 'service'],
  ['nntp-posting-date', 'service'],
]);

function otherDates(field: HeaderField): readonly DecodedTime[] {
  const whose = DATE_FIELDS.get(field.key);
  if (whose !== undefined) {
    return writtenTime(dateIn(field.body, field.bodySpan.start), field.key, 'date.other-field', whose);
  }
  return field.key === 'x-received' ? googleHop(field) : [];
}

const dateIn = (text: string, base: number): WrittenDate => readWrittenDate(text.slice(0, 200), base);

/** Google's own note of a hop, kept where the mail comes from Gmail: a queue id and a date, as in Received. */
function googleHop(field: HeaderField): readonly DecodedTime[] {
  const semicolon = field.body.lastIndexOf(';');
  const id = matchToken(field, /\bid[ \t\r\n]{1,8}([\w.-]{8,80})/);
  const decoded =
    id && receivedIdDecoders.flatMap((each) => decodeToken(id.text, id.span.start, 'x-received', each) ?? []);
  const date =
    semicolon < 0 ? undefined : dateIn(field.body.slice(semicolon + 1), field.bodySpan.start + semicolon + 1);
  return [...(decoded?.slice(0, 1) ?? []), ...writtenTime(date, 'x-received', 'x-received', 'service')];
}

function writtenTime(
  date: WrittenDate | undefined,
  source: string,
  kind: string,
  whose: ClockOwner,
): readonly DecodedTime[] {
  return date?.instantMs === undefined
    ? []
    : [
        {
          source,
          kind,
          span: date.span,
          timeMs: date.instantMs,
          precisionSeconds: 1,
          clock: 'utc',
          whose,
          bound: 'equality',
          needsSupport: false,
        },
      ];
}

/**
 * The dates of enclosed messages, and when the reported message came in where a server reports on one (RFC 3464 section
 * 2.2.5): both were there before the message that encloses them.
 */
export function enclosedTimes(bytes: Uint8Array, structure: MimePart): readonly DecodedTime[] {
  return partsOf(structure).flatMap((part) => {
    if (part.mediaType === 'message/delivery-status') {
      return reportedArrival(bytes, part);
    }
    return isMessageType(part.mediaType)
      ? part.parts.slice(0, 1).flatMap(({ fields }) => fields.flatMap(enclosedDate))
      : [];
  });
}

function enclosedDate({ key, body, bodySpan }: HeaderField): readonly DecodedTime[] {
  return key === 'date' ? asLower(writtenTime(dateIn(body, bodySpan.start), key, 'enclosed.date', 'content')) : [];
}

const ARRIVAL = /^Arrival-Date:([^\r\n]{1,100})/im;

function reportedArrival(bytes: Uint8Array, { bodySpan: { start, end } }: MimePart): readonly DecodedTime[] {
  const match = ARRIVAL.exec(toByteString(bytes, start, Math.min(end, start + 4000)));
  const at = start + (match?.index ?? 0) + 'Arrival-Date:'.length;
  const date = match === null ? undefined : dateIn(match[1] ?? '', at);
  return asLower(writtenTime(date, 'delivery-status', 'enclosed.arrival', 'relay'));
}

function asLower(times: readonly DecodedTime[]): readonly DecodedTime[] {
  return times.map((time) => ({ ...time, bound: 'lower' }));
}

const FILE_DATES = /\b(?:creation|modification|read)-date[ \t\r\n]*=[ \t\r\n]*"([^"]{10,80})"/gi;
const FILE_DATE_NAME = /^(creation|modification|read)/i;
const MOST_FILE_DATES = 6;

/** When a file was made, changed and read, on the computer that attached it (RFC 2183 sections 2.4 to 2.6). */
export function fileTimes(structure: MimePart): readonly DecodedTime[] {
  return partsOf(structure).flatMap((part) =>
    part.fields.filter(({ key }) => key === 'content-disposition').flatMap(fileTimesIn),
  );
}

function fileTimesIn({ body, bodySpan }: HeaderField): readonly DecodedTime[] {
  return [...body.slice(0, 4000).matchAll(FILE_DATES)].slice(0, MOST_FILE_DATES).flatMap((match) => {
    const [whole, text = ''] = match;
    const at = bodySpan.start + match.index + whole.length - 1 - text.length;
    const kind = `file.${FILE_DATE_NAME.exec(whole)?.[1]?.toLowerCase() ?? 'creation'}`;
    return asLower(writtenTime(readWrittenDate(text, at), 'content-disposition', kind, 'content'));
  });
}

/** `Thu Mar  4 13:03:02 2021` at the end of a mailbox file's `From ` line (RFC 4155 appendix A); of unknown zone there. */
export const mailboxLine: TimeDecoder = decoder(
  'mailbox.from-line',
  / (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?: [A-Z]{1,5})? (\d{4})/,
  fromUnixText,
  { clock: 'local', whose: 'recipient' },
);

/** The same with `+0000` before the year, as Google Takeout writes it: an instant. */
export const zonedMailboxLine: TimeDecoder = decoder(
  'mailbox.from-line',
  / (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})/,
  ([month = '', day = '', hour = '', minute = '', second = '', zone = '', year = '']) => {
    const wallClock = fromUnixText([month, day, hour, minute, second, year]);
    return wallClock === undefined ? undefined : wallClock - zoneMinutes(zone) * 60_000;
  },
  { whose: 'recipient' },
);
