import type { CustodyEntryView } from '../../../../shared/contract/case-info';
import { custody } from '../../../../shared/wording/window/handover';
import { MailText } from '../../components/mail-text';
import { grouped } from '../../format/numbers';
import { asWritten } from '../../format/time';
import { type LedgerRow, ledgerRows } from './model';
import './ledger.css';

interface LedgerProps {
  readonly entries: readonly CustodyEntryView[];
  /** Whether these are all entries of the journal: only then a jump in the numbers means something. */
  readonly whole: boolean;
}

/** One line an act; the chain is drawn between the lines. A few acts stand in a narrow pane: who and hash below what was done. */
export function Ledger({ entries, whole }: LedgerProps) {
  const rows = ledgerRows(entries, whole);
  return (
    <table className="ledger">
      <caption className="visually-hidden">{custody.title}</caption>
      <thead>
        <tr>
          <th scope="col" className="ledger-seq">
            {custody.columns.entry}
          </th>
          {whole && (
            <th scope="col">
              <span className="visually-hidden">{custody.linked}</span>
            </th>
          )}
          <th scope="col">{custody.columns.time}</th>
          <th scope="col">{custody.columns.sentence}</th>
          {whole && <th scope="col">{custody.columns.actor}</th>}
          {whole && <th scope="col">{custody.columns.hash}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <LedgerLine
            key={row.entry.seq}
            row={row}
            first={index === 0}
            last={index === rows.length - 1}
            whole={whole}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LedgerLineProps {
  readonly row: LedgerRow;
  readonly first: boolean;
  readonly last: boolean;
  readonly whole: boolean;
}

function LedgerLine({ row, first, last, whole }: LedgerLineProps) {
  const { entry, missingBefore } = row;
  return (
    <>
      {missingBefore !== null && (
        <tr className="ledger-broken">
          <td colSpan={6}>{custody.gap(missingBefore)}</td>
        </tr>
      )}
      <tr>
        <td className="ledger-seq">{grouped(entry.seq)}</td>
        {whole && (
          <td className={chainClass(!first && missingBefore === null, !last)}>
            <Link />
          </td>
        )}
        <td className="ledger-time">{asWritten(entry.time)}</td>
        <td className="ledger-sentence">
          <MailText text={entry.sentence} />
          {!whole && (
            <p className="muted">
              {entry.actor} ·{' '}
              <span className="ledger-hash" title={entry.hash}>
                {entry.hash.slice(0, 12)}
              </span>
            </p>
          )}
        </td>
        {whole && <td className="ledger-actor">{entry.actor}</td>}
        {whole && (
          <td className="ledger-hash" title={entry.hash}>
            {entry.hash.slice(0, 12)}
          </td>
        )}
      </tr>
    </>
  );
}

/** The line of the chain runs to the entry above, to the one below, or to both. */
function chainClass(up: boolean, down: boolean): string {
  const parts = ['ledger-chain', up ? 'chain-up' : '', down ? 'chain-down' : ''];
  return parts.filter((part) => part !== '').join(' ');
}

/** A link of the chain. */
function Link() {
  return (
    <svg className="ledger-link" viewBox="0 0 12 16" width="12" height="16" aria-hidden="true">
      <rect x="2.5" y="1.5" width="7" height="13" rx="3.5" />
    </svg>
  );
}
