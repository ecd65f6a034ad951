import type { Overview } from '../../../../shared/contract/overview';
import { overview as words } from '../../../../shared/wording/window/overview';
import { SvgAside, SvgButton } from '../../components/svg-button';
import { grouped } from '../../format/numbers';
import { FigureFrame } from './figure-frame';
import { axisTicks, type Bucket, bucketName, bucketQuery, labelled } from './model';

const HEIGHT = 190;
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 8, 18, 26];
const PLOT = HEIGHT - TOP - BOTTOM;
/** Room of one name below the axis, in pixels. */
const NAME = 86;
/** Few bars carry their numbers. */
const NUMBERED = 26;

interface TimeFigureProps {
  readonly times: Overview['times'];
  readonly onPress: (query: string) => void;
}

/** Bars one beside the other, with round numbers at the left and the days below. */
export function TimeFigure({ times, onPress }: TimeFigureProps) {
  const { buckets, unit } = times;
  const ticks = axisTicks(Math.max(...buckets.map(({ messages }) => messages)));
  const top = ticks.at(-1) ?? 1;
  const yOf = (count: number): number => TOP + PLOT * (1 - count / top);
  return (
    <FigureFrame label={words.times}>
      {(width) => {
        const step = (width - LEFT - RIGHT) / buckets.length;
        const every = labelled(buckets.length, (width - LEFT - RIGHT) / NAME);
        const marks = (
          <>
            <CountAxis ticks={ticks} yOf={yOf} width={width} />
            {buckets.map((bucket, index) => (
              <TimeBar
                key={bucket.start}
                bucket={bucket}
                name={bucketName(unit, bucket)}
                isNamed={index % every === 0}
                isNumbered={buckets.length <= NUMBERED}
                x={LEFT + index * step}
                width={step}
                y={yOf(bucket.messages)}
                onPress={onPress}
              />
            ))}
          </>
        );
        return { height: HEIGHT, marks };
      }}
    </FigureFrame>
  );
}

interface CountAxisProps {
  readonly ticks: readonly number[];
  readonly yOf: (count: number) => number;
  readonly width: number;
}

function CountAxis({ ticks, yOf, width }: CountAxisProps) {
  return ticks.map((tick) => (
    <SvgAside key={tick}>
      <line
        className={tick === 0 ? 'figure-base' : 'figure-rule'}
        x1={LEFT}
        x2={width - RIGHT}
        y1={yOf(tick)}
        y2={yOf(tick)}
      />
      <text className="figure-number" x={LEFT - 8} y={yOf(tick) + 4} textAnchor="end">
        {grouped(tick)}
      </text>
    </SvgAside>
  ));
}

interface TimeBarProps {
  readonly bucket: Bucket;
  readonly name: string;
  readonly isNamed: boolean;
  readonly isNumbered: boolean;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly onPress: (query: string) => void;
}

function TimeBar({ bucket, name, isNamed, isNumbered, x, width, y, onPress }: TimeBarProps) {
  const { messages } = bucket;
  const base = TOP + PLOT;
  const gap = width > 6 ? 2 : width > 3 ? 1 : 0;
  /** However few there are beside the others, a bar is seen. */
  const high = Math.max(2, base - y);
  return (
    <>
      {isNamed && (
        <SvgAside>
          <line className="figure-base" x1={x + 0.5} x2={x + 0.5} y1={base} y2={base + 4} />
          <text className="figure-name" x={x} y={base + 17}>
            {name}
          </text>
        </SvgAside>
      )}
      {messages > 0 && (
        <SvgButton
          className="figure-bar"
          label={words.bar(name, words.messages(grouped(messages)))}
          onPress={() => onPress(bucketQuery(bucket))}
        >
          <rect className="figure-hit" x={x} y={TOP} width={width} height={PLOT} />
          <rect
            className="figure-fill"
            x={x + gap / 2}
            y={base - high}
            width={Math.max(1, width - gap)}
            height={high}
          />
          {isNumbered && (
            <text className="figure-number" x={x + width / 2} y={base - high - 4} textAnchor="middle">
              {grouped(messages)}
            </text>
          )}
        </SvgButton>
      )}
    </>
  );
}
