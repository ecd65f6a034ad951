import { decodeBytes, fromByteString } from '../../email/byte-string';
import { isWallClock, wallClockMs } from '../../email/civil-date';
import type { ByteString, Span } from '../../email/types';
import { readWrittenDate } from '../../email/written-date';
import { exifFacts } from './exif';
import { type FileDate, readFileDate } from './file-date';
import { type FileFacts, type FileName, joinFacts, NO_FACTS, nameFact, timeFact } from './file-facts';
import { uint16, uint32 } from './numbers';
import { xmpFacts } from './xmp';

/** The chunks of a PNG picture (W3C PNG, third edition, sections 11.3.3 and 11.3.4). */

const MOST_CHUNKS = 20_000;
const SIGNATURE_BYTES = 8;

export function pngFacts(content: ByteString): FileFacts {
  const facts: FileFacts[] = [];
  let at = SIGNATURE_BYTES;
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= content.length; count += 1) {
    const start = at + 8;
    const end = start + uint32(content, at, false);
    facts.push(chunkFacts(content, content.slice(at + 4, start), { start, end: Math.min(end, content.length) }));
    at = end + 4;
  }
  return joinFacts(facts);
}

function chunkFacts(content: ByteString, kind: ByteString, place: Span): FileFacts {
  switch (kind) {
    case 'tIME':
      return timeFact('png.changed', lastChange(content, place), place);
    case 'tEXt':
      return textFacts(content, place);
    case 'iTXt':
      return xmpFacts(content, place.start, place.end);
    case 'eXIf':
      return exifFacts(content, place.start);
    default:
      return NO_FACTS;
  }
}

/** Universal time by the standard. */
function lastChange(content: ByteString, { start, end }: Span): FileDate | undefined {
  const [month = 0, day = 0, hour = 24, minute = 0, second = 0] = [2, 3, 4, 5, 6].map((offset) =>
    content.charCodeAt(start + offset),
  );
  const time = { year: uint16(content, start, false), month, day, hour, minute, second, milliseconds: 0 };
  return end - start === 7 && isWallClock(time)
    ? { timeMs: wallClockMs(time), clock: 'utc', precisionSeconds: 1 }
    : undefined;
}

const DATES: ReadonlyMap<string, string> = new Map([
  ['Creation Time', 'png.created'],
  ['date:create', 'png.file-created'],
  ['date:modify', 'png.file-modified'],
]);
const NAMES: ReadonlyMap<string, FileName['role']> = new Map([
  ['Author', 'author'],
  ['Software', 'program'],
  ['Source', 'device'],
]);

function textFacts(content: ByteString, { start, end }: Span): FileFacts {
  const [key = '', text = ''] = content.slice(start, Math.min(end, start + 600)).split('\0');
  const place = { start: start + key.length + 1, end: start + key.length + 1 + text.length };
  const [kind, role] = [DATES.get(key), NAMES.get(key)];
  if (kind !== undefined) return timeFact(kind, writtenDate(text), place);
  return role === undefined ? NO_FACTS : nameFact(role, decodeBytes(fromByteString(text)), place);
}

/** The standard recommends the form of mail (RFC 1123); many programs write that of XML. */
function writtenDate(text: ByteString): FileDate | undefined {
  const { instantMs } = readWrittenDate(text, 0);
  return (
    readFileDate(text) ??
    (instantMs === undefined ? undefined : { timeMs: instantMs, clock: 'utc', precisionSeconds: 1 })
  );
}
