import { memo } from 'react';
import type { MessageRow as Row } from '../../../../shared/contract/model';
import { common } from '../../../../shared/wording/window/common';
import { severityNames } from '../../../../shared/wording/window/severity';
import { list } from '../../../../shared/wording/window/workbench';
import { GridCell } from '../../components/grid-parts';
import { MailText } from '../../components/mail-text';
import { SeverityMark } from '../../components/severity-mark';
import { utcMinutes } from '../../format/time';
import { senderName, strongest } from './row-model';

interface MessageRowProps {
  readonly row: Row | undefined;
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly open: boolean;
  readonly selected: boolean;
}

/** One row of the grid; a row that is still on its way keeps its place. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { row } = props;
  const judged = row !== undefined && (row.assessed > 0 || row.annotations > 0);
  const states = [
    props.active ? 'row-active' : '',
    props.open ? 'row-open' : '',
    props.selected ? 'row-selected' : '',
    judged ? 'row-judged' : '',
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has one tab stop and names its active row
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <div
      role="row"
      id={props.id}
      data-index={props.index}
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      className={`message-row ${states.join(' ')}`}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <Cells row={row} selected={props.selected} />
    </div>
  );
});

function Cells({ row, selected }: { readonly row: Row | undefined; readonly selected: boolean }) {
  if (row === undefined) {
    return (
      <GridCell className="cell-waiting" span={7}>
        {common.loading}
      </GridCell>
    );
  }
  return (
    <>
      <GridCell className="cell-choose" chooses>
        <span className={selected ? 'choose-box choose-box-on' : 'choose-box'} />
      </GridCell>
      <GridCell className="cell-severity">
        <Strongest row={row} />
      </GridCell>
      <GridCell className="cell-ref">{row.ref}</GridCell>
      <GridCell className="cell-received">
        {row.received === null ? <span className="muted">{list.notDated}</span> : utcMinutes(row.received)}
      </GridCell>
      <GridCell className="cell-from" title={row.from}>
        {row.from === '' ? <span className="muted">{common.noSender}</span> : <MailText text={senderName(row.from)} />}
      </GridCell>
      <GridCell className="cell-subject">
        {row.subject === '' ? (
          <span className="muted">{common.noSubject}</span>
        ) : (
          <MailText text={row.subject.slice(0, 400)} />
        )}
      </GridCell>
      <GridCell className="cell-exhibit">{row.exhibit}</GridCell>
    </>
  );
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
