import { useRef } from 'react';
import type { MessageView } from '../../../../../shared/contract/model';
import { times as words } from '../../../../../shared/wording/window/message';
import { useFigureWidth } from '../../../components/use-figure-width';
import { type NamedRow, namedRows } from '../../../format/named-rows';
import { inUtc } from '../../../format/time';
import { linesIn, lineYs, NAMES, rowName } from './figure-names';
import { type Axis, axisOf, type FigureRow, figureRows, placeOn, type TimeRow } from './model';

/** Of an end of the axis. */
const END = 186;
const TOP = 26;

const xOf = (share: number, width: number): number => NAMES + share * (width - NAMES);

interface FigureProps {
  readonly rows: readonly TimeRow[];
  readonly consensus: MessageView['consensus'];
}

/** One axis, a row for each clock, one for each file: precision as a whisker, local clocks hollow, bounds as triangles, the consensus a line. */
export function TimesFigure({ rows, consensus }: FigureProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useFigureWidth(place);
  const shown = namedRows(figureRows(rows), (row) => linesIn(rowName(row)));
  const height = TOP + shown.height + 6;
  const axis = axisOf(rows.map(({ time }) => time));
  return (
    <div ref={place}>
      <svg className="times-figure" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.figure}>
        {axis !== null && <Ends axis={axis} width={width} />}
        <line className="times-axis" x1={NAMES} x2={width} y1={19} y2={19} />
        {axis !== null && consensus !== null && (
          <Agreed axis={axis} time={consensus.time} width={width} height={height} />
        )}
        {shown.rows.map((row) => (
          <TimesRow key={row.item.key} row={row} width={width} />
        ))}
      </svg>
    </div>
  );
}

/** Both ends in words; where there is no room for both over the axis, the first one begins before it. */
function Ends({ axis, width }: { readonly axis: Axis; readonly width: number }) {
  const [first, last] = [new Date(axis.firstMs).toISOString(), new Date(axis.lastMs).toISOString()];
  return (
    <>
      <text className="times-end" x={Math.max(0, Math.min(NAMES, width - 2 * END - 12))} y={12}>
        {inUtc(first)}
      </text>
      {first !== last && (
        <text className="times-end" x={width} y={12} textAnchor="end">
          {inUtc(last)}
        </text>
      )}
    </>
  );
}

interface AgreedProps {
  readonly axis: Axis;
  readonly time: string;
  readonly width: number;
  readonly height: number;
}

function Agreed({ axis, time, width, height }: AgreedProps) {
  const { at, beyond } = placeOn(axis, Date.parse(time));
  const x = xOf(at, width);
  return beyond === null ? <line className="times-agreed" x1={x} x2={x} y1={19} y2={height} /> : null;
}

interface TimesRowProps {
  readonly row: NamedRow<FigureRow>;
  readonly width: number;
}

function TimesRow({ row: { item: row, lines, top, height }, width }: TimesRowProps) {
  const y = TOP + top + height / 2;
  return (
    <g className={`times-row ${doubtClass(row.finding)}`}>
      <line className="time-rail" x1={NAMES} x2={width} y1={y} y2={y} />
      <text className="time-name" textAnchor="end">
        {lineYs(lines, y).map(([line, at]) => (
          <tspan key={at} x={NAMES - 14} y={at}>
            {line}
          </tspan>
        ))}
      </text>
      {withoutRepeats(row.times).map((time) => (
        <TimeMark key={lookOf(time)} row={time} width={width} y={y} />
      ))}
    </g>
  );
}

/** Marks that would lie on each other are drawn once. */
function withoutRepeats(times: readonly TimeRow[]): readonly TimeRow[] {
  return [...new Map(times.map((row) => [lookOf(row), row] as const)).values()];
}

const lookOf = ({ at, finding, time }: TimeRow): string => `${at} ${finding?.rule ?? ''} ${time.bound}`;

const doubtClass = (finding: TimeRow['finding']): string =>
  finding === null ? '' : `time-doubted severity-${finding.severity}`;

function TimeMark({ row, width, y }: { readonly row: TimeRow; readonly width: number; readonly y: number }) {
  const x = xOf(row.at, width);
  const reach = row.reach * (width - NAMES);
  const local = row.time.clock === 'local' ? 'time-local' : '';
  return (
    <g className={`time-row ${doubtClass(row.finding)} ${local}`}>
      {reach > 3 && row.beyond === null && (
        <line className="time-whisker" x1={Math.max(NAMES, x - reach)} x2={Math.min(width, x + reach)} y1={y} y2={y} />
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
