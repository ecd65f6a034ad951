import {
  type ComparedFileView,
  type ComparedMessage,
  STANDINGS,
  type VoterComparisonView,
} from '../../../../shared/contract/voter-files';
import { votersPage as words } from '../../../../shared/wording/window/voters';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { DataTable, type TableColumn } from '../../components/data-table';
import { MailText } from '../../components/mail-text';
import { Pager } from '../../components/pager';
import { Problem } from '../../components/problem';
import { grouped } from '../../format/numbers';
import { desk, withOpenBeside } from '../../state/desk';
import { lookups } from '../../state/lookups';
import { useStore } from '../../state/store';
import { kindsWithChance, shownStanding } from './model';

const PAGE = 50;

interface ComparedMessagesProps {
  readonly comparison: VoterComparisonView;
  readonly revision: number;
}

/** The messages of one standing, page by page, each with the files that have a row for its recipient. */
export function ComparedMessages({ comparison, revision }: ComparedMessagesProps) {
  const chosen = useStore(lookups, (state) => state.standing);
  const offset = useStore(lookups, (state) => state.offset);
  const standing = shownStanding(chosen, comparison);
  const { value, failure } = useRequest('voters:messages', { standing, offset, limit: PAGE }, revision);
  const { files, standings } = comparison;
  return (
    <section className="place-section" aria-label={words.messages}>
      <h3 className="place-name">{words.messages}</h3>
      <Choice
        label={words.standing}
        value={standing}
        options={STANDINGS.map((one) => [one, words.standings[one](grouped(standings[one]))] as const)}
        onChange={(next) => lookups.update((state) => ({ ...state, standing: next, offset: 0 }))}
      />
      <Problem sentence={failure} />
      {value?.total === 0 && <p className="muted">{words.noneStanding}</p>}
      {value !== null && value.total > 0 && (
        <>
          <div className="lookup-wide voters-messages">
            <DataTable
              label={words.messages}
              columns={standing === 'not-found' ? MESSAGE_ONLY : COLUMNS}
              rows={value.messages.flatMap((message) => rowsOf(message, files))}
              keyOf={({ message, row }) => `${message.ref} ${row?.file ?? ''}`}
            />
          </div>
          {standing !== 'not-found' && <p className="muted place-prose">{words.chanceLead}</p>}
          <Pager
            offset={offset}
            size={PAGE}
            total={value.total}
            onTurn={(next) => lookups.update((state) => ({ ...state, offset: next }))}
            words={words}
          />
        </>
      )}
    </section>
  );
}

interface TableRow {
  readonly message: ComparedMessage;
  /** Of one file; null where no file has a row. */
  readonly row: ComparedMessage['rows'][number] | null;
  readonly file: ComparedFileView | null;
  /** The message's first line says what the message is. */
  readonly isFirst: boolean;
}

/** A line for each file with a row; one line where there is none. */
function rowsOf(message: ComparedMessage, files: readonly ComparedFileView[]): readonly TableRow[] {
  return message.rows.length === 0
    ? [{ message, row: null, file: null, isFirst: true }]
    : message.rows.map((row, at) => ({ message, row, file: files[row.file] ?? null, isFirst: at === 0 }));
}

const MESSAGE_ONLY: readonly TableColumn<TableRow>[] = [
  {
    id: 'message',
    name: words.messageColumns.message,
    cell: ({ message: { ref, subject }, isFirst }) => (
      <div className="voters-message">
        <Button kind="link" label={words.open(ref)} onPress={() => desk.update((state) => withOpenBeside(state, ref))}>
          {ref}
        </Button>
        {isFirst && (
          <p>
            <MailText text={subject} />
          </p>
        )}
      </div>
    ),
  },
];

type Grade = 'exact' | 'normalised' | 'other';

const gradeColumn = (grade: Grade): TableColumn<TableRow> => ({
  id: grade,
  name: words.messageColumns[grade],
  kind: 'prose',
  cell: ({ row, file }) => <Values row={row} file={file} grade={grade} />,
});

const COLUMNS: readonly TableColumn<TableRow>[] = [
  ...MESSAGE_ONLY,
  { id: 'file', name: words.messageColumns.file, cell: ({ row, file }) => <FileName number={row?.file} file={file} /> },
  gradeColumn('exact'),
  gradeColumn('normalised'),
  gradeColumn('other'),
];

function FileName({ number, file }: { readonly number: number | undefined; readonly file: ComparedFileView | null }) {
  return file === null || number === undefined ? null : (
    <div className="voters-file">
      {number + 1} <MailText text={file.name} />
    </div>
  );
}

/** Kinds of values; beside those that agree, what chance finds of each. */
function Values({ row, file, grade }: Pick<TableRow, 'row' | 'file'> & { readonly grade: Grade }) {
  if (row === null || file === null) {
    return null;
  }
  return (
    <ul className="voters-values">
      {kindsWithChance(row[grade], file).map(({ name, share }) => (
        <li key={name}>
          {name} {grade !== 'other' && share !== null && <span className="muted">{share}</span>}
        </li>
      ))}
    </ul>
  );
}
