import { commentEnd } from './structured-tokens';
import type { ByteString } from './types';

/** A date field's words and its comments, apart; offsets are of the text given. */
export interface DateWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface DateWords {
  readonly words: readonly DateWord[];
  readonly comments: readonly string[];
}

/** No date has more; what follows is not looked at. */
const maxWords = 24;
const maxComments = 8;

const word = /[^\s,()\0]+/y;

/** Cuts a date at blanks, commas and comments. Reads no further than a date can go. */
export function readDateWords(text: ByteString): DateWords {
  const words: DateWord[] = [];
  const comments: string[] = [];
  for (let at = 0; at < text.length && words.length < maxWords && comments.length < maxComments; ) {
    const end = text[at] === '(' ? commentEnd(text, at) : -1;
    if (end !== -1) {
      comments.push(text.slice(at + 1, end - 1));
      at = end;
      continue;
    }
    // A parenthesis that is never closed: what follows it is no part of the date proper.
    if (text[at] === '(') break;
    word.lastIndex = at;
    const match = word.exec(text);
    if (match !== null) words.push({ text: match[0], start: at, end: word.lastIndex });
    at = match === null ? at + 1 : word.lastIndex;
  }
  return { words: joinClock(words), comments };
}

/** `09(comment):   55  :  06` is a time of day (RFC 5322 appendix A.6.3): colons hold together what stands around them. */
function joinClock(words: readonly DateWord[]): readonly DateWord[] {
  const joined: DateWord[] = [];
  for (const word of words) {
    const previous = joined.at(-1);
    if (previous !== undefined && (previous.text.endsWith(':') || word.text.startsWith(':'))) {
      joined[joined.length - 1] = { text: previous.text + word.text, start: previous.start, end: word.end };
    } else {
      joined.push(word);
    }
  }
  return joined;
}
