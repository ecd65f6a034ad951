import type { IssueCode } from './issue-codes';
import type { ParseIssue } from './types';

/** Records one tolerance. The offsets are of the message. */
export type Note = (code: IssueCode, start: number, end: number) => void;

/** A bounded list of issues: a hostile message must not fill the memory with complaints about itself. */
export interface IssueList {
  readonly note: Note;
  /** The issues in the order of their place in the message. */
  readonly sorted: () => readonly ParseIssue[];
}

const maxIssues = 2000;
/** One code may not crowd out the others. */
const maxIssuesPerCode = 200;

/** Makes an empty list. Beyond the limits `issues.truncated` stands once, at the first issue that was left out. */
export function createIssueList(): IssueList {
  const issues: ParseIssue[] = [];
  const counts = new Map<string, number>();
  let isTruncated = false;
  const note: Note = (code, start, end) => {
    const count = counts.get(code) ?? 0;
    if (count < maxIssuesPerCode && issues.length < maxIssues) {
      counts.set(code, count + 1);
      issues.push({ code, span: { start, end } });
    } else if (!isTruncated) {
      isTruncated = true;
      issues.push({ code: 'issues.truncated', span: { start, end } });
    }
  };
  return { note, sorted: () => issues.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) };
}

/** For callers who want the reading only. */
export const ignoreIssues: Note = () => undefined;
