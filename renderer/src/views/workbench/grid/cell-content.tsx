import type { MessageRow as Row } from '../../../../../shared/contract/model';
import { common } from '../../../../../shared/wording/window/common';
import { severityNames } from '../../../../../shared/wording/window/severity';
import { list } from '../../../../../shared/wording/window/workbench';
import { MailText } from '../../../components/mail-text';
import { SeverityMark } from '../../../components/severity-mark';
import { grouped, readableBytes } from '../../../format/numbers';
import { utcMinutes } from '../../../format/time';
import type { ColumnKey } from './columns';
import { evidenceOfRef, senderName, strongest } from './row-model';

/** Longer texts are not seen in a cell, and cost time to lay out. */
const SHOWN_TEXT = 400;

interface CellContentProps {
  readonly columnKey: ColumnKey;
  readonly row: Row;
  /** Names of the evidence items by their numbers. */
  readonly names: ReadonlyMap<string, string>;
}

/** What a column shows of a message. */
export function CellContent({ columnKey, row, names }: CellContentProps) {
  switch (columnKey) {
    case 'severity':
      return <Strongest row={row} />;
    case 'ref':
      return row.ref;
    case 'received':
    case 'date':
      return <Time value={row[columnKey]} missing={columnKey === 'received' ? list.notReceived : list.notDated} />;
    case 'from':
      return <People text={row.from} missing={common.noSender} />;
    case 'to':
      return <People text={row.to} missing={list.noRecipient} />;
    case 'subject':
      return <Text text={row.subject} missing={common.noSubject} />;
    case 'exhibit':
      return row.exhibit;
    case 'tags':
      return <span className="examiner-ink">{row.tags.join(', ')}</span>;
    case 'assessed':
      return <span className="examiner-ink">{countOf(row.assessed)}</span>;
    case 'attachments':
      return countOf(row.attachments);
    case 'size':
      return readableBytes(row.bytes);
    case 'evidence':
      return <Text text={names.get(evidenceOfRef(row.ref)) ?? ''} missing="" />;
    case 'messageId':
      return <Text text={row.messageId} missing="" />;
    default:
      return countOf(row.findings[columnKey]);
  }
}

/** Nothing for 0: what is there stands out. */
function countOf(count: number): string {
  return count === 0 ? '' : grouped(count);
}

function Time({ value, missing }: { readonly value: string | null; readonly missing: string }) {
  return value === null ? <span className="muted">{missing}</span> : utcMinutes(value);
}

function People({ text, missing }: { readonly text: string; readonly missing: string }) {
  return <Text text={senderName(text)} missing={missing} />;
}

function Text({ text, missing }: { readonly text: string; readonly missing: string }) {
  return text === '' ? <span className="muted">{missing}</span> : <MailText text={text.slice(0, SHOWN_TEXT)} />;
}

function Strongest({ row }: { readonly row: Row }) {
  if (!row.complete) {
    return (
      <span className="muted" title={list.stillRead}>
        <span aria-hidden="true">…</span>
        <span className="visually-hidden">{list.stillRead}</span>
      </span>
    );
  }
  const top = strongest(row.findings);
  if (top === null) {
    return <span className="visually-hidden">{list.noFindings}</span>;
  }
  return (
    <>
      <SeverityMark severity={top.severity} decorative />
      <span aria-hidden="true" className="severity-count">
        {top.count > 1 ? top.count : ''}
      </span>
      <span className="visually-hidden">{list.severityCount(severityNames[top.severity], top.count)}</span>
    </>
  );
}
