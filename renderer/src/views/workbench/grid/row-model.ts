import { SEVERITIES, type Severity } from '../../../../../shared/analysis/rule';
import type { FindingCounts } from '../../../../../shared/contract/model';

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
