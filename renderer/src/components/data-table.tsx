import type { ReactNode } from 'react';
import './data-table.css';

export interface TableColumn<R> {
  readonly id: string;
  readonly name: string;
  /** Where every cell says it again. */
  readonly isNameHidden?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** `stamp`: evidence that never breaks, such as a time or a number; `prose`: takes the room that is left. */
  readonly kind?: 'number' | 'evidence' | 'stamp' | 'prose';
}

interface DataTableProps<R> {
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly rowClass?: (row: R) => string;
}

/** A plain table for short lists: hairlines, tabular figures, a caption for those who cannot see where it stands. */
export function DataTable<R>({ label, columns, rows, keyOf, rowClass }: DataTableProps<R>) {
  return (
    <table className="data-table">
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={column.kind === 'number' ? 'cell-number' : undefined}>
              {column.isNameHidden === true ? <span className="visually-hidden">{column.name}</span> : column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className={rowClass?.(row)}>
            {columns.map((column) => (
              <td key={column.id} className={`cell-${column.kind ?? 'text'}`}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
