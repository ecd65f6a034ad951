import { closeDialog, type DialogRequest, dialogs } from '../../state/dialogs';
import { useStore } from '../../state/store';
import { AboutDialog } from './about-dialog';
import { AnnotateDialog } from './annotate-dialog';
import { AssessManyDialog } from './assess-many-dialog';
import { CommandPalette } from './command-palette';
import { CustodyDialog } from './custody-dialog';
import { IdentityDialog } from './identity-dialog';
import { ImportDialog } from './import-dialog';
import { ImportReceiptDialog } from './import-receipt-dialog';
import { KeyDialog } from './key-dialog';
import { KeysDialog } from './keys-dialog';
import { NewCaseDialog } from './new-case-dialog';
import { PacketReceiptDialog } from './packet-receipt-dialog';
import { PasteDialog } from './paste-dialog';
import { PeopleDialog } from './people-dialog';
import { ProtectDialog } from './protect-dialog';
import { RedactDialog } from './redact-dialog';
import { SaveCopyDialog } from './save-copy-dialog';
import { SavedSearchDialog } from './saved-search-dialog';
import { TagDialog } from './tag-dialog';
import { UnlockDialog } from './unlock-dialog';
import { VerificationDialog } from './verification-dialog';

/** Shows what was asked for, the newest on top. */
export function DialogHost() {
  const open = useStore(dialogs, (all) => all);
  return open.map(({ id, request }) => <Chosen key={id} request={request} onClose={() => closeDialog(id)} />);
}

/** One line a dialog. */
function Chosen({ request, onClose }: { readonly request: DialogRequest; readonly onClose: () => void }) {
  switch (request.kind) {
    case 'unlock':
      return <UnlockDialog settle={request.settle} onClose={onClose} />;
    case 'identity':
      return <IdentityDialog settle={request.settle} onClose={onClose} />;
    case 'new-case':
      return <NewCaseDialog onClose={onClose} />;
    case 'import':
      return <ImportDialog items={request.items} onClose={onClose} />;
    case 'paste':
      return <PasteDialog onClose={onClose} />;
    case 'import-receipt':
      return <ImportReceiptDialog result={request.result} onClose={onClose} />;
    case 'packet-receipt':
      return <PacketReceiptDialog jobId={request.jobId} result={request.result} onClose={onClose} />;
    case 'verification':
      return <VerificationDialog jobId={request.jobId} result={request.result} onClose={onClose} />;
    case 'annotate':
      return <AnnotateDialog refs={[request.ref]} span={request.span} onClose={onClose} />;
    case 'annotate-many':
      return <AnnotateDialog refs={request.refs} span={null} onClose={onClose} />;
    case 'assess-many':
      return <AssessManyDialog refs={request.refs} onClose={onClose} />;
    case 'tag':
      return <TagDialog refs={request.refs} onClose={onClose} />;
    case 'saved-search':
      return <SavedSearchDialog search={request.search} query={request.query} onClose={onClose} />;
    case 'save-copy':
      return <SaveCopyDialog of={request.of} onClose={onClose} />;
    case 'protect':
      return <ProtectDialog onClose={onClose} />;
    case 'custody':
      return <CustodyDialog onClose={onClose} />;
    case 'people':
      return <PeopleDialog onClose={onClose} />;
    case 'key':
      return <KeyDialog onClose={onClose} />;
    case 'redact':
      return <RedactDialog onClose={onClose} />;
    case 'palette':
      return <CommandPalette onClose={onClose} />;
    case 'keys':
      return <KeysDialog onClose={onClose} />;
    case 'about':
      return <AboutDialog onClose={onClose} />;
  }
}
