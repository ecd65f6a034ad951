import { useState } from 'react';
import type { CheckpointView, CustodyEntryView } from '../../../../shared/contract/case-info';
import { custodyAct, people } from '../../../../shared/wording/window/custody-acts';
import { custody } from '../../../../shared/wording/window/handover';
import { verifyCase } from '../../actions/packet-actions';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { Group } from '../../components/group';
import { PlacePage } from '../../components/place-page';
import { Problem } from '../../components/problem';
import { grouped } from '../../format/numbers';
import { openDialog } from '../../state/dialogs';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { Ledger } from './ledger';
import './view.css';

/** A long journal is shown from its end; the earlier part on request. */
const SHOWN_AT_ONCE = 1_000;

function WholeLedger({ entries }: { readonly entries: readonly CustodyEntryView[] }) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const hidden = Math.max(0, entries.length - shown);
  return (
    <>
      {hidden > 0 && (
        <Button kind="link" onPress={() => setShown(shown + SHOWN_AT_ONCE)}>
          {custody.earlier(grouped(Math.min(hidden, SHOWN_AT_ONCE)))}
        </Button>
      )}
      <Ledger entries={entries.slice(hidden)} whole />
    </>
  );
}

/** How far the journal is covered by a signed checkpoint, with the root to compare. */
function CheckpointLine({ checkpoint }: { readonly checkpoint: CheckpointView | null }) {
  if (checkpoint === null) {
    return <p className="muted">{custody.noCheckpoint}</p>;
  }
  const signers = checkpoint.signers.map(({ name }) => name).join(', ');
  return (
    <p>
      <span className="muted">{custody.checkpoint(grouped(checkpoint.size - 1), signers)}</span>{' '}
      <span className="evidence">{checkpoint.root}</span>
    </p>
  );
}

/** The whole custody journal as a ledger. */
export function CustodyView() {
  const revision = useStore(session, (state) => state.revision);
  const { value, failure } = useRequest('custody:list', {}, revision);
  return (
    <PlacePage
      pane="custody"
      title={custody.title}
      lead={custody.lead}
      beside={
        <>
          {value !== null && <span className="muted">{custody.entries(grouped(value.entries.length))}</span>}
          <Group className="place-act choices" label={custody.acts}>
            <Button onPress={() => openDialog({ kind: 'custody' })}>{custodyAct.open}</Button>
            <Button onPress={() => openDialog({ kind: 'people' })}>{people.open}</Button>
            <Button onPress={verifyCase}>{custody.verify}</Button>
          </Group>
        </>
      }
    >
      <Problem sentence={failure} />
      {value?.head != null && (
        <p>
          <span className="muted">{custody.head}</span> <span className="evidence">{value.head}</span>
        </p>
      )}
      {value !== null && value.entries.length > 0 && <CheckpointLine checkpoint={value.checkpoint} />}
      {value !== null && value.entries.length === 0 && <EmptyState title={custody.empty} />}
      {value !== null && value.entries.length > 0 && <WholeLedger entries={value.entries} />}
    </PlacePage>
  );
}
