/**
 * What separates the messages of a mailbox file (RFC 4155 and the four unwritten variants).
 *
 * A line that begins `From ` separates when it stands after an empty line and carries a time and a year; weaker ones
 * only where a header field follows, so that "From Russia with love" in a letter does not cut it in two.
 */
const TIME_AND_YEAR = /\d{1,2}:\d\d.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.*\d{1,2}:\d\d/;
/** A date without a time or with a year of two digits, as Eudora and others wrote them. */
const DAY_AND_MONTH = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/;
/** `From -` (Netscape), `From MAILER-DAEMON`, `From 1234@xxx`: one word and nothing else. */
const ONE_WORD = /^From \S*[ \t]*$/;
const NETSCAPE = /^From -[ \t]*$/;
/** `From : a@example.com`: a header field with blanks before its colon, which some readers take for a separator. */
const SPACED_FIELD = /^From[ \t]+:/;
const FIELD_OR_QUOTED = /^(?:[!-9;-~]+[ \t]*:|>From )/;

/** Longer lines separate nothing. */
export const MAX_FROM_LINE = 1_000;

export interface Candidate {
  /** The line that begins with `From `, without its line end, as a byte string. */
  readonly line: string;
  /** The line after it (its beginning is enough); empty at the end of the file. */
  readonly next: string;
  readonly isFirst: boolean;
  readonly afterEmptyLine: boolean;
}

export function isSeparator({ line, next, isFirst, afterEmptyLine }: Candidate): boolean {
  if (SPACED_FIELD.test(line)) {
    return false;
  }
  const isHeaderNext = FIELD_OR_QUOTED.test(next);
  if (TIME_AND_YEAR.test(line)) {
    return isFirst || afterEmptyLine || isHeaderNext;
  }
  if (isFirst) {
    return isHeaderNext || ONE_WORD.test(line);
  }
  const isWeak = ONE_WORD.test(line) || DAY_AND_MONTH.test(line);
  return isHeaderNext && ((afterEmptyLine && isWeak) || NETSCAPE.test(line));
}

/** Whether nobody would write the line into a letter: what tells a mailbox whose beginning is missing. */
export function isSureSeparator({ line, next, afterEmptyLine }: Omit<Candidate, 'isFirst'>): boolean {
  return afterEmptyLine && TIME_AND_YEAR.test(line) && FIELD_OR_QUOTED.test(next) && !SPACED_FIELD.test(line);
}

/** The value of the topmost Content-Length field of a header section, or undefined. */
export function contentLengthOf(header: string): number | undefined {
  const digits = /^content-length:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(header)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The first line end that an empty line follows, or -1. The second search ends where the first one found something. */
export function emptyLine(bytes: Buffer): number {
  const plain = bytes.indexOf('\n\n');
  const withReturn = (plain === -1 ? bytes : bytes.subarray(0, plain + 1)).indexOf('\n\r\n');
  return withReturn === -1 ? plain : withReturn;
}

/** Where the body begins in a header section that starts at 0: after the first empty line; undefined when not there. */
export function bodyOffset(text: string): number | undefined {
  const match = /(?:^|\n)\r?\n/.exec(text);
  return match === null ? undefined : match.index + match[0].length;
}
