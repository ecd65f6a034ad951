/** Lines of a zone file (RFC 1035 section 5.1), as servers and `dig` print them, cut into words. */

export interface Word {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** A line with its words; brackets join lines. */
export interface ZoneLine {
  readonly words: readonly Word[];
  /** Everything after a semicolon outside of quotes, without it; empty where there is none. */
  readonly comment: string;
  /** Whether the line begins with a blank: it goes on with the owner of the line before. */
  readonly isIndented: boolean;
  /** The line as it stands, for what is no zone file. */
  readonly raw: string;
}

const MAX_LINE = 200_000;
const MAX_JOINED = 500;

/** Each line as it is asked for: who looks at the first one pays for no other. */
export function* readZoneLines(text: string): Generator<ZoneLine> {
  const lines = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at += 1) {
    const raw = (lines[at] ?? '').slice(0, MAX_LINE);
    const words: Word[] = [];
    const first = cutWords(raw, 0, words);
    let { depth } = first;
    for (let more = 0; depth > 0 && more < MAX_JOINED && at + 1 < lines.length; more += 1) {
      at += 1;
      ({ depth } = cutWords((lines[at] ?? '').slice(0, MAX_LINE), depth, words));
    }
    yield { words, comment: first.comment, isIndented: /^[ \t]/.test(raw), raw };
  }
}

function cutWords(line: string, depthBefore: number, words: Word[]): { depth: number; comment: string } {
  let depth = depthBefore;
  for (let at = 0; at < line.length; ) {
    const sign = line.charAt(at);
    if (sign === ';') {
      return { depth, comment: line.slice(at + 1) };
    }
    if (sign === '"') {
      const { text, end } = quotedWord(line, at + 1);
      words.push({ text, isQuoted: true });
      at = end;
    } else if (sign === '(' || sign === ')') {
      depth = Math.max(0, depth + (sign === '(' ? 1 : -1));
      at += 1;
    } else if (sign === ' ' || sign === '\t') {
      at += 1;
    } else {
      const { text, end } = plainWord(line, at);
      words.push({ text, isQuoted: false });
      at = end;
    }
  }
  return { depth, comment: '' };
}

function quotedWord(line: string, start: number): { text: string; end: number } {
  const out: string[] = [];
  let at = start;
  while (at < line.length && line.charAt(at) !== '"') {
    const { text, end } = readSign(line, at);
    out.push(text);
    at = end;
  }
  return { text: out.join(''), end: at + 1 };
}

function plainWord(line: string, start: number): { text: string; end: number } {
  const out: string[] = [];
  let at = start;
  while (at < line.length && !' \t;()"'.includes(line.charAt(at))) {
    const { text, end } = readSign(line, at);
    out.push(text);
    at = end;
  }
  return { text: out.join(''), end: at };
}

/** `\DDD` is a byte by its decimal number, `\X` is X. */
function readSign(line: string, at: number): { text: string; end: number } {
  if (line.charAt(at) !== '\\') {
    return { text: line.charAt(at), end: at + 1 };
  }
  const digits = /^\d{3}/.exec(line.slice(at + 1, at + 4))?.[0];
  return digits !== undefined && Number(digits) < 256
    ? { text: String.fromCharCode(Number(digits)), end: at + 4 }
    : { text: line.charAt(at + 1), end: at + 2 };
}
