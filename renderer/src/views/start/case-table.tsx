import type { RecentCase } from '../../../../shared/contract/case-info';
import { start } from '../../../../shared/wording/window/start';
import { openRecentCase } from '../../actions/case-actions';
import { Button } from '../../components/button';
import { DataTable, type TableColumn } from '../../components/data-table';
import { inUtc } from '../../format/time';
import { orderedCases } from './model';

const columns: readonly TableColumn<RecentCase>[] = [
  {
    id: 'name',
    name: start.columns.name,
    kind: 'prose',
    cell: (row) => (
      <div className="case-name">
        <Button
          kind="link"
          disabled={!row.present}
          label={start.openNamed(row.name)}
          onPress={() => openRecentCase(row.id)}
        >
          {row.name}
        </Button>
        <span className="meta">{row.path}</span>
      </div>
    ),
  },
  { id: 'number', name: start.columns.number, cell: ({ number }) => <Short text={number} /> },
  { id: 'opened', name: start.columns.opened, kind: 'stamp', cell: (row) => inUtc(row.lastOpened) },
  {
    id: 'state',
    name: start.columns.state,
    cell: (row) =>
      row.present ? <Short text={start.present} /> : <span className="case-missing">{start.missing}</span>,
  },
];

/** Longer texts than this may break. */
const SHORT = 24;

/** A short text stays on its line, hyphens or not. */
function Short({ text }: { readonly text: string }) {
  return text.length > SHORT ? text : <span className="case-short">{text}</span>;
}

/** The cases of this profile as a plain list. */
export function CaseTable({ cases }: { readonly cases: readonly RecentCase[] }) {
  if (cases.length === 0) {
    return <p className="start-empty muted">{start.noCases}</p>;
  }
  return <DataTable label={start.recentCases} columns={columns} rows={orderedCases(cases)} keyOf={(row) => row.id} />;
}
