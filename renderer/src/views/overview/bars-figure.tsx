import { overview as words } from '../../../../shared/wording/window/overview';
import { SvgAside, SvgButton } from '../../components/svg-button';
import { grouped } from '../../format/numbers';
import { visibleString } from '../../format/visible-text';
import { FigureFrame } from './figure-frame';
import { type FigureRow, figureRows } from './figure-rows';
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
  const names = bars.map(({ name }) => visibleString(name));
  const rowsIn = (width: number) => figureRows(names, leftOf(width) - 30);
  return (
    <FigureFrame label={label} height={(width) => rowsIn(width).height + BOTTOM}>
      {(width) => {
        const left = leftOf(width);
        const { rows, height: base } = rowsIn(width);
        const lengthOf = (count: number): number => ((width - left - NUMBER) * count) / top;
        return (
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
            {rows.map((row, index) => {
              const bar = bars[index];
              return (
                bar !== undefined && (
                  <BarRow
                    key={bar.key}
                    bar={bar}
                    row={row}
                    left={left}
                    width={width}
                    lengthOf={lengthOf}
                    onPress={onPress}
                  />
                )
              );
            })}
          </>
        );
      }}
    </FigureFrame>
  );
}

interface BarRowProps {
  readonly bar: Bar;
  readonly row: FigureRow;
  /** Where bars begin, in pixels. */
  readonly left: number;
  readonly width: number;
  readonly lengthOf: (count: number) => number;
  readonly onPress: (query: string) => void;
}

function BarRow({ bar, row, left, width, lengthOf, onPress }: BarRowProps) {
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
