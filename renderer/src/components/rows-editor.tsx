import type { ReactNode } from 'react';
import { briefingFields as words } from '../../../shared/wording/window/briefing';
import { Button } from './button';
import './rows-editor.css';

/** What a row is shown by: its place, and how it is changed. */
export type RowView<R> = (row: R, change: (row: R) => void, index: number) => readonly ReactNode[];

interface RowsEditorProps<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly string[];
  readonly cells: RowView<R>;
  readonly fresh: () => R;
  readonly onChange: (rows: R[]) => void;
  readonly max?: number;
}

/** A short table that is filled in: rows are changed in place, added at the end, taken away one by one. */
export function RowsEditor<R>({ label, rows, columns, cells, fresh, onChange, max = 200 }: RowsEditorProps<R>) {
  return (
    <section className="rows-editor" aria-label={label}>
      <h4 className="rows-name">{label}</h4>
      {rows.length > 0 && (
        <table className="rows-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{words.removeShort}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const change = (changed: R): void => onChange(rows.with(index, changed));
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own; its place is what it is known by
                <tr key={index}>
                  {cells(row, change, index).map((cell, at) => (
                    <td key={columns[at]}>{cell}</td>
                  ))}
                  <td>
                    <Button
                      kind="link"
                      label={words.remove(label, index + 1)}
                      onPress={() => onChange(rows.toSpliced(index, 1))}
                    >
                      {words.removeShort}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <div>
        <Button label={words.add(label)} disabled={rows.length >= max} onPress={() => onChange([...rows, fresh()])}>
          {words.addShort}
        </Button>
      </div>
    </section>
  );
}

interface CellProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'number';
}

/** A field inside of a row; the column's name stands above. */
export function Cell({ label, value, onChange, type = 'text' }: CellProps) {
  return (
    <input
      className="field-control"
      aria-label={label}
      type={type}
      min={type === 'number' ? 0 : undefined}
      maxLength={type === 'text' ? 500 : undefined}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
