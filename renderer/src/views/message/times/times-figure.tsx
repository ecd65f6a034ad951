import { times as words } from '../../../../../shared/wording/window/message';
import { inUtc } from '../../../format/time';
import { visibleString } from '../../../format/visible-text';
import { axisEnds, type TimeRow } from './model';

const WIDTH = 620;
const NAMES = 180;
const ROW = 24;
const TOP = 30;

const xOf = (share: number): number => NAMES + share * (WIDTH - NAMES);

/** One axis, a row for each clock, its precision as a whisker; local clocks hollow. */
export function TimesFigure({ rows }: { readonly rows: readonly TimeRow[] }) {
  const height = TOP + rows.length * ROW + 6;
  const ends = axisEnds(rows);
  return (
    <svg className="times-figure" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.figure}>
      {ends !== null && (
        <>
          <text className="times-end" x={xOf(0)} y={12}>
            {inUtc(ends[0])}
          </text>
          {ends[0] !== ends[1] && (
            <text className="times-end" x={WIDTH} y={12} textAnchor="end">
              {inUtc(ends[1])}
            </text>
          )}
        </>
      )}
      <line className="times-axis" x1={NAMES} x2={WIDTH} y1={19} y2={19} />
      {rows.map((row, index) => (
        <TimeMark key={`${row.time.kind} ${row.time.start}`} row={row} y={TOP + index * ROW + 8} />
      ))}
    </svg>
  );
}

function TimeMark({ row, y }: { readonly row: TimeRow; readonly y: number }) {
  const x = xOf(row.at);
  const reach = row.reach * (WIDTH - NAMES);
  const doubted = row.finding === null ? '' : `time-doubted severity-${row.finding.severity}`;
  const local = row.time.clock === 'local' ? 'time-local' : '';
  return (
    <g className={`time-row ${doubted} ${local}`}>
      <line className="time-rail" x1={NAMES} x2={WIDTH} y1={y} y2={y} />
      <text className="time-name" x={NAMES - 14} y={y + 4} textAnchor="end">
        {visibleString(row.time.kind).slice(0, 26)}
      </text>
      {reach > 3 && (
        <line className="time-whisker" x1={Math.max(NAMES, x - reach)} x2={Math.min(WIDTH, x + reach)} y1={y} y2={y} />
      )}
      <circle className="time-dot" cx={x} cy={y} r={row.finding === null ? 4.5 : 6} />
    </g>
  );
}
