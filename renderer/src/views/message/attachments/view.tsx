import type { CopyView } from '../../../../../shared/contract/copy';
import type { AttachmentView, MessageView } from '../../../../../shared/contract/model';
import { attachments as words } from '../../../../../shared/wording/window/message';
import { Button } from '../../../components/button';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { MailText } from '../../../components/mail-text';
import { Problem } from '../../../components/problem';
import { grouped } from '../../../format/numbers';
import { inUtc } from '../../../format/time';
import { openDialog } from '../../../state/dialogs';
import './view.css';

interface Row {
  readonly index: number;
  readonly file: AttachmentView;
}

/** Names, types, sizes and hashes of the attachments; nothing can be opened, a copy can be saved. */
export function AttachmentsView({ message }: { readonly message: MessageView }) {
  const { attachments, bodyProblem, copies } = message;
  if (attachments.length === 0 && bodyProblem === null && copies.length === 0) {
    return <EmptyState title={words.empty} />;
  }
  const rows = attachments.map((file, index) => ({ index, file }));
  return (
    <div className="tab-page">
      <Problem sentence={bodyProblem} />
      <p className="meta">{words.neverOpened}</p>
      {rows.length > 0 && (
        <div className="file-table">
          <DataTable
            label={words.label}
            columns={columnsOf(message.ref)}
            rows={rows}
            keyOf={({ index }) => String(index)}
          />
        </div>
      )}
      <Copies copies={copies} />
    </div>
  );
}

function columnsOf(ref: string): readonly TableColumn<Row>[] {
  return [
    { id: 'name', name: words.name, cell: ({ file }) => <FileName file={file} />, kind: 'prose' },
    { id: 'type', name: words.type, cell: ({ file }) => <FileKind file={file} /> },
    { id: 'size', name: words.size, cell: ({ file }) => grouped(file.bytes), kind: 'number' },
    { id: 'act', name: words.act, cell: (row) => <SaveButton messageRef={ref} row={row} /> },
  ];
}

/** The hash stands below its name: beside it, it pushes the rest out of a narrow pane. */
function FileName({ file }: { readonly file: AttachmentView }) {
  return (
    <>
      {file.name === '' ? <span className="muted">{words.unnamed}</span> : <MailText text={file.name} />}
      {file.warning !== null && <span className="file-warning">{file.warning}</span>}
      <span className="file-hash">
        {words.hash} <span className="evidence">{file.sha256}</span>
      </span>
    </>
  );
}

function FileKind({ file: { type, kind } }: { readonly file: AttachmentView }) {
  return (
    <>
      <MailText text={type} />
      <span className="file-kind">{kind === null ? words.kindUnknown : words.kind(kind)}</span>
    </>
  );
}

function SaveButton({ messageRef, row: { index, file } }: { readonly messageRef: string; readonly row: Row }) {
  const { name, bytes, sha256, warning } = file;
  const of = { ref: messageRef, name, bytes, sha256, index, warning };
  return (
    <Button
      kind="link"
      label={words.saveOne(name === '' ? words.unnamed : name)}
      onPress={() => openDialog({ kind: 'save-copy', of })}
    >
      {words.save}
    </Button>
  );
}

const copyColumns: readonly TableColumn<CopyView>[] = [
  {
    id: 'what',
    name: words.copiesColumns.what,
    cell: ({ what, name }) =>
      what === 'message' ? words.original : <MailText text={name === '' ? words.unnamed : name} />,
  },
  { id: 'file', name: words.copiesColumns.file, cell: ({ file }) => <MailText text={file} /> },
  {
    id: 'why',
    name: words.copiesColumns.why,
    cell: ({ reason }) => <span className="examiner-ink">{reason}</span>,
    kind: 'prose',
  },
  { id: 'by', name: words.copiesColumns.by, cell: ({ by, at }) => `${by}, ${inUtc(at)}` },
  { id: 'entry', name: words.copiesColumns.entry, cell: ({ entry }) => grouped(entry), kind: 'number' },
];

/** What left the case before, and why. */
function Copies({ copies }: { readonly copies: readonly CopyView[] }) {
  return copies.length === 0 ? null : (
    <section aria-label={words.copies}>
      <h3 className="section-name">{words.copies}</h3>
      <div className="file-table">
        <DataTable label={words.copies} columns={copyColumns} rows={copies} keyOf={({ entry }) => String(entry)} />
      </div>
    </section>
  );
}
