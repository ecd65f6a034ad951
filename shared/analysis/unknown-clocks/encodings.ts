/** Ways in which a word of a header can be a clock, whoever wrote it. */
import {
  fromDigits,
  fromDotNetTicks,
  fromFiletime,
  fromFiletimeTicks,
  fromHexSeconds,
  fromSnowflake,
  fromUlid,
  fromUuidV1,
  fromUuidV7,
} from '../times/clocks';
import { readNumeral } from '../times/numerals';

export interface ClockEncoding {
  readonly id: string;
  /** Over the whole word. */
  readonly pattern: RegExp;
  /** Milliseconds since 1970; undefined where the word is none. */
  readonly read: (word: string) => number | undefined;
}

const seconds = (value: number | undefined): number | undefined => (value === undefined ? undefined : value * 1000);

export const CLOCK_ENCODINGS: readonly ClockEncoding[] = [
  { id: 'decimal-seconds', pattern: /^\d{10}$/, read: (word) => Number(word) * 1000 },
  { id: 'decimal-milliseconds', pattern: /^\d{13}$/, read: Number },
  { id: 'decimal-microseconds', pattern: /^\d{16}$/, read: (word) => Number(BigInt(word) / 1_000n) },
  { id: 'decimal-nanoseconds', pattern: /^\d{19}$/, read: (word) => Number(BigInt(word) / 1_000_000n) },
  { id: 'dotnet-ticks', pattern: /^6\d{17}$/, read: (word) => fromDotNetTicks(BigInt(word)) },
  { id: 'filetime-decimal', pattern: /^1\d{17}$/, read: (word) => fromFiletimeTicks(BigInt(word)) },
  { id: 'snowflake', pattern: /^\d{17,19}$/, read: fromSnowflake },
  { id: 'date-digits', pattern: /^(?:19|20)\d{12}$/, read: fromDigits },
  { id: 'date-digits-milliseconds', pattern: /^(?:19|20)\d{15}$/, read: (word) => fromDigits(word.slice(0, 14)) },
  { id: 'hex-seconds', pattern: /^[0-9a-f]{8}$/i, read: fromHexSeconds },
  { id: 'hex-milliseconds', pattern: /^[0-9a-f]{11}$/i, read: (word) => Number.parseInt(word, 16) },
  { id: 'hex-seconds-microseconds', pattern: /^[0-9a-f]{13}$/i, read: (word) => fromHexSeconds(word.slice(0, 8)) },
  {
    id: 'filetime-hex',
    pattern: /^01[cd][0-9a-f]{13}$/i,
    read: (word) => fromFiletime(word.slice(0, 8), word.slice(8)),
  },
  { id: 'object-id', pattern: /^[0-9a-f]{24}$/i, read: (word) => fromHexSeconds(word.slice(0, 8)) },
  { id: 'ulid', pattern: /^[0-7][0-9a-hjkmnp-tv-z]{25}$/i, read: (word) => fromUlid(word.slice(0, 10)) },
  { id: 'base36-seconds', pattern: /^(?=.*\d)[0-9a-z]{6}$/i, read: (word) => seconds(base36(word)) },
  { id: 'base36-milliseconds', pattern: /^(?=.*\d)[0-9a-z]{8}$/i, read: base36 },
  { id: 'base62-seconds', pattern: /^(?=.*\d)[0-9a-z]{6}$/i, read: (word) => seconds(readNumeral(word, 'base62')) },
  {
    id: 'uuid-1',
    pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i,
    read: (word) => fromUuidV1(word.slice(0, 8), word.slice(9, 13), word.slice(14, 18)),
  },
  {
    id: 'uuid-7',
    pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i,
    read: (word) => fromUuidV7(word.slice(0, 8), word.slice(9, 13)),
  },
];

function base36(word: string): number | undefined {
  return readNumeral(word.toLowerCase(), 'base36');
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const WORD = /[0-9a-z]+/gi;
/** Inside of a longer word, as in `b1603197297`. */
const DIGITS = /\d{10,19}/g;

export interface HeaderWord {
  readonly text: string;
  /** Its place in the text. */
  readonly at: number;
}

/** The words of a text that an encoding can be tried on; runs of digits inside of words too. */
export function wordsOf(text: string): readonly HeaderWord[] {
  return [UUID, WORD, DIGITS].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: word, index }) => {
      const isInside = pattern === DIGITS && !isPartOfWord(text, index, word.length);
      return isInside ? [] : [{ text: word, at: index }];
    }),
  );
}

/** A run of digits that is a word by itself was taken as one already. */
function isPartOfWord(text: string, at: number, length: number): boolean {
  return /[0-9a-z]/i.test(text.charAt(at - 1)) || /[0-9a-z]/i.test(text.charAt(at + length));
}
