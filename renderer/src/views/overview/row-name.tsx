import type { Severity } from '../../../../shared/analysis/rule';
import { SeverityMark } from '../../components/severity-mark';
import type { NamedRow } from '../../format/named-rows';
import { baselines } from './figure-rows';

interface RowNameProps {
  readonly row: NamedRow<unknown>;
  readonly severity: Severity | null;
}

/** A row's name, whole, with its mark before the first line. */
export function RowName({ row, severity }: RowNameProps) {
  const x = severity === null ? 2 : 20;
  const ys = baselines(row);
  return (
    <>
      {severity !== null && (
        <g transform="translate(2 6)">
          <SeverityMark severity={severity} decorative />
        </g>
      )}
      <text className="figure-name">
        {row.lines.map((line, index) => (
          <tspan key={ys[index]} x={x} y={ys[index]}>
            {index < row.lines.length - 1 ? `${line} ` : line}
          </tspan>
        ))}
      </text>
    </>
  );
}
