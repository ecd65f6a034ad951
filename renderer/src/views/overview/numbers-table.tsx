import { useState } from 'react';
import { overview as words } from '../../../../shared/wording/window/overview';
import { DataTable, type TableColumn } from '../../components/data-table';
import { grouped } from '../../format/numbers';

/** Rows of one table; a case can have some hundred thousand pairs of rule and item. */
const MOST_ROWS = 1_000;

interface NumbersTableProps<R> {
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
}

/** The numbers of a picture for those who cannot see it; made when it is opened. */
export function NumbersTable<R>({ label, columns, rows, keyOf }: NumbersTableProps<R>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.table}</summary>
      {isOpen && rows.length > MOST_ROWS && (
        <p className="muted">{words.tableCut(grouped(MOST_ROWS), grouped(rows.length))}</p>
      )}
      {isOpen && <DataTable label={label} columns={columns} rows={rows.slice(0, MOST_ROWS)} keyOf={keyOf} />}
    </details>
  );
}
