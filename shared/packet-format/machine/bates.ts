/**
 * Bates numbers: one for each exhibit in the order of the packet, a prefix and six digits.
 *
 * Exhibits are native files, so a document has one number, not one for each page.
 */
import { safeName } from '../payload-names';
import type { ReportContent } from '../report-content';

const DIGITS = 6;
const PREFIX_MAX = 20;

/** Such as `EC-2020-001-000001`; the prefix is the case's number, or its name where it has none. */
export function batesNumbers({ case: matter, exhibits }: Pick<ReportContent, 'case' | 'exhibits'>): readonly string[] {
  const prefix = safeName(matter.number || matter.name)
    .slice(0, PREFIX_MAX)
    .replace(/[.-]+$/, '');
  return exhibits.map((_, index) => `${prefix}-${String(index + 1).padStart(DIGITS, '0')}`);
}
