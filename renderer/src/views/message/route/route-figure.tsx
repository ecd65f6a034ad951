import { type PointerEvent, useRef } from 'react';
import type { HopView } from '../../../../../shared/contract/model';
import { route as words } from '../../../../../shared/wording/window/message';
import { useFigureWidth } from '../../../components/use-figure-width';
import { clipped } from '../../../format/clipped';
import { duration, inUtc } from '../../../format/time';
import { visibleString } from '../../../format/visible-text';
import { GAP_TICKS, gapLength, hostLines, type RouteRow } from './model';

const ROW = 66;
const BOUNDARY = 36;
const LINE_X = 216;
const BAR = 140;
const TEXT_X = LINE_X + 18;
/** Pixels of a letter at most: of a host's name, of a smaller word. */
const LETTER = 7.8;
const SMALL_LETTER = 6.4;

/** Where each row begins, with room for the boundary's line. */
function tops(rows: readonly RouteRow[]): readonly number[] {
  return rows.map((_, at) => 26 + at * ROW + rows.slice(0, at).filter((row) => row.boundaryBelow).length * BOUNDARY);
}

/** The vertical timeline: a dot for each hop, a bar for the gap to the hop before it in time. */
export function RouteFigure({
  rows,
  newestFirst,
  trustedHops,
  onWant,
}: {
  readonly rows: readonly RouteRow[];
  readonly newestFirst: boolean;
  readonly trustedHops: number;
  readonly onWant: (trustedHops: number) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const width = useFigureWidth(place);
  const at = tops(rows);
  const last = at.at(-1) ?? 0;
  const height = last + 34;
  const onDown = (event: PointerEvent<SVGSVGElement>): void => {
    const target = event.target;
    if (event.button === 0 && target instanceof Element && target.closest('.route-boundary') !== null) {
      event.currentTarget.setPointerCapture(event.pointerId);
      event.preventDefault();
    }
  };
  const isHeld = (event: PointerEvent<SVGSVGElement>) => event.currentTarget.hasPointerCapture(event.pointerId);
  // Without a hop on one of its sides the boundary lies at an end of the drawing.
  const isTop = trustedHops === (newestFirst ? 0 : rows.length);
  const isAtEnd = trustedHops === 0 || trustedHops === rows.length;
  const start = isAtEnd && isTop ? -24 : 0;
  const bottom = isAtEnd && !isTop ? height + 24 : height;
  const dragTo = (event: PointerEvent<SVGSVGElement>): void => {
    const { top, height: shown } = event.currentTarget.getBoundingClientRect();
    const y = ((event.clientY - top) / Math.max(1, shown)) * (bottom - start) + start;
    const above = at.filter((row) => row < y).length;
    onWant(newestFirst ? above : rows.length - above);
  };
  return (
    <div ref={place}>
      <svg
        className="route-figure"
        viewBox={`0 ${start} ${width} ${bottom - start}`}
        role="img"
        aria-label={words.figure}
        onPointerDown={onDown}
        onPointerMove={(event) => isHeld(event) && dragTo(event)}
      >
        {isAtEnd && <BoundaryLine y={isTop ? -18 : height} width={width} newestFirst={newestFirst} />}
        <line className="route-line" x1={LINE_X} x2={LINE_X} y1={at[0] ?? 0} y2={last} />
        {rows.map((row, index) => (
          <RouteHop key={row.index} row={row} y={at[index] ?? 0} width={width} newestFirst={newestFirst} />
        ))}
      </svg>
    </div>
  );
}

interface RouteHopProps {
  readonly row: RouteRow;
  readonly y: number;
  readonly width: number;
  readonly newestFirst: boolean;
}

function RouteHop({ row, y, width, newestFirst }: RouteHopProps) {
  const { hop } = row;
  const room = width - TEXT_X;
  const hosts = hostLines(hop, Math.floor(room / LETTER));
  return (
    <g className={hop.trusted ? 'route-trusted' : 'route-claimed'}>
      <circle className="route-dot" cx={LINE_X} cy={y} r={hop.trusted ? 5 : 4.5} />
      <text className="route-time" x={LINE_X - 16} y={y + 4} textAnchor="end">
        {hop.time === null ? words.noTime : inUtc(hop.time)}
      </text>
      <text className="route-written" x={LINE_X - 16} y={y + 20} textAnchor="end">
        {clipped(visibleString(hop.timeAsWritten), Math.floor((LINE_X - 16) / SMALL_LETTER))}
      </text>
      <text className="route-host">
        {hosts.map((line, index) => (
          <tspan key={line} x={TEXT_X} y={y + 4 - (hosts.length - 1 - index) * 15}>
            {line}
          </tspan>
        ))}
      </text>
      <text className="route-by" x={TEXT_X} y={y + 20}>
        {clipped(byLine(hop), Math.floor(room / SMALL_LETTER))}
      </text>
      <GapBar seconds={hop.delaySeconds} y={y + (newestFirst ? 33 : -33)} />
      {row.boundaryBelow && <BoundaryLine y={y + ROW - 12} width={width} newestFirst={newestFirst} />}
    </g>
  );
}

/** To the right for time that passed, to the left for a clock that runs backwards. */
function GapBar({ seconds, y }: { readonly seconds: number | null; readonly y: number }) {
  if (seconds === null) {
    return null;
  }
  const length = Math.max(1.5, Math.abs(gapLength(seconds)) * BAR);
  const back = seconds < 0;
  const text = back ? words.gapBackwards(duration(-seconds)) : duration(seconds);
  return (
    <g className={back ? 'gap-back' : 'gap-forth'}>
      {!back && GAP_TICKS.map((tick) => <GapTick key={tick.seconds} seconds={tick.seconds} until={length} y={y} />)}
      <rect x={back ? LINE_X - length : LINE_X} y={y - 4} width={length} height={8} />
      <text x={back ? LINE_X - length - 6 : LINE_X + length + 6} y={y + 4} textAnchor={back ? 'end' : 'start'}>
        {text}
      </text>
    </g>
  );
}

function GapTick({ seconds, until, y }: { readonly seconds: number; readonly until: number; readonly y: number }) {
  const x = gapLength(seconds) * BAR;
  return x < until ? <line className="gap-tick" x1={LINE_X + x} x2={LINE_X + x} y1={y - 6} y2={y + 6} /> : null;
}

function BoundaryLine({ y, width, newestFirst }: Pick<RouteHopProps, 'y' | 'width' | 'newestFirst'>) {
  return (
    <g className="route-boundary">
      <rect className="route-boundary-grip" x={0} y={y - 9} width={width} height={26} />
      <line x1={0} x2={width} y1={y} y2={y} />
      <text x={width} y={y + 14} textAnchor="end">
        {newestFirst ? words.boundary : words.boundaryAbove}
      </text>
    </g>
  );
}

function byLine(hop: HopView): string {
  return [`→ ${visibleString(hop.by)}`, visibleString(hop.protocol)].filter((part) => part !== '').join(' · ');
}
