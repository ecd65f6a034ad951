import type { FindingView, SpanData, TimeView } from '../../../../../shared/contract/model';

/** A time of the message, where it lies on the axis, and the finding that doubts it, if there is one. */
export interface TimeRow {
  readonly time: TimeView;
  readonly instantMs: number;
  /** 0 to 1 along the axis. */
  readonly at: number;
  /** Half the whisker's length on the same scale. */
  readonly reach: number;
  readonly finding: FindingView | null;
}

const SPACE = 0.06;

/** Places all times on one axis, the earliest left. A time that cannot be read is left to the table of findings. */
export function timeRows(times: readonly TimeView[], findings: readonly FindingView[]): readonly TimeRow[] {
  const read = times
    .map((time) => ({ time, instantMs: Date.parse(time.time) }))
    .filter(({ instantMs }) => !Number.isNaN(instantMs));
  const first = Math.min(...read.map((row) => row.instantMs));
  const last = Math.max(...read.map((row) => row.instantMs));
  const width = Math.max(1_000, last - first);
  return read.map(({ time, instantMs }) => ({
    time,
    instantMs,
    at: last === first ? 0.5 : SPACE + ((instantMs - first) / width) * (1 - 2 * SPACE),
    reach: Math.min(0.5, ((time.precisionSeconds * 1000) / width) * (1 - 2 * SPACE)),
    finding: doubting(time, findings),
  }));
}

/** Only a finding of a rule about times or route whose bytes touch the time marks it; nothing is concluded here. */
function doubting(time: SpanData, findings: readonly FindingView[]): FindingView | null {
  const near = findings.filter(
    (finding) =>
      /^(received|date|route|trace|message-id\.impossible|boundary\.impossible|software\.(newer|outlook|thread))\b/.test(
        finding.rule,
      ) &&
      finding.severity !== 'info' &&
      finding.spans.some((span) => span.start < time.end && span.end > time.start),
  );
  return near[0] ?? null;
}

/** First and last instant, for the ends of the axis. */
export function axisEnds(rows: readonly TimeRow[]): readonly [string, string] | null {
  if (rows.length === 0) {
    return null;
  }
  const instants = rows.map((row) => row.instantMs);
  return [new Date(Math.min(...instants)).toISOString(), new Date(Math.max(...instants)).toISOString()];
}
