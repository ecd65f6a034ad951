import { list } from '../../../../shared/wording/window/workbench';
import { GridHeadCell, RowGroup } from '../../components/grid-parts';
import { desk, type SortKey, withSort } from '../../state/desk';

interface HeadColumn {
  readonly key: Exclude<keyof typeof list.columns, 'choose'>;
  readonly sort: SortKey | null;
}

const columns: readonly HeadColumn[] = [
  { key: 'severity', sort: 'severity' },
  { key: 'ref', sort: 'ref' },
  { key: 'received', sort: 'received' },
  { key: 'from', sort: 'from' },
  { key: 'subject', sort: 'subject' },
  { key: 'exhibit', sort: null },
];

/** The heads of the columns; a click sorts, a second one turns the order around. */
export function ListHead({ sort, descending }: { readonly sort: SortKey; readonly descending: boolean }) {
  const order = descending ? 'descending' : 'ascending';
  return (
    <RowGroup className="list-head">
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row of heads is passed over; its buttons are not */}
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual */}
      <div role="row" aria-rowindex={1} className="list-head-row">
        <GridHeadCell className="cell-choose">
          <span className="visually-hidden">{list.columns.choose}</span>
        </GridHeadCell>
        {columns.map(({ key, sort: by }) => (
          <GridHeadCell
            key={key}
            className={`cell-${key}`}
            sorted={by === sort ? order : by === null ? undefined : 'none'}
          >
            {by === null ? (
              list.columns[key]
            ) : (
              <button type="button" className="sort-button" onClick={() => desk.update((state) => withSort(state, by))}>
                <span className={key === 'severity' ? 'visually-hidden' : undefined}>{list.columns[key]}</span>
                {key === 'severity' && <span aria-hidden="true">!</span>}
                <span aria-hidden="true" className="sort-mark">
                  {by === sort ? (descending ? '↓' : '↑') : ''}
                </span>
              </button>
            )}
          </GridHeadCell>
        ))}
      </div>
    </RowGroup>
  );
}
