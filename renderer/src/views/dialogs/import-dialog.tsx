import { useState } from 'react';
import type { Output } from '../../../../shared/contract/requests';
import { importing } from '../../../../shared/wording/window/evidence';
import { startImport } from '../../actions/import-actions';
import type { Chosen } from '../../api/desktop';
import { useRequest } from '../../api/use-request';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';
import { MailText } from '../../components/mail-text';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { grouped, readableBytes } from '../../format/numbers';
import { EMPTY_PROVENANCE, ProvenanceFields } from './provenance-fields';
import { useSubmit } from './use-submit';

type PreviewItem = Output<'import:preview'>['items'][number];

const columns: readonly TableColumn<PreviewItem>[] = [
  { id: 'name', name: importing.columns.name, cell: (item) => <MailText text={item.name} /> },
  { id: 'kind', name: importing.columns.kind, cell: (item) => item.kind },
  { id: 'files', name: importing.columns.files, cell: (item) => grouped(item.files), kind: 'number' },
  { id: 'bytes', name: importing.columns.bytes, cell: (item) => readableBytes(item.bytes), kind: 'number' },
];

/** What was brought, before anything is written; then where it came from. */
export function ImportDialog({ items, onClose }: { readonly items: readonly Chosen[]; readonly onClose: () => void }) {
  const tokens = items.map((item) => item.token);
  const preview = useRequest('import:preview', { tokens }, 0);
  const [provenance, setProvenance] = useState(EMPTY_PROVENANCE);
  const submit = useSubmit(async () => {
    if (await startImport(tokens, provenance)) {
      onClose();
    }
  });
  return (
    <Dialog
      title={importing.previewTitle}
      width="wide"
      onClose={onClose}
      onSubmit={submit.run}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy || preview.value === null}>
          {importing.start}
        </SubmitActions>
      }
    >
      <p className="dialog-lead">{importing.previewLead}</p>
      {preview.value === null && preview.failure === null && <p className="muted">{importing.looking}</p>}
      {preview.value !== null && (
        <DataTable
          label={importing.recognised}
          columns={columns}
          rows={preview.value.items}
          keyOf={(item) => `${item.name} ${item.kind} ${item.bytes}`}
        />
      )}
      <ProvenanceFields value={provenance} onChange={setProvenance} />
      <Problem sentence={preview.failure ?? submit.problem} />
    </Dialog>
  );
}
