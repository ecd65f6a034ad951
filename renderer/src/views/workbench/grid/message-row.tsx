import { memo } from 'react';
import type { MessageRow as Row } from '../../../../../shared/contract/model';
import { common } from '../../../../../shared/wording/window/common';
import { GridCell } from '../../../components/grid-parts';
import { CellContent } from './cell-content';
import type { ColumnKey } from './columns';
import { titleOf } from './row-model';

interface MessageRowProps {
  readonly row: Row | undefined;
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly open: boolean;
  readonly selected: boolean;
  readonly columns: readonly ColumnKey[];
  readonly names: ReadonlyMap<string, string>;
}

/** One row of the grid; a row that is still on its way keeps its place. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { row, columns, names, selected } = props;
  const judged = row !== undefined && (row.assessed > 0 || row.annotations > 0);
  const states = [
    props.active ? 'row-active' : '',
    props.open ? 'row-open' : '',
    selected ? 'row-selected' : '',
    judged ? 'row-judged' : '',
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has one tab stop and names its active row
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div
      role="row"
      id={props.id}
      data-index={props.index}
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      className={`message-row ${states.join(' ')}`}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {row === undefined ? (
        <GridCell className="cell-waiting" span={columns.length + 1}>
          {common.loading}
        </GridCell>
      ) : (
        <Cells row={row} selected={selected} columns={columns} names={names} />
      )}
    </div>
  );
});

interface CellsProps extends Pick<MessageRowProps, 'selected' | 'columns' | 'names'> {
  readonly row: Row;
}

function Cells({ row, selected, columns, names }: CellsProps) {
  return (
    <>
      <GridCell className="cell-choose" chooses>
        <span className={selected ? 'choose-box choose-box-on' : 'choose-box'} />
      </GridCell>
      {columns.map((key) => (
        <GridCell key={key} className={`cell-${key}`} title={titleOf(key, row)}>
          <CellContent columnKey={key} row={row} names={names} />
        </GridCell>
      ))}
    </>
  );
}
