/**
 * Headers in a text of which every line is quoted (`> `) or indented by the same blanks: a victim's forward, a ticket of a
 * help desk. What stands in front of each line is taken away, and nothing else is touched.
 */
import { isFieldLine, isMailField } from './header-likeness';

export interface Unprefixed {
  readonly text: string;
  /** What was done, in plain words. */
  readonly done: readonly string[];
}

const LINE = /([^\r\n]*)(\r\n|\n|\r|$)/y;
const RUN = /^[ \t>|]{1,200}/;
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;
/** Names of which one is enough: no letter and no settings file has them. */
const SURE =
  /^(?:received|return-path|message-id|delivered-to|mime-version|dkim-signature|authentication-results|received-spf|arc-[a-z-]+|x-originating-ip|x-received)$/i;
/** Else so many different ones of these. */
const USUAL = /^(?:from|to|subject|date)$/i;
const LEAST_USUAL = 3;
const MAX_HEADER_LINES = 400;

/**
 * The text without its prefix; undefined when it has none, or no header stands behind it.
 *
 * @param text bytes as signs (latin1)
 * @param isPasted a person says that these are headers: one field is enough where every line has the prefix
 */
export function withoutPrefix(text: string, isPasted = false): Unprefixed | undefined {
  const [prefix, start] = firstPrefix(text);
  if (prefix === '') {
    return undefined;
  }
  const block = takeBlock(text, start, prefix);
  const left = nonEmptyLines(text.slice(block.end));
  const isHeader = headerNames(block.lines);
  if (!isLikely(isHeader) && !(isPasted && left === 0 && isHeader.length > 0)) {
    return undefined;
  }
  return { text: block.lines.join(''), done: [...block.done, ...(left === 0 ? [] : [leftOut(left)])] };
}

/** Whether a file can be for this at all: by its first bytes. */
export function mayHavePrefix(head: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?[\r\n]*[ \t>|]/.test(Buffer.from(head.subarray(0, 200)).toString('latin1'));
}

/** What stands in front of the first line that is not empty, and where that line begins. */
function firstPrefix(text: string): readonly [string, number] {
  let at = BYTE_ORDER_MARK.test(text) ? 3 : 0;
  while (at < text.length) {
    const { line, next } = lineAt(text, at);
    if (line.trim() !== '') {
      return [RUN.exec(line)?.[0] ?? '', at];
    }
    at = next;
  }
  return ['', at];
}

function lineAt(text: string, at: number): { readonly line: string; readonly next: number } {
  LINE.lastIndex = at;
  const [whole = '', line = ''] = LINE.exec(text) ?? [];
  return { line, next: at + whole.length };
}

interface Block {
  /** With their line ends. */
  readonly lines: readonly string[];
  readonly end: number;
  readonly done: readonly string[];
}

/**
 * The lines that have the prefix, one after the other. Behind a quote mark the blank may be left out, as programs do for
 * lines that begin with one; lines of blanks belong to an indented text.
 */
function takeBlock(text: string, start: number, prefix: string): Block {
  const marks = prefix.trimEnd();
  const lines: string[] = [];
  const counts = { whole: 0, marks: 0 };
  let at = start;
  while (at < text.length) {
    const { line, next } = lineAt(text, at);
    const cut = prefixOf(line, prefix, marks);
    if (cut === undefined) {
      break;
    }
    lines.push(text.slice(at + cut, next));
    counts.whole += cut === prefix.length ? 1 : 0;
    counts.marks += cut === marks.length ? 1 : 0;
    at = next;
  }
  const hasShort = counts.marks > 0 && marks !== '' && marks !== prefix;
  const short = !hasShort ? [] : [`"${marks}" in front of ${counts.marks} lines was taken away`];
  const shown = marks === '' ? `an indentation of ${prefix.length} blanks` : `"${prefix.replaceAll('\t', ' ')}"`;
  return { lines, end: at, done: [`${shown} in front of ${counts.whole} lines was taken away`, ...short] };
}

/** How many bytes of the line belong to the prefix; undefined when it has none. */
function prefixOf(line: string, prefix: string, marks: string): number | undefined {
  if (line.startsWith(prefix)) {
    return prefix.length;
  }
  if (marks !== '') {
    return line.startsWith(marks) ? marks.length : undefined;
  }
  return line.trim() === '' ? line.length : undefined;
}

/** Names of fields in the header that the lines begin with; empty when the first line is no field. */
function headerNames(lines: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const line of lines.slice(0, MAX_HEADER_LINES)) {
    if (line.trim() === '') {
      break;
    }
    if (isFieldLine(line)) {
      names.push(line.slice(0, line.indexOf(':')).trim());
    } else if (names.length === 0) {
      return [];
    }
  }
  return names;
}

function isLikely(names: readonly string[]): boolean {
  const usual = new Set(names.filter((name) => USUAL.test(name)).map((name) => name.toLowerCase()));
  const isSure = names.some((name) => SURE.test(name)) && names.filter(isMailField).length > 1;
  return isSure || usual.size >= LEAST_USUAL;
}

function nonEmptyLines(text: string): number {
  return text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').length;
}

function leftOut(lines: number): string {
  return `${lines} lines behind them do not begin so and were left out`;
}
