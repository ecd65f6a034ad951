/**
 * CSV (RFC 4180) that is harmless in a spreadsheet.
 *
 * A cell that a spreadsheet would take for a formula (it begins with = + - @, also full width, also after blanks) gets an
 * apostrophe in front (OWASP, "CSV injection"). Line ends and unsafe characters are written as code points, so that a
 * record is always one line. The exact values stand in packet.json.
 */
import { plainLine } from '../text/visible-text';

const FORMULA = /^\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/;

/** One cell, quoted. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') {
    return String(value);
  }
  const plain = plainLine(value);
  const harmless = FORMULA.test(plain) ? `'${plain}` : plain;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A table with its heading line; lines end in CR LF. */
export function formatCsv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
