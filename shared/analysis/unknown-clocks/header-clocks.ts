/** What a message offers to the search for clocks of unknown form: its words that read as instants, and its known instants. */
import type { Anatomy, EmbeddedTime, Hop, Span } from '../../email/types';
import { CLOCK_ENCODINGS, wordsOf } from './encodings';

/** A word that one encoding reads as an instant. */
export interface ClockWord {
  /** Name of the field, lower case. */
  readonly field: string;
  readonly encoding: string;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  readonly span: Span;
  /** A decoder of Chainmail reads a time at these bytes already. */
  readonly isKnown: boolean;
}

export interface HeaderClocks {
  /** Milliseconds since 1970: the Date and the times of the hops. */
  readonly instants: readonly number[];
  readonly words: readonly ClockWord[];
}

interface Read {
  readonly anatomy: Pick<Anatomy, 'fields' | 'date'>;
  readonly route: readonly Hop[];
  readonly times: readonly EmbeddedTime[];
}

/** Before and after this no mail is dated: most words of a shape are no clocks, and fall outside. */
const FROM = Date.UTC(1990, 0, 1);
const TO = Date.UTC(2060, 0, 1);

const FIELD_BYTES_MAX = 4_000;
const WORDS_MAX = 2_000;

export function headerClocks({ anatomy, route, times }: Read): HeaderClocks {
  const dates = [anatomy.date, ...route.map(({ date }) => date)];
  const instants = dates.flatMap((date) => (date?.instantMs === undefined ? [] : [date.instantMs]));
  const words: ClockWord[] = [];
  for (const word of readWords(anatomy.fields)) {
    words.push({ ...word, isKnown: times.some(({ span }) => overlap(span, word.span)) });
    if (words.length === WORDS_MAX) break;
  }
  return { instants, words };
}

function* readWords(fields: Anatomy['fields']): Generator<Omit<ClockWord, 'isKnown'>> {
  for (const { key, body, bodySpan } of fields) {
    for (const { text, at } of wordsOf(body.slice(0, FIELD_BYTES_MAX))) {
      const start = bodySpan.start + at;
      for (const { encoding, timeMs } of readingsOf(text)) {
        yield { field: key, encoding, timeMs, span: { start, end: start + text.length } };
      }
    }
  }
}

function readingsOf(word: string): readonly { readonly encoding: string; readonly timeMs: number }[] {
  return CLOCK_ENCODINGS.flatMap(({ id, pattern, read }) => {
    const timeMs = pattern.test(word) ? read(word) : undefined;
    return timeMs !== undefined && timeMs >= FROM && timeMs < TO ? [{ encoding: id, timeMs }] : [];
  });
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
