import { analyse } from '../../shared/analysis/analyse';
import { RULES } from '../../shared/analysis/registry';
import type { Finding } from '../../shared/analysis/rule';
import { toByteString } from '../../shared/email/byte-string';
import type { Span } from '../../shared/email/types';

/** Honest messages whose Date is set back: how many are noticed, and how often the untouched ones are. */

export interface BackDating {
  readonly messages: number;
  readonly falseAlarms: number;
  /** Caught without the dates of the hops: somebody who rewrites those too is still met by these. */
  readonly byHiddenTimes: number;
  /** By how far the Date was set back. */
  readonly byDistance: readonly { readonly label: string; readonly n: number; readonly caught: number }[];
  /** Messages on which a rule pointed at the Date, once it was set back. */
  readonly byRule: readonly { readonly rule: string; readonly caught: number }[];
}

const DAY_MS = 86_400_000;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** One day to a year, spread evenly on a logarithmic scale; the same for the same place in the list. */
export function daysBack(index: number, count: number): number {
  return Math.round(365 ** ((index + 0.5) / count));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The message with another Date: weekday, zone and form as a mail program writes them. Undefined without a readable Date. */
export function withDateBack(bytes: Uint8Array, days: number): Uint8Array | undefined {
  const { date } = analyse(bytes).anatomy;
  if (date?.instantMs === undefined) return undefined;
  const offset = date.offsetMinutes ?? 0;
  const local = new Date(date.instantMs - days * DAY_MS + offset * 60_000);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const clock = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(':');
  const text = `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()} ${clock} ${zone}`;
  const { start, end } = date.span;
  return new Uint8Array(Buffer.concat([bytes.subarray(0, start), Buffer.from(text, 'latin1'), bytes.subarray(end)]));
}

const TIMES = new Set(RULES.filter(({ family }) => family === 'times' || family === 'software').map(({ id }) => id));
const HEAVY = new Set(['medium', 'high', 'proof']);

/** Findings about times, of medium weight or more, that point at the Date field. */
export function pointingAtDate(bytes: Uint8Array): readonly Finding[] {
  const { anatomy, findings } = analyse(bytes);
  const field = anatomy.fields.find(({ key }) => key === 'date')?.span;
  return field === undefined
    ? []
    : findings.filter(
        ({ rule, severity, spans }) =>
          TIMES.has(rule) && HEAVY.has(severity) && spans.some((span) => isInside(span, field)),
      );
}

function isInside(span: Span, field: Span): boolean {
  return span.start >= field.start && span.end <= field.end;
}

/** Rules that compare the Date with the dates of the hops, and nothing else. */
const HOP_RULES = new Set(['date.before-first-hop', 'date.after-first-hop', 'date.days-after-first-hop']);

const DISTANCES: readonly (readonly [label: string, most: number])[] = [
  ['1 to 3 days', 3],
  ['4 to 30 days', 30],
  ['31 to 365 days', 366],
];

/** Runs the experiment over messages with a readable Date. */
export function backDating(messages: readonly Uint8Array[]): BackDating {
  const counts = DISTANCES.map(([label]) => ({ label, n: 0, caught: 0 }));
  const rules = new Map<string, number>();
  let falseAlarms = 0;
  let byHiddenTimes = 0;
  for (const [index, bytes] of messages.entries()) {
    falseAlarms += Number(pointingAtDate(bytes).length > 0);
    const days = daysBack(index, messages.length);
    const moved = withDateBack(bytes, days);
    const found = moved === undefined ? [] : pointingAtDate(moved);
    byHiddenTimes += Number(found.some(({ rule }) => !HOP_RULES.has(rule)));
    const row = counts[DISTANCES.findIndex(([, most]) => days <= most)];
    if (row === undefined) continue;
    row.n += 1;
    row.caught += Number(found.length > 0);
    for (const rule of new Set(found.map((finding) => finding.rule))) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  const byRule = [...rules].map(([rule, caught]) => ({ rule, caught })).sort((a, b) => b.caught - a.caught);
  return { messages: messages.length, falseAlarms, byHiddenTimes, byDistance: counts, byRule };
}

/** Every so many-th message with a readable Date and a route, until there are enough. */
export function chosenFor(files: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  const usable = files.filter((bytes) => {
    const { anatomy, route } = analyse(bytes);
    return anatomy.date?.instantMs !== undefined && route.length > 0 && toByteString(bytes, 0, 5) !== 'From ';
  });
  const step = Math.max(1, Math.floor(usable.length / count));
  return usable.filter((_, index) => index % step === 0).slice(0, count);
}
