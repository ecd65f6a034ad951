import type { MessageView } from '../../../../../shared/contract/model';
import { times as words } from '../../../../../shared/wording/window/message';
import { inUtc } from '../../../format/time';
import { visibleString } from '../../../format/visible-text';
import { type Axis, axisOf, placeOn, type TimeRow } from './model';

const WIDTH = 620;
const NAMES = 180;
const ROW = 24;
const TOP = 30;

const xOf = (share: number): number => NAMES + share * (WIDTH - NAMES);

interface FigureProps {
  readonly rows: readonly TimeRow[];
  readonly consensus: MessageView['consensus'];
}

/** One axis, a row for each clock: precision as a whisker, local clocks hollow, bounds as triangles, the consensus a line. */
export function TimesFigure({ rows, consensus }: FigureProps) {
  const height = TOP + rows.length * ROW + 6;
  const axis = axisOf(rows.map(({ time }) => time));
  return (
    <svg className="times-figure" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.figure}>
      {axis !== null && <Ends axis={axis} />}
      <line className="times-axis" x1={NAMES} x2={WIDTH} y1={19} y2={19} />
      {axis !== null && consensus !== null && <Agreed axis={axis} time={consensus.time} height={height} />}
      {rows.map((row, index) => (
        <TimeMark key={`${row.time.kind} ${row.time.time} ${row.time.start}`} row={row} y={TOP + index * ROW + 8} />
      ))}
    </svg>
  );
}

function Ends({ axis }: { readonly axis: Axis }) {
  const [first, last] = [new Date(axis.firstMs).toISOString(), new Date(axis.lastMs).toISOString()];
  return (
    <>
      <text className="times-end" x={xOf(0)} y={12}>
        {inUtc(first)}
      </text>
      {first !== last && (
        <text className="times-end" x={WIDTH} y={12} textAnchor="end">
          {inUtc(last)}
        </text>
      )}
    </>
  );
}

function Agreed({ axis, time, height }: { readonly axis: Axis; readonly time: string; readonly height: number }) {
  const { at, beyond } = placeOn(axis, Date.parse(time));
  return beyond === null ? <line className="times-agreed" x1={xOf(at)} x2={xOf(at)} y1={19} y2={height} /> : null;
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
      {reach > 3 && row.beyond === null && (
        <line className="time-whisker" x1={Math.max(NAMES, x - reach)} x2={Math.min(WIDTH, x + reach)} y1={y} y2={y} />
      )}
      <Mark row={row} x={x} y={y} />
    </g>
  );
}

/** A dot for a time, a triangle for a bound; an arrow where it lies beyond the axis. */
function Mark({ row, x, y }: { readonly row: TimeRow; readonly x: number; readonly y: number }) {
  const size = row.finding === null ? 4.5 : 6;
  if (row.beyond !== null) {
    const away = row.beyond === 'left' ? -1 : 1;
    const points = [
      [x - 3 * away, y - 4],
      [x + 3 * away, y],
      [x - 3 * away, y + 4],
    ];
    return <polyline className="time-beyond" points={points.map((point) => point.join(',')).join(' ')} />;
  }
  if (row.time.bound === 'equality') {
    return <circle className="time-dot" cx={x} cy={y} r={size} />;
  }
  const away = row.time.bound === 'lower' ? 1 : -1;
  const points = [
    [x, y - size],
    [x + size * 1.5 * away, y],
    [x, y + size],
  ];
  return <polygon className="time-dot" points={points.map((point) => point.join(',')).join(' ')} />;
}
