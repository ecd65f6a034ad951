import { base64Value, decodeBase64 } from '../../email/base64';
import { toByteString } from '../../email/byte-string';
import type { ByteString, MimePart, Span } from '../../email/types';
import { partsOf } from '../tokens';
import { type DecodedTime, decodeToken } from './decoder';
import { calendarDecoders, linkTimes, mayHoldTime } from './link';

/** Times in the links and the calendar entries of a message's text parts, at their very bytes. */

/** Of a longer part the beginning is read; of many links the first ones. */
const MOST_BYTES = 256 << 10;
const MOST_LINKS = 200;
const LONGEST_LINK = 1500;
const MOST_TIMES = 40;

/** Text that was written with a transfer encoding, and where each of its signs stands in the message. */
interface Passage {
  readonly text: ByteString;
  readonly spanOf: (start: number, end: number) => Span;
}

export function contentTimes(bytes: Uint8Array, structure: MimePart): readonly DecodedTime[] {
  const seen = new Set<string>();
  const found = partsOf(structure)
    .filter(
      ({ mediaType, parts, disposition }) =>
        parts.length === 0 && mediaType.startsWith('text/') && disposition !== 'attachment',
    )
    .flatMap((part) => timesIn(bytes, part));
  return found
    .filter(({ kind, timeMs }) => {
      const isNew = !seen.has(`${kind} ${timeMs}`);
      seen.add(`${kind} ${timeMs}`);
      return isNew;
    })
    .slice(0, MOST_TIMES);
}

function timesIn(bytes: Uint8Array, part: MimePart): readonly DecodedTime[] {
  const { start } = part.bodySpan;
  const raw = toByteString(bytes, start, Math.min(part.bodySpan.end, start + MOST_BYTES));
  const isBase64 = part.transferEncoding === 'base64';
  if (part.mediaType === 'text/calendar' || part.mediaType === 'text/vcard') {
    return calendarTimes(isBase64 ? base64Passage(raw, bytes, start) : plainPassage(raw, start));
  }
  if (isBase64) {
    const passage = base64Passage(raw, bytes, start);
    return linksIn(passage.text).flatMap(({ at, link }) =>
      placed(linkTimes(link), (from, to) => passage.spanOf(at + from, at + to)),
    );
  }
  const isQuoted = part.transferEncoding === 'quoted-printable';
  return linksIn(raw, isQuoted).flatMap(({ at, link }) => {
    if (isQuoted && !mayHoldTime(link.replace(/=\r?\n/g, '').replaceAll('=3D', '='))) {
      return [];
    }
    const passage = isQuoted ? quotedPassage(link, start + at) : plainPassage(link, start + at);
    return placed(linkTimes(passage.text), passage.spanOf);
  });
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

function plainPassage(text: ByteString, base: number): Passage {
  return { text, spanOf: (start, end) => ({ start: base + start, end: base + end }) };
}

/** Quoted-printable undone (RFC 2045 section 6.7) for a short text, with the place of each sign. */
function quotedPassage(raw: ByteString, base: number): Passage {
  const signs: string[] = [];
  const places: number[] = [];
  for (let index = 0; index < raw.length; ) {
    const softBreak = /^=[ \t]{0,8}\r?\n/.exec(raw.slice(index, index + 12))?.[0];
    const hex = /^=([0-9A-Fa-f]{2})/.exec(raw.slice(index, index + 3))?.[1];
    if (softBreak !== undefined) {
      index += softBreak.length;
      continue;
    }
    signs.push(hex === undefined ? (raw[index] ?? '') : String.fromCharCode(Number.parseInt(hex, 16)));
    places.push(index);
    index += hex === undefined ? 1 : 3;
  }
  const placeAt = (sign: number): number => base + (places[sign] ?? raw.length);
  return { text: signs.join(''), spanOf: (start, end) => ({ start: placeAt(start), end: placeAt(end - 1) + 1 }) };
}

/** Base64 undone; a sign stands in one of the four digits of its group, and the span takes whole groups. */
function base64Passage(raw: ByteString, bytes: Uint8Array, base: number): Passage {
  const text = toByteString(decodeBase64(bytes.subarray(base, base + raw.length)));
  let places: Int32Array | undefined;
  const digitAt = (wanted: number): number => {
    places ??= digitPlaces(raw);
    return places[wanted] ?? raw.length;
  };
  return {
    text,
    spanOf: (start, end) => {
      const first = digitAt(Math.floor(start / 3) * 4);
      const last = Math.max(first, Math.min(raw.length - 1, digitAt(Math.floor((end - 1) / 3) * 4 + 3)));
      return { start: base + first, end: base + last + 1 };
    },
  };
}

/** Where the digits stand between line ends and other bytes. */
function digitPlaces(raw: ByteString): Int32Array {
  const places = new Int32Array(raw.length);
  let digits = 0;
  for (let index = 0; index < raw.length; index += 1) {
    if (base64Value(raw.charCodeAt(index)) >= 0) {
      places[digits] = index;
      digits += 1;
    }
  }
  return places.subarray(0, digits);
}
