/** RTF as mail programs store it: packed (MS-OXRTFCP), often with the original HTML or text inside (MS-OXRTFEX). */
import { decodeCodepage } from './codepages';

const PACKED = 0x75465a4c;
const PLAIN = 0x414c454d;
const HEADER = 16;
const WINDOW = 4096;
/** No honest body is larger. */
const MAX_BYTES = 64 << 20;

const START =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** @returns undefined when it is not packed RTF; what could be unpacked when it ends early */
export function unpackRtf(bytes: Uint8Array): Uint8Array | undefined {
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (input.length < HEADER) {
    return undefined;
  }
  const kind = input.readUInt32LE(8);
  const size = Math.min(input.readUInt32LE(4), MAX_BYTES);
  if (kind === PLAIN) {
    return input.subarray(HEADER, HEADER + size);
  }
  return kind === PACKED ? unpack(input.subarray(HEADER), size) : undefined;
}

function unpack(input: Buffer, size: number): Uint8Array {
  const window = Buffer.alloc(WINDOW, 32);
  window.write(START, 'latin1');
  let place = START.length;
  // Each input byte gives 17 bytes at most: nothing is allocated for a size that lies.
  const output = Buffer.alloc(Math.min(size, input.length * 17));
  let done = 0;
  let at = 0;
  const put = (byte: number): void => {
    output[done] = byte;
    done += 1;
    window[place] = byte;
    place = (place + 1) % WINDOW;
  };
  while (at < input.length && done < output.length) {
    const control = input.readUInt8(at);
    at += 1;
    for (let bit = 0; bit < 8 && done < output.length && at < input.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(input.readUInt8(at));
        at += 1;
        continue;
      }
      if (at + 2 > input.length) {
        return output.subarray(0, done);
      }
      const reference = input.readUInt16BE(at);
      at += 2;
      const from = reference >> 4;
      if (from === place) {
        return output.subarray(0, done);
      }
      for (let n = 0; n < (reference & 15) + 2 && done < output.length; n += 1) {
        put(window.readUInt8((from + n) % WINDOW));
      }
    }
  }
  return output.subarray(0, done);
}

export interface RtfReading {
  readonly kind: 'html' | 'plain';
  readonly text: string;
}

/** The HTML or text that was put into the RTF; undefined when it is RTF of its own. */
export function plainRtf(rtf: Uint8Array): RtfReading | undefined {
  const text = Buffer.from(rtf.buffer, rtf.byteOffset, rtf.byteLength).toString('latin1');
  const head = text.slice(0, 2_000);
  if (!text.startsWith('{\\rtf')) {
    return undefined;
  }
  const kind = /\\fromhtml1/.test(head) ? 'html' : /\\fromtext/.test(head) ? 'plain' : undefined;
  return kind === undefined ? undefined : { kind, text: new Unwrapper(text).run() };
}

interface Group {
  /** Inside of `\*\htmltag`: text is HTML of the original. */
  isTag: boolean;
  /** Inside of a destination that is no text. */
  isHidden: boolean;
  /** Between `\htmlrtf` and `\htmlrtf0`: made for RTF readers only. */
  isRtfOnly: boolean;
  /** Bytes after `\uN` that stand for readers without Unicode. */
  fallback: number;
}

const HIDDEN =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|generator|themedata|datastore|listtable|listoverridetable|xmlnstbl|mmathPr|latentstyles)$/;
const WORDS: ReadonlyMap<string, string> = new Map([
  ['par', '\r\n'],
  ['line', '\r\n'],
  ['tab', '\t'],
  ['lquote', '\u2018'],
  ['rquote', '\u2019'],
  ['ldblquote', '\u201c'],
  ['rdblquote', '\u201d'],
  ['bullet', '\u2022'],
  ['endash', '\u2013'],
  ['emdash', '\u2014'],
]);

const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n\\]/g;

class Unwrapper {
  readonly #rtf: string;
  readonly #output: string[] = [];
  readonly #groups: Group[] = [];
  #group: Group = { isTag: false, isHidden: false, isRtfOnly: false, fallback: 1 };
  #codepage = 1252;
  #bytes: number[] = [];
  #skip = 0;
  #isStar = false;

  constructor(rtf: string) {
    this.#rtf = rtf;
  }

  run(): string {
    for (const match of this.#rtf.matchAll(TOKEN)) {
      const [, word, argument, hex, symbol, brace, text] = match;
      if (hex !== undefined) {
        this.#byte(Number.parseInt(hex, 16));
        continue;
      }
      this.#flushBytes();
      if (brace !== undefined) {
        this.#brace(brace);
      } else if (word !== undefined) {
        this.#word(word, argument);
      } else if (symbol !== undefined) {
        this.#symbol(symbol);
      } else if (text !== undefined) {
        this.#text(text);
      }
    }
    this.#flushBytes();
    return this.#output.join('');
  }

  #brace(brace: string): void {
    this.#isStar = false;
    if (brace === '{') {
      this.#groups.push(this.#group);
      this.#group = { ...this.#group };
    } else {
      this.#group = this.#groups.pop() ?? this.#group;
    }
  }

  #word(word: string, argument: string | undefined): void {
    const isStar = this.#isStar;
    this.#isStar = false;
    const value = Number(argument ?? Number.NaN);
    if (word === 'htmltag') {
      this.#group.isTag = true;
      this.#group.isHidden = false;
    } else if (isStar || HIDDEN.test(word)) {
      this.#group.isHidden = true;
    } else if (word === 'htmlrtf') {
      this.#group.isRtfOnly = argument !== '0';
    } else if (word === 'ansicpg') {
      this.#codepage = value;
    } else if (word === 'uc') {
      this.#group.fallback = Math.min(Math.max(value, 0), 16);
    } else if (word === 'u') {
      this.#emit(String.fromCharCode(value & 0xffff));
      this.#skip = this.#group.fallback;
    } else {
      this.#emit(WORDS.get(word) ?? '');
    }
  }

  #symbol(symbol: string): void {
    if (symbol === '*') {
      this.#isStar = true;
    } else if (symbol === '~') {
      this.#emit('\u00a0');
    } else if ('\\{}'.includes(symbol)) {
      this.#text(symbol);
    }
  }

  #text(text: string): void {
    const shown = text.slice(this.#skip);
    this.#skip = Math.max(0, this.#skip - text.length);
    this.#emit(shown);
  }

  #byte(byte: number): void {
    if (this.#skip > 0) {
      this.#skip -= 1;
      return;
    }
    this.#bytes.push(byte);
  }

  #flushBytes(): void {
    if (this.#bytes.length > 0) {
      this.#emit(decodeCodepage(Uint8Array.from(this.#bytes), this.#codepage));
      this.#bytes = [];
    }
  }

  #emit(text: string): void {
    const { isHidden, isRtfOnly } = this.#group;
    if (text !== '' && !isHidden && !isRtfOnly) {
      this.#output.push(text);
    }
  }
}
