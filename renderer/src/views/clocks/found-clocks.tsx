import type { ClockSearchView, ClockView } from '../../../../shared/contract/unknown-clocks';
import { clockWords, ENCODING_NAMES } from '../../../../shared/wording/unknown-clocks';
import { oddsOf, clocksPage as words } from '../../../../shared/wording/window/clocks';
import { Button } from '../../components/button';
import { CheckRow } from '../../components/check-row';
import { DataTable, type TableColumn } from '../../components/data-table';
import { MailText } from '../../components/mail-text';
import { grouped } from '../../format/numbers';
import { inUtc } from '../../format/time';
import { desk, showingHeaders, withOpenBeside } from '../../state/desk';
import { lookups } from '../../state/lookups';
import { useStore } from '../../state/store';
import { isKnown, shownClocks } from './model';
import './view.css';

/** What a search for clocks found, with what it means before what it says. */
export function FoundClocks({ search }: { readonly search: ClockSearchView }) {
  const { query, clocks, tried, messages, unread } = search;
  const withKnown = useStore(lookups, (state) => state.withKnown);
  const known = clocks.filter(isKnown).length;
  const shown = shownClocks(search, withKnown);
  return (
    <section className="place-section" aria-label={words.found}>
      <h3 className="place-name">{words.found}</h3>
      {query !== '' && <p className="evidence">{words.ofSearch(query)}</p>}
      <p>{clocks.length === 0 ? clockWords.none(tried, messages) : clockWords.tried(tried, messages)}</p>
      {unread > 0 && <p>{clockWords.unread(unread)}</p>}
      {known > 0 && (
        <CheckRow
          state={withKnown ? 'on' : 'off'}
          onChange={(on) => lookups.update((state) => ({ ...state, withKnown: on }))}
        >
          {words.withKnown(grouped(known))}
        </CheckRow>
      )}
      {clocks.length > 0 && shown.length === 0 && <p>{words.onlyKnown}</p>}
      {shown.length > 0 && (
        <>
          <div className="lookup-caveat">
            <h4 className="place-name">{words.leadOnly}</h4>
            <p>{clockWords.caveat}</p>
          </div>
          <div className="lookup-wide">
            <DataTable
              label={words.found}
              columns={COLUMNS}
              rows={shown}
              keyOf={({ field, encoding }) => `${encoding} ${field}`}
            />
          </div>
        </>
      )}
    </section>
  );
}

const COLUMNS: readonly TableColumn<ClockView>[] = [
  {
    id: 'field',
    name: words.columns.field,
    kind: 'prose',
    cell: ({ field, encoding }) => (
      <>
        <span className="evidence">
          <MailText text={field} />
        </span>
        <p className="muted">{ENCODING_NAMES[encoding] ?? encoding}</p>
      </>
    ),
  },
  {
    id: 'near',
    name: words.columns.near,
    kind: 'number',
    cell: ({ near, messages }) => words.near(grouped(near), grouped(messages)),
  },
  {
    id: 'expected',
    name: words.columns.expected,
    kind: 'number',
    cell: ({ expected }) => expected.toPrecision(2),
  },
  {
    id: 'probability',
    name: words.columns.probability,
    cell: ({ probability }) => <span className="clock-odds">{oddsOf(probability)}</span>,
  },
  { id: 'known', name: words.columns.known, kind: 'number', cell: ({ known }) => grouped(known) },
  {
    id: 'examples',
    name: words.columns.examples,
    cell: ({ examples }) => (
      <ul>
        {examples.map((example) => (
          <li key={`${example.ref} ${example.start}`} className="clock-example">
            <Example example={example} />
          </li>
        ))}
      </ul>
    ),
  },
];

function Example({ example: { ref, time, start, end } }: { readonly example: ClockView['examples'][number] }) {
  const shown = words.example(ref, inUtc(time));
  return (
    <Button
      kind="link"
      label={words.openExample(shown)}
      onPress={() => desk.update((state) => showingHeaders(withOpenBeside(state, ref), { span: { start, end } }))}
    >
      {shown}
    </Button>
  );
}
