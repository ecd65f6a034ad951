import { commandNames, palette, paneKeys } from '../../../../shared/wording/window/commands';
import { commands } from '../../commands/registry';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';

interface KeyRow {
  readonly keys: string;
  readonly name: string;
}

const columns: readonly TableColumn<KeyRow>[] = [
  { id: 'keys', name: palette.keysTitle, cell: (row) => <span className="key">{row.keys}</span> },
  { id: 'name', name: palette.keysFor, cell: (row) => row.name },
];

/** All keys, those of the panes first. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const rows: readonly KeyRow[] = [
    ...paneKeys.map(({ keys, name, where }) => ({ keys, name: `${where}: ${name}` })),
    ...commands
      .filter((command) => command.keys.length > 0)
      .map((command) => ({ keys: command.keys.join('  '), name: commandNames[command.id] })),
  ];
  return (
    <Dialog title={palette.keysTitle} onClose={onClose}>
      <p className="dialog-lead">{palette.keysLead}</p>
      <DataTable label={palette.keysTitle} columns={columns} rows={rows} keyOf={(row) => row.keys + row.name} />
    </Dialog>
  );
}
