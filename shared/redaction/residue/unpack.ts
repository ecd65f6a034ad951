/** What is inside of a file: packed files of an archive, streams and drawn text of a PDF. */
import { decodeBytes, toByteString } from '../../email/byte-string';
import { decodeCharset, plainCharset } from '../../email/charset';
import { drawnText } from './pdf-text';

export interface Unpacker {
  /** Undefined for what is not packed so, or would grow beyond all bounds. */
  readonly inflate: (bytes: Uint8Array, form: 'zlib' | 'raw' | 'gzip') => Uint8Array | undefined;
}

/** One text to be searched. */
export interface Layer {
  /** Where it was, such as `a packed file`; empty for the file itself. */
  readonly inside: string;
  /** For reading. */
  readonly text: string;
  /** The same bytes, one unit a byte; empty where there are none of their own. */
  readonly bytes: string;
  /** Not text as a whole: short values stand in it by chance. */
  readonly isNoise: boolean;
}

const DEPTH = 4;

export function layersOf(bytes: Uint8Array, unpacker: Unpacker): readonly Layer[] {
  return [...unpack(bytes, unpacker, '', 0)];
}

function* unpack(bytes: Uint8Array, unpacker: Unpacker, inside: string, depth: number): Generator<Layer> {
  const raw = toByteString(bytes);
  if (raw.slice(0, 1024).includes('%PDF-')) {
    yield* pdfLayers(raw, bytes, unpacker, inside);
    return;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is whether there are any
  const isNoise = /[\x00-\x08\x0e-\x1f]/.test(raw.slice(0, 65_536));
  yield { inside, text: decodeBytes(bytes), bytes: raw, isNoise };
  const utf16 = plainCharset(bytes);
  if (utf16 !== undefined) {
    yield { inside, text: decodeCharset(bytes, utf16), bytes: '', isNoise: false };
  }
  if (depth >= DEPTH) {
    return;
  }
  if (raw.startsWith('\x1f\x8b')) {
    const content = unpacker.inflate(bytes, 'gzip');
    if (content !== undefined) {
      yield* unpack(content, unpacker, 'packed', depth + 1);
    }
  }
  for (const { start } of occurrences(raw, 'PK\x03\x04')) {
    const content = zipEntry(bytes, start, unpacker);
    if (content !== undefined) {
      yield* unpack(content, unpacker, 'packed', depth + 1);
    }
  }
}

function* occurrences(text: string, mark: string): Generator<{ readonly start: number }> {
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + mark.length)) {
    yield { start: at };
  }
}

/** An entry by its local header (APPNOTE 4.3.7); what is stored stands in the file itself and was searched there. */
function zipEntry(bytes: Uint8Array, start: number, unpacker: Unpacker): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + 30 > bytes.length || view.getUint16(start + 8, true) !== 8) {
    return undefined;
  }
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  return unpacker.inflate(bytes.subarray(Math.min(from, bytes.length)), 'raw');
}

/** Streams of fonts and pictures hold no text. */
const NO_TEXT = /\/FontFile|\/Length1\b|\/Subtype\s*\/(?:Image|CIDFontType0C|Type1C|OpenType)/;

function* pdfLayers(raw: string, bytes: Uint8Array, unpacker: Unpacker, inside: string): Generator<Layer> {
  const outside: string[] = [];
  const streams: string[] = [];
  let done = 0;
  for (let at = raw.indexOf('stream', 0); at !== -1; at = raw.indexOf('stream', done)) {
    const start = at + 6 + (raw[at + 6] === '\r' ? 2 : 1);
    const end = raw.indexOf('endstream', start);
    if (end === -1) {
      break;
    }
    const dictionary = raw.slice(Math.max(done, raw.lastIndexOf(' obj', at)), at);
    outside.push(raw.slice(done, at));
    done = end + 9;
    if (!NO_TEXT.test(dictionary)) {
      const content = bytes.subarray(start, end);
      const plain = dictionary.includes('/FlateDecode') ? unpacker.inflate(content, 'zlib') : content;
      streams.push(toByteString(plain ?? content));
    }
  }
  outside.push(raw.slice(done));
  for (const [place, texts] of [
    [inside, outside],
    ['stream', streams],
  ] as const) {
    const joined = texts.join('\n');
    yield { inside: place, text: unescaped(joined), bytes: joined, isNoise: true };
  }
  yield { inside: 'drawn', text: drawnText(streams).join('\n'), bytes: '', isNoise: false };
}

/** Strings of a PDF without their escapes (ISO 32000-1, 7.3.4.2). */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{1,3}|\r?\n|.)/g, (_, sign: string) =>
    /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8) & 255) : sign.trim() === '' ? '' : sign,
  );
}
