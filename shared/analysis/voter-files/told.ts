/** What a message tells of its recipient, in the forms in which values are looked up in it. */
import { keyOfText } from '../across/trait';
import { normalWords, phonesIn, saidParties, streetWords } from './normal-forms';
import { nameKey } from './row-values';

/** A message as a thread reads it for a comparison. */
export interface RecipientReading {
  /** Addresses of recipients as the header writes them. */
  readonly addresses: readonly string[];
  /** Recipients' names in the header. */
  readonly names: readonly string[];
  readonly subject: string;
  /** Text of the body, its beginning. */
  readonly text: string;
}

/** By what rows are looked up: few numbers, kept for all messages at once. */
export interface Clues {
  /** Lower case. */
  readonly addresses: readonly string[];
  /** Pairs of words that may be a name, as `keyOfText` numbers them. */
  readonly names: readonly number[];
  /** Runs of digits, of which a row has to bring one where only its name fits. */
  readonly digits: ReadonlySet<string>;
}

/** The forms of a message's words; each has a blank on both sides. */
export interface Told {
  readonly addresses: readonly string[];
  /** As written, one blank for each white space. */
  readonly verbatim: string;
  readonly words: string;
  readonly streets: string;
  readonly phones: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
}

/** Names stand near the beginning or in an address: a message needs no more of both. */
const MOST_NAMES = 250;
const MOST_DIGITS = 300;
/** Words of a name at most, with all that stands between first and last. */
const NAME_WORDS = 4;

export function cluesOf({ addresses, names, subject, text }: RecipientReading): Clues {
  const keys = new Set<number>();
  for (const name of names) {
    addNames(keys, normalWords(name).split(' '));
  }
  for (const run of capitalRuns(`${subject}\n${text}`)) {
    addNames(keys, run);
  }
  const digits = new Set([...text.matchAll(/\d{1,12}/g)].slice(0, MOST_DIGITS).map(([run]) => run));
  return { addresses: addresses.map((address) => address.toLowerCase()), names: [...keys], digits };
}

export function toldBy({ addresses, names, subject, text }: RecipientReading): Told {
  const all = [...names, subject, text].join('\n');
  const words = ` ${normalWords(all)} `;
  return {
    addresses,
    verbatim: ` ${all.replaceAll(/\s+/g, ' ').trim()} `,
    words,
    streets: ` ${streetWords(all)} `,
    phones: phonesIn(all),
    parties: saidParties(words),
  };
}

/** Neighbouring words of a paragraph that begin with a capital letter, in normal form: programs break lines anywhere. */
function* capitalRuns(text: string): Generator<readonly string[]> {
  for (const paragraph of text.split(/\n\s*\n/)) {
    let run: string[] = [];
    for (const [word] of paragraph.matchAll(/\p{L}[\p{L}\p{M}'’]*/gu)) {
      if (/^\p{Lu}/u.test(word)) {
        run.push(normalWords(word));
      } else {
        yield run;
        run = [];
      }
    }
    yield run;
  }
}

function addNames(keys: Set<number>, run: readonly string[]): void {
  const words = run.filter((word) => word.length > 1);
  for (const [index, one] of words.entries()) {
    for (const other of words.slice(index + 1, index + NAME_WORDS)) {
      if (keys.size >= MOST_NAMES) return;
      keys.add(keyOfText(nameKey(one, other)));
    }
  }
}
