import { overview as words } from '../../../../shared/wording/window/overview';
import { SvgAside, SvgButton } from '../../components/svg-button';
import { grouped } from '../../format/numbers';
import { term } from '../../format/query';
import { readSeverity } from '../workbench/grid/row-model';
import { FigureFrame } from './figure-frame';
import { figureRows } from './figure-rows';
import type { HeatMap, HeatRow } from './model';
import { RowName } from './row-name';

const TOP = 22;
const CELL = 52;
/** The number in a cell is read on the darkest shade as well. */
const [LIGHTEST, DARKEST] = [0.07, 0.42];

interface HeatFigureProps {
  readonly map: HeatMap;
  readonly onPress: (query: string) => void;
}

/** A row for each rule, a column for each evidence item; every cell says its number, its shade repeats it. */
export function HeatFigure({ map, onPress }: HeatFigureProps) {
  const leftOf = (width: number): number => Math.max(160, Math.min(330, width - map.columns.length * CELL));
  return (
    <FigureFrame label={words.heat}>
      {(width) => {
        const left = leftOf(width);
        const { rows, height } = figureRows(map.rows, ({ rule }) => rule.title, left - 30);
        const cell = Math.min(76, (width - left) / map.columns.length);
        const marks = (
          <>
            {map.columns.map((evidence, index) => (
              <SvgAside key={evidence}>
                <text className="figure-name" x={left + (index + 0.5) * cell} y={14} textAnchor="middle">
                  {evidence}
                </text>
              </SvgAside>
            ))}
            {rows.map((row) => (
              <g key={row.item.rule.rule} transform={`translate(0 ${TOP + row.top})`}>
                <SvgAside>
                  <RowName row={row} severity={readSeverity(row.item.rule.severity)} />
                </SvgAside>
                <HeatCells row={row.item} map={map} left={left} cell={cell} height={row.height} onPress={onPress} />
              </g>
            ))}
          </>
        );
        return { height: TOP + height + 2, marks };
      }}
    </FigureFrame>
  );
}

interface HeatCellsProps extends HeatFigureProps {
  readonly row: HeatRow;
  readonly left: number;
  readonly cell: number;
  readonly height: number;
}

function HeatCells({ row, map, left, cell, height, onPress }: HeatCellsProps) {
  const { rule, title } = row.rule;
  return map.columns.map((evidence, index) => {
    const count = row.counts[index] ?? 0;
    const x = left + index * cell;
    if (count === 0) {
      return <rect key={evidence} className="heat-none" x={x + 1} y={1} width={cell - 2} height={height - 2} />;
    }
    const share = Math.log1p(count) / Math.log1p(map.most);
    return (
      <SvgButton
        key={evidence}
        className="figure-bar"
        label={words.cell(title, evidence, words.messages(grouped(count)))}
        onPress={() => onPress(`${term('rule', rule)} ${term('evidence', evidence)}`)}
      >
        <rect className="figure-hit" x={x} y={0} width={cell} height={height} />
        <rect
          className="heat-cell"
          x={x + 1}
          y={1}
          width={cell - 2}
          height={height - 2}
          fillOpacity={LIGHTEST + (DARKEST - LIGHTEST) * share}
        />
        <text className="heat-number" x={x + cell / 2} y={height / 2 + 4} textAnchor="middle">
          {grouped(count)}
        </text>
      </SvgButton>
    );
  });
}
