import type { ByteString, Span } from '../../email/types';
import { readFileDate } from './file-date';
import { type FileFacts, type FileName, joinFacts, nameFact, timeFact } from './file-facts';
import { inflate } from './inflate';
import { type PdfString, pdfStringAt, pdfText } from './pdf-strings';
import { xmpFacts } from './xmp';

/** Document information (ISO 32000-1 section 14.3.3) and properties, of each saved state that the file still holds. */

const KEY = /\/(CreationDate|ModDate|Author|Creator|Producer)(?=[\s(<])/g;
const TIMES: ReadonlyMap<string, string> = new Map([
  ['CreationDate', 'pdf.created'],
  ['ModDate', 'pdf.modified'],
]);
const ROLES: ReadonlyMap<string, FileName['role']> = new Map([
  ['Author', 'author'],
  ['Creator', 'program'],
  ['Producer', 'program'],
]);

const MOST_KEYS = 100;

export function pdfFacts(content: ByteString): FileFacts {
  return joinFacts([
    informationFacts(content, (range) => range),
    ...objectStreams(content).map(({ text, place }) => informationFacts(text, () => place)),
    xmpFacts(content),
  ]);
}

function informationFacts(text: ByteString, placeOf: (range: Span) => Span): FileFacts {
  const facts: FileFacts[] = [];
  KEY.lastIndex = 0;
  for (let match = KEY.exec(text); match !== null && facts.length < MOST_KEYS; match = KEY.exec(text)) {
    const [whole, key = ''] = match;
    const value = valueAt(text, match.index + whole.length);
    const [kind, role] = [TIMES.get(key), ROLES.get(key)];
    if (value !== undefined && kind !== undefined) {
      facts.push(timeFact(kind, readFileDate(pdfText(value.bytes)), placeOf(value.span)));
    }
    if (value !== undefined && role !== undefined) {
      facts.push(nameFact(role, pdfText(value.bytes), placeOf(value.span)));
    }
  }
  return joinFacts(facts);
}

const REFERENCE = /\s{1,20}(\d{1,8})\s{1,20}(\d{1,5})\s{1,20}R\b/y;

/** The string itself, or the object that is named instead of it (ISO 32000-1 section 7.3.10). */
function valueAt(text: ByteString, at: number): PdfString | undefined {
  REFERENCE.lastIndex = at;
  const [, number, generation] = REFERENCE.exec(text) ?? [];
  if (number === undefined) {
    return pdfStringAt(text, at);
  }
  const mark = `${number} ${generation} obj`;
  const found = text.indexOf(`\n${mark}`);
  const object = found === -1 ? text.indexOf(`\r${mark}`) : found;
  return object === -1 ? undefined : pdfStringAt(text, object + 1 + mark.length);
}

interface ObjectStream {
  readonly text: ByteString;
  readonly place: Span;
}

const MOST_STREAMS = 100;
const LONGEST_STREAM = 512 << 10;
const MOST_UNPACKED = 2 << 20;
const LONGEST_DICTIONARY = 600;

/** Objects in packed streams (ISO 32000-1 section 7.5.7): where newer programs keep the document information. */
function objectStreams(content: ByteString): readonly ObjectStream[] {
  const streams: ObjectStream[] = [];
  let left = MOST_UNPACKED;
  let at = content.indexOf('/ObjStm');
  while (at !== -1 && streams.length < MOST_STREAMS && left > 0) {
    const keyword = content.slice(at, at + LONGEST_DICTIONARY).search(/stream\r?\n/);
    const start = at + keyword + (content[at + keyword + 6] === '\r' ? 8 : 7);
    const close = keyword === -1 ? -1 : content.indexOf('endstream', start);
    const end = Math.min(close === -1 ? content.length : close, start + LONGEST_STREAM);
    if (keyword !== -1) {
      const text = inflate(content.slice(start, end), 'zlib', Math.min(left, LONGEST_STREAM));
      left -= text.length;
      streams.push({ text, place: { start, end } });
    }
    at = content.indexOf('/ObjStm', keyword === -1 ? at + 7 : end);
  }
  return streams;
}
