import type { VoterFilePreview } from '../../../../shared/contract/voter-files';
import { COLUMN_NAMES, voterWords } from '../../../../shared/wording/voter-files';
import { votersPage as words } from '../../../../shared/wording/window/voters';
import { Button } from '../../components/button';
import { DataTable, type TableColumn } from '../../components/data-table';
import { MailText } from '../../components/mail-text';
import { readableBytes } from '../../format/numbers';
import { lookups, withoutFile } from '../../state/lookups';

const COLUMNS: readonly TableColumn<VoterFilePreview>[] = [
  { id: 'name', name: words.chosenColumns.name, kind: 'evidence', cell: ({ name }) => <MailText text={name} /> },
  {
    id: 'bytes',
    name: words.chosenColumns.bytes,
    kind: 'number',
    cell: ({ bytes, problem }) => (problem === null ? readableBytes(bytes) : ''),
  },
  { id: 'read', name: words.chosenColumns.read, kind: 'prose', cell: (file) => <ReadAs file={file} /> },
  {
    id: 'remove',
    name: words.chosenColumns.remove,
    isNameHidden: true,
    cell: ({ token, name }) => (
      <Button
        kind="link"
        label={words.removeNamed(name)}
        onPress={() => lookups.update((state) => withoutFile(state, token))}
      >
        {words.remove}
      </Button>
    ),
  },
];

/** The files that were chosen, with what their columns are taken for before anything is compared. */
export function ChosenFiles({ files }: { readonly files: readonly VoterFilePreview[] }) {
  return files.length === 0 ? (
    <p>{words.noFiles}</p>
  ) : (
    <DataTable label={words.files} columns={COLUMNS} rows={files} keyOf={({ token }) => token} />
  );
}

function ReadAs({ file: { problem, layout, columns } }: { readonly file: VoterFilePreview }) {
  if (problem !== null) {
    return <p className="problem">{problem}</p>;
  }
  return (
    <>
      {layout !== null && <p className="muted">{voterWords.layouts[layout]}</p>}
      <ReadColumns columns={columns} />
    </>
  );
}

/** Each column by its number in the file and what it was taken for. */
export function ReadColumns({ columns }: Pick<VoterFilePreview, 'columns'>) {
  return <p>{columns.map(({ kind, column }) => words.column(column, COLUMN_NAMES[kind])).join(' · ')}</p>;
}
