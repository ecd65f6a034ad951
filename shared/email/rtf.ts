/** RTF as mail programs store it: packed (MS-OXRTFCP), often with the original HTML or text inside (MS-OXRTFEX). */
import { fromByteString, toByteString } from './byte-string';
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
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = view.getUint32(8, true);
  const size = Math.min(view.getUint32(4, true), MAX_BYTES);
  if (kind === PLAIN) return bytes.subarray(HEADER, HEADER + size);
  return kind === PACKED ? unpack(bytes.subarray(HEADER), size) : undefined;
}

function unpack(input: Uint8Array, size: number): Uint8Array {
  // Each input byte gives 17 bytes at most: nothing is allocated for a size that lies.
  const output = new Unpacked(Math.min(size, input.length * 17));
  for (let at = 0; at < input.length && !output.isFull; ) {
    const control = input[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && !output.isFull && at < input.length; bit += 1) {
      at = step(input, at, (control & (1 << bit)) !== 0, output);
    }
  }
  return output.bytes();
}

/** One byte, or one reference; where the next one stands, which is the end after the mark of the end. */
function step(input: Uint8Array, at: number, isReference: boolean, output: Unpacked): number {
  if (!isReference) {
    output.put(input[at] ?? 0);
    return at + 1;
  }
  if (at + 2 > input.length) return input.length;
  return output.repeat(((input[at] ?? 0) << 8) | (input[at + 1] ?? 0)) ? at + 2 : input.length;
}

/** What came out so far, and the window of the last 4,096 bytes, which references point into. */
class Unpacked {
  private readonly output: Uint8Array;
  private readonly window = new Uint8Array(WINDOW).fill(32);
  private place = START.length;
  private done = 0;

  constructor(size: number) {
    this.output = new Uint8Array(size);
    this.window.set(fromByteString(START));
  }

  get isFull(): boolean {
    return this.done >= this.output.length;
  }

  put(byte: number): void {
    this.output[this.done] = byte;
    this.done += 1;
    this.window[this.place] = byte;
    this.place = (this.place + 1) % WINDOW;
  }

  /** 12 bits of place, 4 bits of length; false at the mark of the end, which points at the place itself. */
  repeat(reference: number): boolean {
    const from = reference >> 4;
    if (from === this.place) return false;
    for (let n = 0; n < (reference & 15) + 2 && !this.isFull; n += 1) this.put(this.window[(from + n) % WINDOW] ?? 0);
    return true;
  }

  bytes(): Uint8Array {
    return this.output.subarray(0, this.done);
  }
}

export interface RtfReading {
  readonly kind: 'html' | 'plain';
  readonly text: string;
}

/** The HTML or text that was put into the RTF; undefined when it is RTF of its own. */
export function plainRtf(rtf: Uint8Array): RtfReading | undefined {
  const head = toByteString(rtf, 0, Math.min(rtf.length, 2_000));
  if (!head.startsWith('{\\rtf')) return undefined;
  const kind = /\\fromhtml1/.test(head) ? 'html' : /\\fromtext/.test(head) ? 'plain' : undefined;
  return kind === undefined ? undefined : { kind, text: new Unwrapper(toByteString(rtf)).run() };
}

/** The words of RTF of its own, without its forms; empty where it is no RTF. */
export function rtfWords(rtf: Uint8Array): string {
  return toByteString(rtf, 0, Math.min(rtf.length, 5)) === '{\\rtf' ? new Unwrapper(toByteString(rtf)).run() : '';
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
