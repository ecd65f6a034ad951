import { SEVERITIES, type Severity } from '../../../../../shared/analysis/rule';
import type { FindingCounts, MessageRow } from '../../../../../shared/contract/model';
import { clipped } from '../../../format/clipped';
import { visibleString } from '../../../format/visible-text';
import type { ColumnKey } from './columns';

/** The strongest severity that a message has, and how many findings of it. */
export function strongest(counts: FindingCounts): { readonly severity: Severity; readonly count: number } | null {
  const severity = SEVERITIES.find((candidate) => counts[candidate] > 0);
  return severity === undefined ? null : { severity, count: counts[severity] };
}

/** `Jane Doe` of `"Jane Doe" <jane@example.com>`, with the address where there is no name. */
export function senderName(from: string): string {
  const found = /^\s*"?([^"<]*?)"?\s*<([^>]*)>\s*$/.exec(from);
  return found?.[1] || found?.[2] || from;
}

/** Reads a severity that arrived as text; anything unknown counts as context. */
export function readSeverity(text: string): Severity {
  return SEVERITIES.find((severity) => severity === text) ?? 'info';
}

/** `E-003` of `E-003/42`. */
export function evidenceOfRef(ref: string): string {
  return ref.slice(0, ref.indexOf('/'));
}

/** Longer titles cover the list. */
const TITLE_LETTERS = 300;

/** The whole text where a cell shows a part of it; what could turn or hide it is named, as in the cell. */
export function titleOf(key: ColumnKey, row: MessageRow): string | undefined {
  switch (key) {
    case 'from':
    case 'to':
    case 'subject':
    case 'messageId':
      return wholeText(row[key]);
    case 'tags':
      return wholeText(row.tags.join(', '));
    default:
      return undefined;
  }
}

function wholeText(text: string): string | undefined {
  return text === '' ? undefined : visibleString(clipped(text, TITLE_LETTERS));
}
