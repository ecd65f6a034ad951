import { columnHints, list } from '../../../../../shared/wording/window/workbench';
import type { SortKey } from '../../../state/desk';
import { COLUMNS, type ColumnKey } from './columns';

interface HeadContentProps {
  readonly columnKey: ColumnKey;
  /** The arrow of the order; empty where the list is not ordered by this column. */
  readonly mark: string;
  /** Whether Tab stops here. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onSort: (sort: SortKey) => void;
}

/** A button where the column can be ordered by; else a name that can be focused, so that its width can be changed by key. */
export function HeadContent({ columnKey, mark, isStop, onFocus, onSort }: HeadContentProps) {
  const { sort } = COLUMNS[columnKey];
  const shared = {
    'data-head': columnKey,
    tabIndex: isStop ? 0 : -1,
    title: columnHints.head,
    className: 'head-name',
    onFocus,
  };
  if (sort === null) {
    return <span {...shared}>{list.columns[columnKey]}</span>;
  }
  return (
    <button type="button" {...shared} onClick={() => onSort(sort)}>
      <span className={columnKey === 'severity' ? 'visually-hidden' : 'head-text'}>{list.columns[columnKey]}</span>
      {columnKey === 'severity' && <span aria-hidden="true">!</span>}
      <span aria-hidden="true" className="sort-mark">
        {mark}
      </span>
    </button>
  );
}
