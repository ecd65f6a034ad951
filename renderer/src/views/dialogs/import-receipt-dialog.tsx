import type { Evidence } from '../../../../shared/contract/model';
import type { ImportResult } from '../../../../shared/contract/outcomes';
import { packetSentence } from '../../../../shared/wording/received-packet';
import { common } from '../../../../shared/wording/window/common';
import { receipt } from '../../../../shared/wording/window/evidence';
import { Button } from '../../components/button';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';
import { MailText } from '../../components/mail-text';
import { grouped, readableBytes } from '../../format/numbers';
import { term } from '../../format/query';
import { desk, withQuery } from '../../state/desk';

import './verification-dialog.css';

interface ImportReceiptDialogProps {
  readonly result: ImportResult;
  readonly onClose: () => void;
}

const columns: readonly TableColumn<Evidence>[] = [
  { id: 'number', name: receipt.columns.number, cell: (item) => item.number, kind: 'stamp' },
  { id: 'name', name: receipt.columns.name, cell: (item) => <MailText text={item.name} /> },
  { id: 'format', name: receipt.columns.format, cell: (item) => item.format },
  { id: 'messages', name: receipt.columns.messages, cell: (item) => grouped(item.messages), kind: 'number' },
  { id: 'bytes', name: receipt.columns.bytes, cell: (item) => readableBytes(item.bytes), kind: 'number' },
  { id: 'sha256', name: receipt.columns.sha256, cell: (item) => item.sha256, kind: 'evidence' },
];

/** What was taken in, and everything that was not read, each with its reason. */
export function ImportReceiptDialog({ result, onClose }: ImportReceiptDialogProps) {
  const { evidence, messages, seconds, cancelled } = result;
  const [only] = evidence;
  const show = (): void => {
    onClose();
    const query = evidence.length === 1 && only !== undefined ? term('evidence', only.number) : '';
    desk.update((state) => withQuery(state, query));
  };
  return (
    <Dialog
      title={cancelled ? receipt.cancelledTitle : receipt.title}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common.close}</Button>
          <Button kind="primary" onPress={show}>
            {receipt.show}
          </Button>
        </>
      }
    >
      <p>{receipt.counts(grouped(evidence.length), grouped(messages), seconds.toFixed(1))}</p>
      {evidence.map(({ number, sameAs }) =>
        typeof sameAs === 'string' ? <p key={number}>{receipt.sameAs(number, sameAs)}</p> : null,
      )}
      {evidence.map(({ number, packet }) =>
        packet === undefined ? null : (
          <p key={number} className={packet.intact ? 'verdict verdict-ok' : 'verdict verdict-failed'}>
            {number}: {packetSentence(packet)}
          </p>
        ),
      )}
      {cancelled && <p className="muted">{receipt.cancelled}</p>}
      <DataTable label={receipt.title} columns={columns} rows={evidence} keyOf={(item) => item.number} />
      <SetAside evidence={evidence} />
    </Dialog>
  );
}

interface SetAsideRow {
  readonly key: string;
  readonly where: string;
  readonly reason: string;
}

const setAsideColumns: readonly TableColumn<SetAsideRow>[] = [
  { id: 'where', name: receipt.where, cell: (row) => <MailText text={row.where} />, kind: 'evidence' },
  { id: 'reason', name: receipt.reason, cell: (row) => row.reason },
];

function SetAside({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const rows = evidence.flatMap((item) =>
    item.setAside.map(({ where, reason }, index) => ({
      key: `${item.number} ${index}`,
      where: where === '' ? item.number : `${item.number}: ${where}`,
      reason,
    })),
  );
  if (rows.length === 0) {
    return <p className="muted">{receipt.nothingSetAside}</p>;
  }
  return (
    <section className="dialog-section">
      <h3>
        {receipt.setAside} <span className="muted">{grouped(rows.length)}</span>
      </h3>
      <p className="muted">{receipt.setAsideLead}</p>
      <DataTable label={receipt.setAside} columns={setAsideColumns} rows={rows} keyOf={(row) => row.key} />
    </section>
  );
}
