import type { MessageView } from '../../../../../shared/contract/model';
import { agreementWords, boundWords, ownerWords, timeName } from '../../../../../shared/wording/times';
import { times as words } from '../../../../../shared/wording/window/message';
import { Button } from '../../../components/button';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { MailText } from '../../../components/mail-text';
import { SeverityMark } from '../../../components/severity-mark';
import { grouped } from '../../../format/numbers';
import { duration, inUtc } from '../../../format/time';
import { desk, showingHeaders } from '../../../state/desk';
import { SaveFigure } from '../save-figure';
import { ConsensusFacts } from './consensus';
import { HashLock } from './hash-lock';
import { type TimeRow, timeRows } from './model';
import { TimesFigure } from './times-figure';
import './view.css';

/** Every time found in the message, on one axis and as a table. */
export function TimesView({ message }: { readonly message: MessageView }) {
  const rows = timeRows(message.times, message.findings);
  if (rows.length === 0) {
    return <EmptyState title={words.empty} />;
  }
  return (
    <div className="tab-page">
      {message.consensus !== null && <ConsensusFacts consensus={message.consensus} />}
      {message.hashLocks > 0 && <HashLock messageRef={message.ref} />}
      <div className="figure-place">
        <TimesFigure rows={rows} consensus={message.consensus} />
        {rows.some((row) => row.time.clock === 'local') && <p className="meta">{words.localMark}</p>}
        {rows.some((row) => row.time.bound !== 'equality') && <p className="meta">{words.edge}</p>}
        <SaveFigure messageRef={message.ref} name="times" title={words.figure} />
      </div>
      <div className="times-table">
        <DataTable
          label={words.table}
          columns={columns}
          rows={rows}
          keyOf={(row) => `${row.time.kind} ${row.time.start} ${row.time.end} ${row.time.time}`}
        />
      </div>
    </div>
  );
}

const columns: readonly TableColumn<TimeRow>[] = [
  { id: 'kind', name: words.columns.kind, kind: 'prose', cell: (row) => <HowRead row={row} /> },
  { id: 'time', name: words.columns.time, kind: 'stamp', cell: ({ time }) => <When time={time} /> },
  { id: 'clock', name: words.whose, kind: 'prose', cell: ({ time }) => <Whose time={time} /> },
];

/** A time found by a search is given to the microsecond, as its text proves it. */
function When({ time }: { readonly time: TimeRow['time'] }) {
  const shown = time.clock === 'utc' ? inUtc(time.time) : inUtc(time.time).slice(0, 19);
  return (
    <>
      {time.bound !== 'equality' && <span className="muted">{boundWords[time.bound]} </span>}
      <span className="evidence">
        {time.preimage === null ? shown : time.time.replace('T', ' ').replace('Z', ' +00:00')}
      </span>
      <span className="time-detail">{words.precision(duration(time.precisionSeconds))}</span>
    </>
  );
}

/** Who kept the clock, and how well such times agreed on honest mail. */
function Whose({ time }: { readonly time: TimeRow['time'] }) {
  return (
    <>
      {ownerWords[time.whose]} <span className="muted">{time.clock === 'utc' ? words.utc : words.local}</span>
      {time.agreement !== null && <span className="time-detail">{agreementWords(time)}</span>}
    </>
  );
}

/** The decoder, where it looked, and the finding that doubts the time. */
function HowRead({ row }: { readonly row: TimeRow }) {
  const { time, finding } = row;
  return (
    <>
      {timeName(time.kind)}{' '}
      {time.source !== time.kind && (
        <span className="muted">
          {words.columns.source} <MailText text={time.source} />
        </span>
      )}
      {time.preimage !== null && <span className="evidence time-preimage">{words.preimage(time.preimage)}</span>}
      {time.whose !== 'mailbox' && (
        <span className="time-detail">
          {words.columns.bytes} <ShowBytes start={time.start} end={time.end} />
        </span>
      )}
      {time.kind.includes('.') && <span className="evidence time-detail">{time.kind}</span>}
      {finding !== null && <Doubt finding={finding} />}
    </>
  );
}

function ShowBytes({ start, end }: { readonly start: number; readonly end: number }) {
  const range = `${grouped(start)}–${grouped(end)}`;
  return (
    <Button
      kind="link"
      label={words.show(range)}
      onPress={() => desk.update((state) => showingHeaders(state, { span: { start, end } }))}
    >
      {range}
    </Button>
  );
}

function Doubt({ finding }: { readonly finding: NonNullable<TimeRow['finding']> }) {
  return (
    <button
      type="button"
      className="button button-link time-doubt"
      onClick={() => desk.update((state) => showingHeaders(state, { rule: finding.rule }))}
    >
      <SeverityMark severity={finding.severity} /> {finding.title}
    </button>
  );
}
