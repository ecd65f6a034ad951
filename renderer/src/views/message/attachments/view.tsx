import type { AttachmentView, MessageView } from '../../../../../shared/contract/model';
import { attachments as words } from '../../../../../shared/wording/window/message';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { MailText } from '../../../components/mail-text';
import { Problem } from '../../../components/problem';
import { grouped } from '../../../format/numbers';

const columns: readonly TableColumn<AttachmentView>[] = [
  {
    id: 'name',
    name: words.name,
    cell: (file) => (file.name === '' ? <span className="muted">{words.unnamed}</span> : <MailText text={file.name} />),
  },
  { id: 'type', name: words.type, cell: (file) => <MailText text={file.type} /> },
  { id: 'size', name: words.size, cell: (file) => grouped(file.bytes), kind: 'number' },
  { id: 'hash', name: words.hash, cell: (file) => file.sha256, kind: 'evidence' },
];

/** Names, types, sizes and hashes of the attachments; nothing can be opened. */
export function AttachmentsView({ message }: { readonly message: MessageView }) {
  const { attachments, bodyProblem } = message;
  if (attachments.length === 0 && bodyProblem === null) {
    return <EmptyState title={words.empty} />;
  }
  return (
    <div className="tab-page">
      <Problem sentence={bodyProblem} />
      <p className="meta">{words.neverOpened}</p>
      <DataTable
        label={words.name}
        columns={columns}
        rows={attachments}
        keyOf={(file) => `${file.name} ${file.sha256}`}
      />
    </div>
  );
}
