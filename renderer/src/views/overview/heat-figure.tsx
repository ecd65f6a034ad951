import { overview as words } from '../../../../shared/wording/window/overview';
import { SeverityMark } from '../../components/severity-mark';
import { SvgAside, SvgButton } from '../../components/svg-button';
import { clipped } from '../../format/clipped';
import { grouped } from '../../format/numbers';
import { term } from '../../format/query';
import { readSeverity } from '../workbench/grid/row-model';
import { FigureFrame } from './figure-frame';
import type { HeatMap, HeatRow } from './model';

const ROW = 24;
const TOP = 22;
const CELL = 52;
const CHARACTER = 5.9;
/** The number in a cell is read on the darkest shade as well. */
const [LIGHTEST, DARKEST] = [0.07, 0.42];

interface HeatFigureProps {
  readonly map: HeatMap;
  readonly onPress: (query: string) => void;
}

/** A row for each rule, a column for each evidence item; every cell says its number, its shade repeats it. */
export function HeatFigure({ map, onPress }: HeatFigureProps) {
  return (
    <FigureFrame label={words.heat} height={TOP + map.rows.length * ROW + 2}>
      {(width) => {
        const left = Math.max(120, Math.min(330, width - map.columns.length * CELL));
        const cell = Math.min(76, (width - left) / map.columns.length);
        return (
          <>
            {map.columns.map((evidence, index) => (
              <SvgAside key={evidence}>
                <text className="figure-name" x={left + (index + 0.5) * cell} y={14} textAnchor="middle">
                  {evidence}
                </text>
              </SvgAside>
            ))}
            {map.rows.map((row, index) => (
              <g key={row.rule.rule} transform={`translate(0 ${TOP + index * ROW})`}>
                <HeatRowName row={row} left={left} />
                <HeatCells row={row} map={map} left={left} cell={cell} onPress={onPress} />
              </g>
            ))}
          </>
        );
      }}
    </FigureFrame>
  );
}

function HeatRowName({ row, left }: { readonly row: HeatRow; readonly left: number }) {
  return (
    <SvgAside>
      <g transform="translate(2 6)">
        <SeverityMark severity={readSeverity(row.rule.severity)} decorative />
      </g>
      <text className="figure-name" x={20} y={16}>
        {clipped(row.rule.title, Math.floor((left - 30) / CHARACTER))}
      </text>
    </SvgAside>
  );
}

interface HeatCellsProps extends HeatFigureProps {
  readonly row: HeatRow;
  readonly left: number;
  readonly cell: number;
}

function HeatCells({ row, map, left, cell, onPress }: HeatCellsProps) {
  const { rule, title } = row.rule;
  return map.columns.map((evidence, index) => {
    const count = row.counts[index] ?? 0;
    const x = left + index * cell;
    if (count === 0) {
      return <rect key={evidence} className="heat-none" x={x + 1} y={1} width={cell - 2} height={ROW - 2} />;
    }
    const share = Math.log1p(count) / Math.log1p(map.most);
    return (
      <SvgButton
        key={evidence}
        className="figure-bar"
        label={words.cell(title, evidence, words.messages(grouped(count)))}
        onPress={() => onPress(`${term('rule', rule)} ${term('evidence', evidence)}`)}
      >
        <rect className="figure-hit" x={x} y={0} width={cell} height={ROW} />
        <rect
          className="heat-cell"
          x={x + 1}
          y={1}
          width={cell - 2}
          height={ROW - 2}
          fillOpacity={LIGHTEST + (DARKEST - LIGHTEST) * share}
        />
        <text className="heat-number" x={x + cell / 2} y={16} textAnchor="middle">
          {grouped(count)}
        </text>
      </SvgButton>
    );
  });
}
