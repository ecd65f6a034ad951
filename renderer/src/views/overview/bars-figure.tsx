import { overview as words } from '../../../../shared/wording/window/overview';
import { SeverityMark } from '../../components/severity-mark';
import { SvgAside, SvgButton } from '../../components/svg-button';
import { clipped } from '../../format/clipped';
import { grouped } from '../../format/numbers';
import { visibleString } from '../../format/visible-text';
import { FigureFrame } from './figure-frame';
import { axisTicks, type Bar } from './model';

const ROW = 24;
const BOTTOM = 22;
/** Room for the number behind a bar. */
const NUMBER = 58;
/** Average width of a character of the names, in pixels. */
const CHARACTER = 5.9;

interface BarsFigureProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly onPress: (query: string) => void;
}

/** Bars one below the other, each with its name and its number, over an axis of round numbers. */
export function BarsFigure({ label, bars, onPress }: BarsFigureProps) {
  const ticks = axisTicks(Math.max(...bars.map(({ count }) => count)));
  const top = ticks.at(-1) ?? 1;
  const base = bars.length * ROW;
  return (
    <FigureFrame label={label} height={base + BOTTOM}>
      {(width) => {
        const left = Math.min(330, width * 0.42);
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
            {bars.map((bar, index) => (
              <g key={bar.key} transform={`translate(0 ${index * ROW})`}>
                <SvgButton
                  className="figure-bar"
                  label={words.bar(visibleString(bar.name), words.messages(grouped(bar.count)))}
                  onPress={() => onPress(bar.query)}
                >
                  <rect className="figure-hit" width={width} height={ROW} />
                  <rect
                    className="figure-fill"
                    x={left}
                    y={5}
                    width={Math.max(2, lengthOf(bar.count))}
                    height={ROW - 10}
                  />
                </SvgButton>
                <BarNames bar={bar} left={left} end={left + lengthOf(bar.count)} />
              </g>
            ))}
          </>
        );
      }}
    </FigureFrame>
  );
}

interface BarNamesProps {
  readonly bar: Bar;
  /** Where bars begin, and where this one ends, in pixels. */
  readonly left: number;
  readonly end: number;
}

function BarNames({ bar, left, end }: BarNamesProps) {
  return (
    <SvgAside>
      {bar.severity !== null && (
        <g transform="translate(2 6)">
          <SeverityMark severity={bar.severity} decorative />
        </g>
      )}
      <text className="figure-name" x={bar.severity === null ? 2 : 20} y={16}>
        {clipped(visibleString(bar.name), Math.floor((left - 30) / CHARACTER))}
      </text>
      <text className="figure-number" x={end + 8} y={16}>
        {grouped(bar.count)}
      </text>
    </SvgAside>
  );
}
