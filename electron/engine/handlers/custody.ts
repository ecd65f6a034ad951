import type { CustodyAct } from '../../../shared/contract/custody-act';
import type { Handlers } from '../../../shared/contract/requests';
import { assignRole, decide, describePeople, propose, setPolicy } from '../session/case-people';
import * as transfers from '../session/transfers';
import type { EngineState } from './engine-state';

type CustodyRequests =
  | 'custody:record'
  | 'people:list'
  | 'people:assign'
  | 'people:two-people'
  | 'release:propose'
  | 'release:decide';

export function custodyHandlers(state: EngineState): Pick<Handlers, CustodyRequests> {
  const announced = async (act: Promise<transfers.Recorded>): Promise<{ entry: number }> => {
    const { entry } = await act;
    state.announceChange();
    return { entry };
  };
  return {
    'custody:record': (act) => announced(record(state, act)),
    'people:list': async () => describePeople(state.session),
    'people:assign': (given) => announced(assignRole(state.session, state.signer, given)),
    'people:two-people': (policy) => announced(setPolicy(state.session, state.signer, policy)),
    'release:propose': ({ note, ...proposed }) => announced(propose(state.session, state.signer, proposed, note)),
    'release:decide': (decision) => announced(decide(state.session, state.signer, decision)),
  };
}

async function record(state: EngineState, act: CustodyAct): Promise<transfers.Recorded> {
  const { session, signer } = state;
  switch (act.kind) {
    case 'hand-over':
      return await transfers.handOver(session, signer, {
        to: act.to,
        reason: act.reason,
        ...transfers.transferSaid(act),
      });
    case 'take-over':
      return await transfers.takeOver(session, signer, { handOver: act.handOver, remarks: act.remarks });
    case 'receipt': {
      const { direction, party, reason } = act;
      const document = act.document === null ? null : await transfers.readDocument(state.placeOf(act.document));
      return await transfers.recordReceipt(
        session,
        signer,
        { direction, party, reason, ...transfers.transferSaid(act) },
        document,
      );
    }
    case 'dispose':
      return await transfers.dispose(session, signer, disposalOf(act));
    case 'correct':
      return await transfers.correctEntry(session, signer, { entry: act.entry, text: act.text });
  }
}

function disposalOf({ kind, ...disposal }: Extract<CustodyAct, { kind: 'dispose' }>) {
  return disposal;
}
