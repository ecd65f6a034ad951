import { type Block, fillBlock, type HashWords, hashesTo, hashWords, makeBlock } from './md5';
import type { HashTarget } from './targets';

/**
 * How scripts made an id from the time and hashed it: the texts that one second can have given.
 *
 * MD5 cannot be undone, but all texts of a second can be tried: 1,000,000 at most. That another text of these forms has
 * the same 128 bits by chance is so unlikely (one in 10^26 after 10^12 tries) that a hit proves the text.
 */
export interface HashRecipe {
  /** The kind of the time that a hit gives. */
  readonly kind: string;
  /** What the text consists of, for the report. */
  readonly text: string;
  /** Which ids were made in this way: `message-id`, `mime-boundary`, or only boundaries of the form `=_`. */
  readonly fits: (target: Pick<HashTarget, 'source' | 'lead'>) => boolean;
  /** The text before the five digits of the microsecond, where these are all that differs within a second. */
  readonly head?: (second: number) => string;
  /** How many texts one second has. */
  readonly texts: number;
  /** Puts the texts of a second into the block one after the other; the hit's text, or undefined. */
  readonly search: (block: Block, second: number, hash: HashWords) => Preimage | undefined;
}

export interface Preimage {
  readonly preimage: string;
  /** Seconds since 1970. */
  readonly second: number;
  /** Microseconds within the second; where the text holds less, the rest is zero. */
  readonly microseconds: number;
  readonly precisionSeconds: number;
}

const MICROSECONDS = 1_000_000;
const HEX = Uint8Array.from('0123456789abcdef', (sign) => sign.charCodeAt(0));
const hexSecond = (second: number): string => second.toString(16).padStart(8, '0');
const hexMicroseconds = (microseconds: number): string => microseconds.toString(16).padStart(5, '0');

/** Tries every microsecond of a second, written as five hexadecimal digits behind `head`. */
function searchMicroseconds(block: Block, head: string, second: number, hash: HashWords): Preimage | undefined {
  const { bytes, words } = block;
  fillBlock(block, `${head}00000`);
  const start = head.length;
  for (let microseconds = 0; microseconds < MICROSECONDS; microseconds += 1) {
    bytes[start] = HEX[microseconds >>> 16] ?? 0;
    bytes[start + 1] = HEX[(microseconds >>> 12) & 15] ?? 0;
    bytes[start + 2] = HEX[(microseconds >>> 8) & 15] ?? 0;
    bytes[start + 3] = HEX[(microseconds >>> 4) & 15] ?? 0;
    bytes[start + 4] = HEX[microseconds & 15] ?? 0;
    if (hashesTo(words, hash)) {
      return microsecondPreimage(head, second, microseconds);
    }
  }
  return undefined;
}

const TEN_THOUSANDTHS = 10_000;
/** Zend counts the parts that a process has made, from 0; other scripts write no counter. */
const COUNTERS: readonly string[] = ['', ...Array.from({ length: 13 }, (_, count) => String(count))];
/** PHP leaves out the zeros at the end of a number. */
const phpNumber = (second: number, fraction: number): string =>
  fraction === 0 ? String(second) : `${second}.${String(fraction).padStart(4, '0').replace(/0+$/, '')}`;

function searchFractions(block: Block, second: number, hash: HashWords): Preimage | undefined {
  for (let fraction = 0; fraction < TEN_THOUSANDTHS; fraction += 1) {
    const number = phpNumber(second, fraction);
    for (const counter of COUNTERS) {
      const preimage = number + counter;
      fillBlock(block, preimage);
      if (hashesTo(block.words, hash)) {
        return { preimage, second, microseconds: fraction * 100, precisionSeconds: uncertainty(preimage, fraction) };
      }
    }
  }
  return undefined;
}

/** Where the number ends and the counter begins is not written: `.61` is .6 and a 1, or .61. The earliest is given. */
function uncertainty(preimage: string, fraction: number): number {
  const decimals = preimage.split('.')[1] ?? '';
  return Math.max(1, Number(decimals.slice(0, 4).padEnd(4, '0')) - fraction) / TEN_THOUSANDTHS;
}

function searchSecond(block: Block, second: number, hash: HashWords): Preimage | undefined {
  fillBlock(block, String(second));
  return hashesTo(block.words, hash)
    ? { preimage: String(second), second, microseconds: 0, precisionSeconds: 1 }
    : undefined;
}

const phpMailerHead = (second: number): string => `${second}${hexSecond(second)}`;
const notZend: HashRecipe['fits'] = ({ lead }) => !lead.startsWith('=_');

/** What the search for a microsecond has found, in the form of every recipe. */
export function microsecondPreimage(head: string, second: number, microseconds: number): Preimage {
  return { preimage: head + hexMicroseconds(microseconds), second, microseconds, precisionSeconds: 1e-6 };
}

/** Cheap recipes stand first. */
export const HASH_RECIPES: readonly HashRecipe[] = [
  {
    kind: 'hash-lock.php-time',
    text: 'the seconds since 1970 in decimal digits: md5(time())',
    texts: 1,
    fits: () => true,
    search: searchSecond,
  },
  {
    kind: 'hash-lock.zend',
    text: "the seconds since 1970 with four places, and a counter: Zend_Mime's md5(microtime(1) . counter)",
    texts: TEN_THOUSANDTHS * COUNTERS.length,
    fits: ({ source, lead }) => source === 'mime-boundary' && !lead.startsWith('b'),
    search: searchFractions,
  },
  {
    kind: 'hash-lock.phpmailer',
    text: "the seconds since 1970 in decimal digits, then seconds and microseconds in hexadecimal ones: PHPMailer's md5(uniqid(time())), up to version 5.2.28",
    texts: MICROSECONDS,
    fits: notZend,
    head: phpMailerHead,
    search: (block, second, hash) => searchMicroseconds(block, phpMailerHead(second), second, hash),
  },
  {
    kind: 'hash-lock.php-uniqid',
    text: 'seconds and microseconds in hexadecimal digits: md5(uniqid())',
    texts: MICROSECONDS,
    fits: notZend,
    head: hexSecond,
    search: (block, second, hash) => searchMicroseconds(block, hexSecond(second), second, hash),
  },
];

/** One second, one recipe: the unit of work of a search. */
export function searchRecipe(recipe: HashRecipe, hashHex: string, second: number): Preimage | undefined {
  const hash = hashWords(hashHex);
  return hash === undefined ? undefined : recipe.search(makeBlock(), second, hash);
}

export function recipeOf(kind: string): HashRecipe | undefined {
  return HASH_RECIPES.find((recipe) => recipe.kind === kind);
}
