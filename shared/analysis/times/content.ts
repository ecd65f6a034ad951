import { toByteString } from '../../email/byte-string';
import type { ByteString, MimePart } from '../../email/types';
import { partsOf } from '../tokens';
import { type DecodedTime, decodeToken } from './decoder';
import { calendarDecoders, linkTimes, mayHoldTime } from './link';
import { base64Passage, type Passage, partOfPassage, plainPassage, quotedPassage } from './passage';
import { quotedHeaderTimes } from './quoted-header';

/** Times in the links, the calendar entries and above the quotations of a message's text parts, at their very bytes. */

/** Of a longer part the beginning is read; of many links the first ones. */
const MOST_BYTES = 256 << 10;
const MOST_LINKS = 200;
const LONGEST_LINK = 1500;
const MOST_TIMES = 40;

export function contentTimes(bytes: Uint8Array, structure: MimePart): readonly DecodedTime[] {
  const seen = new Set<string>();
  const found = partsOf(structure)
    .filter((part) => part.parts.length === 0 && (isCalendar(part) || isShownText(part)))
    .flatMap((part) => timesIn(bytes, part));
  return found
    .filter(({ kind, timeMs }) => {
      const isNew = !seen.has(`${kind} ${timeMs}`);
      seen.add(`${kind} ${timeMs}`);
      return isNew;
    })
    .slice(0, MOST_TIMES);
}

/** Appointments and business cards, also as attached files: they are text with their own times. */
const CALENDAR = /^(?:text\/(?:calendar|directory|x-vcalendar|(?:x-)?vcard)|application\/ics)$/;

function isCalendar({ mediaType }: MimePart): boolean {
  return CALENDAR.test(mediaType);
}

function isShownText({ mediaType, disposition }: MimePart): boolean {
  return mediaType.startsWith('text/') && disposition !== 'attachment';
}

function timesIn(bytes: Uint8Array, part: MimePart): readonly DecodedTime[] {
  const { start } = part.bodySpan;
  const raw = toByteString(bytes, start, Math.min(part.bodySpan.end, start + MOST_BYTES));
  const isBase64 = part.transferEncoding === 'base64';
  if (isCalendar(part)) {
    return calendarTimes(isBase64 ? base64Passage(raw, bytes, start) : plainPassage(raw, start));
  }
  const isQuoted = part.transferEncoding === 'quoted-printable';
  if (isBase64) {
    const passage = base64Passage(raw, bytes, start);
    return [
      ...linksIn(passage.text).flatMap(({ at, link }) =>
        placed(linkTimes(link), partOfPassage(passage, at, at + link.length).spanOf),
      ),
      ...quotedHeaderTimes(passage.text, (from, to) => partOfPassage(passage, from, to)),
    ];
  }
  const open = (from: number, to: number): Passage =>
    (isQuoted ? quotedPassage : plainPassage)(raw.slice(from, to), start + from);
  return [
    ...linksIn(raw, isQuoted).flatMap((found) => linkTimesAt(found, isQuoted, open)),
    ...quotedHeaderTimes(raw, open),
  ];
}

function linkTimesAt(
  { at, link }: { readonly at: number; readonly link: ByteString },
  isQuoted: boolean,
  open: (from: number, to: number) => Passage,
): readonly DecodedTime[] {
  if (isQuoted && !mayHoldTime(link.replace(/=\r?\n/g, '').replaceAll('=3D', '='))) {
    return [];
  }
  const passage = open(at, at + link.length);
  return placed(linkTimes(passage.text), passage.spanOf);
}

function placed(times: readonly DecodedTime[], spanOf: Passage['spanOf']): readonly DecodedTime[] {
  return times.map((time) => ({ ...time, span: spanOf(time.span.start, time.span.end) }));
}

function calendarTimes({ text, spanOf }: Passage): readonly DecodedTime[] {
  const head = text.slice(0, 4000);
  return placed(
    calendarDecoders.flatMap((using) => decodeToken(head, 0, 'calendar', using) ?? []),
    spanOf,
  );
}

const PLAIN_END = /[\s"'<>\\^`{}]/;
/** In quoted-printable a line break behind `=` is no end. */
const QUOTED_END = /(?<!=)(?<!=\r)\r?\n|[ \t"'<>\\^`{}]/;

/** Every link: from `http` to the first sign that no link holds. */
function linksIn(text: ByteString, isQuoted = false): readonly { readonly at: number; readonly link: ByteString }[] {
  const links: { at: number; link: ByteString }[] = [];
  for (let at = text.indexOf('http'); at !== -1 && links.length < MOST_LINKS; at = text.indexOf('http', at + 4)) {
    const piece = text.slice(at, at + LONGEST_LINK);
    const end = piece.search(isQuoted ? QUOTED_END : PLAIN_END);
    const link = end === -1 ? piece : piece.slice(0, end);
    if (link.length > 20) {
      links.push({ at, link });
      at += link.length - 4;
    }
  }
  return links;
}
