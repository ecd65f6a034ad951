import type { FindingView, SpanData, TimeView } from '../../../../../shared/contract/model';

/** A time of the message, where it lies on the axis, and the finding that doubts it, if there is one. */
export interface TimeRow {
  readonly time: TimeView;
  readonly instantMs: number;
  /** 0 to 1 along the axis. */
  readonly at: number;
  /** Half the whisker's length on the same scale. */
  readonly reach: number;
  /** Which side of the axis it lies beyond; null where it lies on it. */
  readonly beyond: 'left' | 'right' | null;
  readonly finding: FindingView | null;
}

/** The axis: the first and last instant on it. */
export interface Axis {
  readonly firstMs: number;
  readonly lastMs: number;
}

const SPACE = 0.06;
const LEAST_WIDTH_MS = 1_000;

/** The axis spans the times that should be equal; bounds may lie years away, and would press all others into one point. */
export function axisOf(times: readonly TimeView[]): Axis | null {
  const read = times.filter(({ time }) => !Number.isNaN(Date.parse(time)));
  const equal = read.filter(({ bound }) => bound === 'equality');
  const instants = (equal.length > 0 ? equal : read).map(({ time }) => Date.parse(time));
  return instants.length === 0 ? null : { firstMs: Math.min(...instants), lastMs: Math.max(...instants) };
}

/** Where an instant lies, from 0 to 1; what lies beyond the axis is moved to its end. */
export function placeOn({ firstMs, lastMs }: Axis, instantMs: number): Pick<TimeRow, 'at' | 'beyond'> {
  const width = Math.max(LEAST_WIDTH_MS, lastMs - firstMs);
  const at =
    lastMs === firstMs && instantMs === firstMs ? 0.5 : SPACE + ((instantMs - firstMs) / width) * (1 - 2 * SPACE);
  if (at < 0 || at > 1) {
    return at < 0 ? { at: 0.012, beyond: 'left' } : { at: 0.988, beyond: 'right' };
  }
  return { at, beyond: null };
}

/** Places all times on one axis, the earliest left. A time that cannot be read is left to the table of findings. */
export function timeRows(times: readonly TimeView[], findings: readonly FindingView[]): readonly TimeRow[] {
  const axis = axisOf(times);
  if (axis === null) {
    return [];
  }
  const width = Math.max(LEAST_WIDTH_MS, axis.lastMs - axis.firstMs);
  return times
    .map((time) => ({ time, instantMs: Date.parse(time.time) }))
    .filter(({ instantMs }) => !Number.isNaN(instantMs))
    .map(({ time, instantMs }) => ({
      time,
      instantMs,
      ...placeOn(axis, instantMs),
      reach: Math.min(0.5, ((time.precisionSeconds * 1000) / width) * (1 - 2 * SPACE)),
      finding: doubting(time, findings),
    }));
}

/** Only a finding of a rule about times or route whose bytes touch the time marks it; nothing is concluded here. */
function doubting(time: SpanData, findings: readonly FindingView[]): FindingView | null {
  const near = findings.filter(
    (finding) =>
      /^(received|date|route|trace|provider|message-id\.(?:impossible|amazon)|(?:boundary|content-id)\.impossible|software\.(newer|outlook|thread)|signature\.(time|certificate))\b/.test(
        finding.rule,
      ) &&
      finding.severity !== 'info' &&
      finding.spans.some((span) => span.start < time.end && span.end > time.start),
  );
  return near[0] ?? null;
}

/** A row of the figure: one clock, or all times of one thing that was put into the message. */
export interface FigureRow {
  readonly key: string;
  readonly times: readonly TimeRow[];
  /** Where the times of a gathered row were read: `part 2`; of several places, how many. Empty for one clock. */
  readonly source: string;
  readonly places: number;
  /** The finding of the first time that has one. */
  readonly finding: FindingView | null;
}

/** Rows of things put in that are told apart; more of them share one row. */
const MOST_PLACES = 6;

/**
 * The rows of the figure, in the order of the bytes. A file can hold a dozen times, and a message forty files: the
 * times of a file share its row, and the clocks that should agree are not lost among them. The table has each of them.
 */
export function figureRows(rows: readonly TimeRow[]): readonly FigureRow[] {
  const sources = new Set(rows.filter(isPutIn).map(({ time }) => time.source));
  const isFolded = sources.size > MOST_PLACES;
  const groups = new Map<string, TimeRow[]>();
  for (const row of rows) {
    const { kind, start, time, source } = row.time;
    const key = isPutIn(row) ? `in ${isFolded ? 'all' : source}` : `${kind} ${time} ${start}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, times]) => {
    const places = new Set(times.map(({ time }) => time.source)).size;
    const finding = times.find((row) => row.finding !== null)?.finding ?? null;
    const source = times.length > 1 && places === 1 ? (times[0]?.time.source ?? '') : '';
    return { key, times, source, places, finding };
  });
}

function isPutIn({ time }: TimeRow): boolean {
  return time.whose === 'content';
}
