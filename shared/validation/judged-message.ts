import type { Analysis } from '../analysis/analysis';
import type { Severity } from '../analysis/rule';
import { type ClockDistance, clockDistances } from './clock-distances';

/** What validation keeps of a message: which rules fired, how its clocks agree, and of what years it is. */
export interface JudgedMessage {
  /** Each rule that fired, with the weightiest severity that it gave. */
  readonly fired: readonly (readonly [rule: string, severity: Severity])[];
  readonly clocks: readonly ClockDistance[];
  /** Five years, such as `2020-2024`, by the topmost Received field; by the Date where there is none; else empty. */
  readonly era: string;
  /** Rules that failed, which is a fault of the program. */
  readonly failed: readonly string[];
}

const ORDER: readonly Severity[] = ['proof', 'high', 'medium', 'low', 'info'];

export function judge(analysis: Analysis): JudgedMessage {
  const fired = new Map<string, Severity>();
  for (const { rule, severity } of analysis.findings) {
    const known = fired.get(rule);
    if (known === undefined || ORDER.indexOf(severity) < ORDER.indexOf(known)) fired.set(rule, severity);
  }
  return {
    fired: [...fired],
    clocks: clockDistances(analysis),
    era: eraOf(analysis),
    failed: analysis.failures.map(({ rule }) => rule),
  };
}

const FIRST_YEAR = 1980;
const LAST_YEAR = 2099;

/** The recipient's side wrote the topmost field; the Date can say anything. */
function eraOf({ route, anatomy }: Analysis): string {
  const instant = route.find(({ date }) => date?.instantMs !== undefined)?.date?.instantMs ?? anatomy.date?.instantMs;
  const year = instant === undefined ? Number.NaN : new Date(instant).getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return '';
  const first = year - (year % 5);
  return `${first}-${first + 4}`;
}
