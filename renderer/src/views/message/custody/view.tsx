import { messageCustody } from '../../../../../shared/wording/window/message';
import { useRequest } from '../../../api/use-request';
import { EmptyState } from '../../../components/empty-state';
import { Problem } from '../../../components/problem';
import { session } from '../../../state/session';
import { useStore } from '../../../state/store';
import { Ledger } from '../../custody/ledger';
import { entriesAbout } from '../../custody/model';

/** The acts that concern this message or the evidence item that it lies in. */
export function MessageCustodyView({ messageRef }: { readonly messageRef: string }) {
  const revision = useStore(session, (state) => state.revision);
  const { value, failure } = useRequest('custody:list', {}, revision);
  const entries = entriesAbout(value?.entries ?? [], messageRef);
  if (failure !== null) {
    return <Problem sentence={failure} />;
  }
  if (entries.length === 0) {
    return value === null ? null : <EmptyState title={messageCustody.empty} />;
  }
  return (
    <div className="tab-page">
      <p className="meta">{messageCustody.lead}</p>
      <Ledger entries={entries} whole={false} />
    </div>
  );
}
