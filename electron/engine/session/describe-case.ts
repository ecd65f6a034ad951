import type { CaseInfo } from '../../../shared/contract/case-info';
import { messageCount } from '../case/selectors';
import type { CaseSession } from './case-session';

/** The state of a case in numbers. */
export function describeCase({ store, catalogue, ruleSet }: CaseSession): CaseInfo {
  const { view } = store;
  return {
    id: view.id,
    path: store.dir,
    name: view.name,
    number: view.number,
    createdAt: view.createdAt,
    evidence: view.evidence.length,
    messages: messageCount(view),
    findings: catalogue.findingCounts().findings,
    exhibits: view.exhibits.length,
    custodyEntries: view.head.seq + 1,
    ruleSet,
    custodyHead: view.head.seq < 0 ? null : view.head.hash,
  };
}
