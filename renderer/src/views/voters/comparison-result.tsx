import type { ComparedFileView, VoterComparisonView } from '../../../../shared/contract/voter-files';
import { VALUE_NAMES, voterWords } from '../../../../shared/wording/voter-files';
import { votersPage as words } from '../../../../shared/wording/window/voters';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Facts } from '../../components/facts';
import { MailText } from '../../components/mail-text';
import { grouped } from '../../format/numbers';
import { ReadColumns } from './chosen-files';
import { ComparedMessages } from './compared-messages';
import { shareOf } from './model';

interface ComparisonResultProps {
  readonly comparison: VoterComparisonView;
  readonly revision: number;
}

/** What a comparison found: by file, by the files that explain the most, by message. */
export function ComparisonResult({ comparison, revision }: ComparisonResultProps) {
  const { entry, query, messages, unread } = comparison;
  const files = comparison.files.map((file, index) => ({ file, number: index + 1 }));
  return (
    <>
      <section className="place-section" aria-label={words.found}>
        <h3 className="place-name">{words.found}</h3>
        <p>{words.recorded(grouped(messages), words.countFiles(files.length), grouped(entry))}</p>
        {query !== '' && <p className="evidence">{words.ofSearch(query)}</p>}
        {unread > 0 && <p>{voterWords.unread(unread)}</p>}
        <div className="lookup-caveat">
          <h4 className="place-name">{words.means}</h4>
          <p>{voterWords.caveat}</p>
        </div>
        <DataTable label={words.found} columns={FILE_COLUMNS} rows={files} keyOf={({ number }) => String(number)} />
        <p className="muted place-prose">{words.foundLead}</p>
        {files.map((one) => (
          <FileDetails key={one.number} {...one} />
        ))}
        <Cover comparison={comparison} />
      </section>
      <ComparedMessages comparison={comparison} revision={revision} />
    </>
  );
}

interface NumberedFile {
  readonly file: ComparedFileView;
  readonly number: number;
}

const OUTCOMES = ['verbatim', 'normalised', 'partly', 'not-found'] as const;

const FILE_COLUMNS: readonly TableColumn<NumberedFile>[] = [
  { id: 'number', name: words.foundColumns.number, kind: 'number', cell: ({ number }) => number },
  { id: 'name', name: words.foundColumns.name, kind: 'prose', cell: ({ file }) => <FileName file={file} /> },
  { id: 'rows', name: words.foundColumns.rows, kind: 'number', cell: ({ file }) => grouped(file.rows) },
  ...OUTCOMES.map(
    (outcome): TableColumn<NumberedFile> => ({
      id: outcome,
      name: words.foundColumns[outcome],
      kind: 'number',
      cell: ({ file }) => grouped(file.outcomes[outcome]),
    }),
  ),
];

function FileName({ file }: Pick<NumberedFile, 'file'>) {
  return (
    <span className="evidence">
      <MailText text={file.name} />
    </span>
  );
}

type FileValue = ComparedFileView['values'][number] & { readonly judged: number };

const VALUE_COLUMNS: readonly TableColumn<FileValue>[] = [
  { id: 'value', name: words.valueColumns.value, cell: ({ kind }) => VALUE_NAMES[kind] },
  { id: 'exact', name: words.valueColumns.exact, kind: 'number', cell: ({ exact }) => grouped(exact) },
  {
    id: 'normalised',
    name: words.valueColumns.normalised,
    kind: 'number',
    cell: ({ normalised }) => grouped(normalised),
  },
  { id: 'other', name: words.valueColumns.other, kind: 'number', cell: ({ other }) => grouped(other) },
  {
    id: 'chance',
    name: words.valueColumns.chance,
    kind: 'number',
    cell: ({ byChance, judged }) => shareOf(byChance, judged) ?? words.notMeasured,
  },
];

/** What was read of a file, and how its rows agree, value by value. */
function FileDetails({ file, number }: NumberedFile) {
  const { name, sha256, layout, columns, values, chance, setAside } = file;
  const label = words.byValue(`${number} ${name}`);
  return (
    <details className="place-details lookup-details">
      <summary>
        <MailText text={label} />
      </summary>
      <Facts
        facts={[
          { name: words.sha256, value: sha256, evidence: true },
          {
            name: words.layout,
            value: (
              <>
                {voterWords.layouts[layout]}
                <ReadColumns columns={columns} />
              </>
            ),
          },
          ...(setAside === 0 ? [] : [{ name: words.setAside, value: voterWords.setAside(setAside) }]),
        ]}
      />
      {values.length > 0 && (
        <DataTable
          label={label}
          columns={VALUE_COLUMNS}
          rows={values.map((value) => ({ ...value, judged: chance.judged }))}
          keyOf={({ kind }) => kind}
        />
      )}
      <p className="muted">{voterWords.chance(chance.fitted, chance.judged)}</p>
    </details>
  );
}

function Cover({ comparison: { cover } }: Pick<ComparisonResultProps, 'comparison'>) {
  return (
    <div>
      <h4 className="place-name">{words.cover}</h4>
      {cover.length === 0 ? (
        <p>{voterWords.noCover}</p>
      ) : (
        <>
          <p className="muted">{voterWords.coverHead}</p>
          <ol className="lookup-cover">
            {cover.map(({ file, explains, equal }) => (
              <li key={file}>
                {voterWords
                  .coverStep(
                    file + 1,
                    explains,
                    equal.map((one) => one + 1),
                  )
                  .trim()}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
