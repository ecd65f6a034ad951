import { overview as words } from '../../../../shared/wording/window/overview';
import { SvgAside, SvgButton } from '../../components/svg-button';
import type { NamedRow } from '../../format/named-rows';
import { grouped } from '../../format/numbers';
import { visibleString } from '../../format/visible-text';
import { FigureFrame } from './figure-frame';
import { figureRows } from './figure-rows';
import { axisTicks, type Bar } from './model';
import { RowName } from './row-name';

const BAR = 14;
const BOTTOM = 22;
/** Room for the number behind a bar. */
const NUMBER = 58;

const leftOf = (width: number): number => Math.min(330, width * 0.42);

interface BarsFigureProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly onPress: (query: string) => void;
}

/** Bars one below the other, each with its name and its number, over an axis of round numbers. */
export function BarsFigure({ label, bars, onPress }: BarsFigureProps) {
  const ticks = axisTicks(Math.max(...bars.map(({ count }) => count)));
  const top = ticks.at(-1) ?? 1;
  return (
    <FigureFrame label={label}>
      {(width) => {
        const left = leftOf(width);
        const { rows, height: base } = figureRows(bars, ({ name }) => visibleString(name), left - 30);
        const lengthOf = (count: number): number => ((width - left - NUMBER) * count) / top;
        const marks = (
          <>
            {ticks.map((tick) => (
              <SvgAside key={tick}>
                <line
                  className={tick === 0 ? 'figure-base' : 'figure-rule'}
                  x1={left + lengthOf(tick)}
                  x2={left + lengthOf(tick)}
                  y1={0}
                  y2={base}
                />
                <text className="figure-number" x={left + lengthOf(tick)} y={base + 16} textAnchor="middle">
                  {grouped(tick)}
                </text>
              </SvgAside>
            ))}
            {rows.map((row) => (
              <BarRow key={row.item.key} row={row} left={left} width={width} lengthOf={lengthOf} onPress={onPress} />
            ))}
          </>
        );
        return { height: base + BOTTOM, marks };
      }}
    </FigureFrame>
  );
}

interface BarRowProps {
  readonly row: NamedRow<Bar>;
  /** Where bars begin, in pixels. */
  readonly left: number;
  readonly width: number;
  readonly lengthOf: (count: number) => number;
  readonly onPress: (query: string) => void;
}

function BarRow({ row, left, width, lengthOf, onPress }: BarRowProps) {
  const { item: bar } = row;
  const middle = row.height / 2;
  return (
    <g transform={`translate(0 ${row.top})`}>
      <SvgButton
        className="figure-bar"
        label={words.bar(visibleString(bar.name), words.messages(grouped(bar.count)))}
        onPress={() => onPress(bar.query)}
      >
        <rect className="figure-hit" width={width} height={row.height} />
        <rect
          className="figure-fill"
          x={left}
          y={middle - BAR / 2}
          width={Math.max(2, lengthOf(bar.count))}
          height={BAR}
        />
      </SvgButton>
      <SvgAside>
        <RowName row={row} severity={bar.severity} />
        <text className="figure-number" x={left + lengthOf(bar.count) + 8} y={middle + 4}>
          {grouped(bar.count)}
        </text>
      </SvgAside>
    </g>
  );
}
